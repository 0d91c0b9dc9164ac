import {
  type ActId,
  type Actor,
  type CommuneId,
  may,
  type OfficeId,
  ok,
  type PreparationId,
  refuse,
  type RequestId,
  type Result,
  type StaffActor,
} from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { getOffice, getStatement, type Passkey, placeOf } from '../organisation/index.ts';
import { type Entry, findEntries } from '../register/index.ts';
import { manifestChallenge } from '../sealing/index.ts';
import { findAct, findActOfRequest, findSealedFile, getGeneration, selectActsOfOfficer } from './act-store.ts';
import { addressFace } from './face.ts';
import type { Act, ActProgress, Preparation, PreparedAct, SealedFile } from './model.ts';
import type { ActsDeps } from './ports.ts';
import { findConfirmation, findPreparation } from './preparation-store.ts';
import type { ProvenFile } from './sealed-file.ts';
import type { Standing } from './standing/model.ts';
import { findStanding } from './standing/standing-store.ts';

/** A preparation as the officer's screen follows it. */
export interface PreparationView extends Omit<Preparation, 'acts'> {
  readonly confirmed: boolean;
  /** What the passkey is asked to sign, and which one; null while pages are rendered. */
  readonly challenge: Uint8Array | null;
  readonly passkey: Pick<Passkey, 'credentialId' | 'rpId'>;
  readonly acts: readonly (PreparedAct & { readonly progress: ActProgress })[];
}

/** A preparation and how far each act is. Only its officer, or whoever may read the acts of its offices, sees it. */
export async function viewPreparation(
  { db }: ActsDeps,
  actor: Actor,
  id: PreparationId,
): Promise<Result<PreparationView>> {
  if (actor.kind !== 'staff') return refuse('acts.preparation-unknown');
  const { communeId } = actor;
  return db.transaction({ communeId }, async tx => {
    const preparation = await findPreparation(tx, communeId, id);
    const [first] = preparation?.acts ?? [];
    if (!preparation || !first || !(await maySee(tx, actor, preparation))) return refuse('acts.preparation-unknown');
    const confirmed = (await findConfirmation(tx, communeId, id)) !== undefined;
    const { body } = await getStatement(tx, communeId, first.credentialId);
    if (body.kind !== 'credential') throw new Error('an act names a credential that is none');
    const settled = preparation.acts.filter(({ settledAt }) => settledAt !== null).map(({ actId }) => actId);
    const entries = await findEntries(tx, communeId, settled);
    const acts = preparation.acts.map(act => ({
      ...act,
      progress: progressOf(act, entries.get(act.actId), confirmed),
    }));
    const challenge = preparation.manifest && manifestChallenge(preparation.manifest);
    return ok({ ...preparation, confirmed, challenge, passkey: body.passkey, acts });
  });
}

/** Hours of acts that an officer is shown as signed in their name. */
const ownHours = 48;
const mostOwn = 500;

/**
 * What was signed in the name of the officer who asks, in the last two days, latest first: who finds an act that they did not make
 * says so at once. Nothing for anybody else.
 */
export async function listSignedInName({ db, clock }: ActsDeps, actor: Actor): Promise<readonly Act[]> {
  if (actor.kind !== 'staff') return [];
  const since = new Date(clock().getTime() - ownHours * 3_600_000);
  return db.transaction({ communeId: actor.communeId }, tx =>
    selectActsOfOfficer(tx, actor.communeId, { officerId: actor.staffId, since, most: mostOwn }),
  );
}

async function maySee(tx: Tx, actor: StaffActor, { officerId, acts }: Preparation): Promise<boolean> {
  if (officerId === actor.staffId) return true;
  for (const officeId of new Set(acts.map(act => act.officeId))) {
    if (!(await mayReadOffice(tx, actor, officeId))) return false;
  }
  return true;
}

function progressOf(act: PreparedAct, entry: Entry | undefined, confirmed: boolean): ActProgress {
  const outcome = entry?.outcome;
  if (outcome?.kind === 'made') return { kind: 'made' };
  if (outcome?.kind === 'cancelled') return { kind: 'cancelled', reason: outcome.reason };
  if (confirmed) return { kind: 'sealing', waitingFor: act.waitingFor };
  return { kind: act.rendered ? 'ready' : 'rendering' };
}

/** The exact bytes that an officer is asked to sign, Contents blank. Only the officer who prepared them. */
export async function openFinalPages(
  { db, blobs }: ActsDeps,
  actor: Actor,
  id: PreparationId,
  actId: ActId,
): Promise<Result<Buffer>> {
  if (actor.kind !== 'staff') return refuse('acts.preparation-unknown');
  const preparation = await db.transaction({ communeId: actor.communeId }, tx =>
    findPreparation(tx, actor.communeId, id),
  );
  if (preparation?.officerId !== actor.staffId) return refuse('acts.preparation-unknown');
  const rendered = preparation.acts.find(act => act.actId === actId)?.rendered;
  return rendered ? ok(await blobs.get(actor.communeId, rendered.preparedSha256)) : refuse('acts.not-ready');
}

/** A recorded act, for staff who may read those of its office. Another commune's, or another office's, does not exist for them. */
async function viewAct(tx: Tx, actor: Actor, actId: ActId): Promise<Result<Act>> {
  return actor.kind === 'staff'
    ? visible(tx, actor, await findAct(tx, actor.communeId, actId))
    : refuse('acts.unknown');
}

/**
 * The same act with the address that its QR code carries, for printing labels and overprints. Needs `documents.read` as well,
 * since that address opens the document.
 */
export async function viewPrintable(deps: ActsDeps, actor: Actor, actId: ActId): Promise<Result<Act>> {
  if (actor.kind !== 'staff') return refuse('acts.unknown');
  const { communeId } = actor;
  return deps.db.transaction({ communeId }, async tx => {
    const act = await openable(tx, actor, actId);
    if (!act.ok) return act;
    const generation = await getGeneration(tx, communeId, actId);
    return ok({ ...act.value, face: addressFace(act.value.face, deps, actId, generation) });
  });
}

/** The act that came of a request, likewise. */
export async function viewActOfRequest(tx: Tx, actor: Actor, requestId: RequestId): Promise<Result<Act>> {
  return actor.kind === 'staff'
    ? visible(tx, actor, await findActOfRequest(tx, actor.communeId, requestId))
    : refuse('acts.unknown');
}

async function visible(tx: Tx, actor: StaffActor, act: Act | undefined): Promise<Result<Act>> {
  return act && (await mayReadOffice(tx, actor, act.officeId)) ? ok(act) : refuse('acts.unknown');
}

async function mayReadOffice(tx: Tx, actor: StaffActor, officeId: OfficeId): Promise<boolean> {
  return may(actor, 'acts.read', placeOf(await getOffice(tx, actor.communeId, officeId)));
}

/** A sealed document and its act. */
export interface SealedDocument extends ProvenFile {
  readonly act: Act;
  readonly file: SealedFile;
  /** How the act stands when it is valid no more; null while it is. */
  readonly standing: Standing | null;
}

/**
 * The sealed document of an act: for the person in whose vault it is, and for staff who may read acts and documents there
 * (heads of office and auditors read acts, never documents). Refuses `acts.file-unproven` when the stored file does not bear the
 * act out.
 */
export async function openSealed(deps: ActsDeps, actor: Actor, actId: ActId): Promise<Result<SealedDocument>> {
  const communeId = await communeFor(deps, actor, actId);
  if (!communeId) return refuse('acts.unknown');
  const found = await deps.db.transaction({ communeId }, async tx => {
    const act = actor.kind === 'staff' ? await openable(tx, actor, actId) : await existing(tx, communeId, actId);
    const file = await findSealedFile(tx, communeId, actId);
    const standing = (await findStanding(tx, communeId, actId)) ?? null;
    return act.ok && file ? { act: act.value, file, standing } : undefined;
  });
  if (!found) return refuse('acts.unknown');
  const { act, file, standing } = found;
  const opened = await deps.files.open({ ...act, actId, file });
  return opened.ok ? ok({ act, file, standing, ...opened.value }) : opened;
}

async function openable(tx: Tx, actor: StaffActor, actId: ActId): Promise<Result<Act>> {
  const act = await viewAct(tx, actor, actId);
  if (!act.ok) return act;
  const place = placeOf(await getOffice(tx, actor.communeId, act.value.officeId));
  return may(actor, 'documents.read', place) ? act : refuse('acts.unknown');
}

async function existing(tx: Tx, communeId: CommuneId, actId: ActId): Promise<Result<Act>> {
  const act = await findAct(tx, communeId, actId);
  return act ? ok(act) : refuse('acts.unknown');
}

async function communeFor({ ports }: ActsDeps, actor: Actor, actId: ActId): Promise<CommuneId | undefined> {
  if (actor.kind === 'staff') return actor.communeId;
  return actor.kind === 'person' ? ports.findInVault(actor.personId, actId) : undefined;
}
