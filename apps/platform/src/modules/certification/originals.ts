import {
  asId,
  type CommuneId,
  ok,
  type OrganisationId,
  type PersonActor,
  refuse,
  type Result,
} from '../../kernel/index.ts';
import { rebind, type Tx } from '../../platform/db/index.ts';
import type { Acts } from '../acts/index.ts';
import { type Standing, standingOf } from './decide.ts';
import type { Original, OriginalId, Particulars } from './model.ts';
import {
  type HeldItem,
  type Reissue,
  selectHeld,
  selectOrganisationHeld,
  selectOriginals,
  selectReissues,
} from './original-store.ts';
import { openParticulars, places } from './particulars.ts';
import { readRenewals } from './renewal.ts';
import type { CertificationDeps } from './ports.ts';

/** What Originals stand on, beside what certifications do: acts, that are made of them again. */
export interface OriginalsDeps extends CertificationDeps {
  readonly acts: Pick<Acts, 'reissue' | 'viewAuthorisation'>;
}

/** An Original as whoever holds it, or stands for the organisation that does, sees it. */
export interface OwnOriginal
  extends Pick<Original, 'communeId' | 'id' | 'requestId' | 'actId' | 'officeId' | 'kind' | 'depositedAt'> {
  readonly particulars: Particulars;
  /** Null for a person's own. */
  readonly organisationId: OrganisationId | null;
  readonly standing: Standing;
}

/** One with the copies that were asked for, latest first. */
export interface OwnOriginalFile extends OwnOriginal {
  readonly reissues: readonly Reissue[];
}

type Held = HeldItem & { readonly organisationId: OrganisationId | null };

/** The Originals that a person holds, and those of organisations whose vault they read now; latest first. */
export async function listOwn(deps: OriginalsDeps, actor: PersonActor): Promise<readonly OwnOriginal[]> {
  const held = await heldBy(deps, actor);
  const own: OwnOriginal[] = [];
  for (const [communeId, items] of Map.groupBy(held, item => item.communeId)) {
    const found = await deps.db.transaction({ communeId, personId: actor.personId }, tx =>
      readAll(deps, tx, communeId, items),
    );
    own.push(...found);
  }
  return own.toSorted((a, b) => b.depositedAt.getTime() - a.depositedAt.getTime());
}

/** One of them. Refused: `certification.original-unknown`, the same for another's and for none. */
export async function openOwn(
  deps: OriginalsDeps,
  actor: PersonActor,
  id: OriginalId,
): Promise<Result<OwnOriginalFile>> {
  const item = await findHeld(deps, actor, id);
  if (!item) return refuse('certification.original-unknown');
  const { communeId } = item;
  return deps.db.transaction({ communeId, personId: actor.personId }, async tx => {
    const [original] = await readAll(deps, tx, communeId, [item]);
    return original
      ? ok({ ...original, reissues: await selectReissues(tx, communeId, id) })
      : refuse('certification.original-unknown');
  });
}

/** Where an Original is kept that a person may have copies of; undefined when it is not theirs. */
export async function findHeld(deps: OriginalsDeps, actor: PersonActor, id: OriginalId): Promise<Held | undefined> {
  return (await heldBy(deps, actor)).find(each => each.itemId === id);
}

async function heldBy({ db, mandates }: OriginalsDeps, { personId }: PersonActor): Promise<readonly Held[]> {
  return db.transaction({ personId }, async tx => {
    const own = (await selectHeld(tx, personId, 'original')).map(item => ({ ...item, organisationId: null }));
    const ofOrganisations: Held[] = [];
    for (const organisationId of await mandates.listReadable(tx, personId)) {
      await rebind(tx, { personId, organisationId });
      const items = await selectOrganisationHeld(tx, organisationId);
      ofOrganisations.push(...items.map(item => ({ ...item, organisationId })));
    }
    return [...own, ...ofOrganisations];
  });
}

async function readAll(
  deps: OriginalsDeps,
  tx: Tx,
  communeId: CommuneId,
  items: readonly Held[],
): Promise<readonly OwnOriginal[]> {
  const ids = items.map(({ itemId }) => asId<OriginalId>(itemId));
  const own: OwnOriginal[] = [];
  for (const original of await selectOriginals(tx, communeId, ids)) {
    const organisationId = items.find(({ itemId }) => itemId === original.id)?.organisationId ?? null;
    own.push(await viewOriginal(deps, tx, original, organisationId));
  }
  return own;
}

async function viewOriginal(
  deps: OriginalsDeps,
  tx: Tx,
  original: Original,
  organisationId: OrganisationId | null,
): Promise<OwnOriginal> {
  const { communeId, id, requestId, actId, officeId, kind, depositedAt, sealedFor, expiresOn } = original;
  const where = { subject: sealedFor, place: places.original(id) };
  return {
    communeId,
    id,
    requestId,
    actId,
    officeId,
    kind,
    depositedAt,
    organisationId,
    particulars: await openParticulars(deps.vault, tx, where, original),
    standing: await standingIn(deps, tx, { communeId, id, actId, expiresOn }),
  };
}

/** Whether copies of an Original may be had now. */
export async function standingIn(
  { acts, papers, clock }: OriginalsDeps,
  tx: Tx,
  { communeId, id, actId, expiresOn }: Pick<Original, 'communeId' | 'id' | 'actId' | 'expiresOn'>,
): Promise<Standing> {
  const { standing: renewed } = await readRenewals(tx, { communeId, id });
  const authorisation = await acts.viewAuthorisation(tx, { communeId, certification: actId });
  return standingOf({ expiresOn, renewed, authorisation, template: papers.template }, clock());
}
