import { randomInt } from 'node:crypto';
import {
  type CommuneId,
  isTraining,
  newId,
  ok,
  type PersonActor,
  refuse,
  type Result,
  type StaffActor,
} from '../../kernel/index.ts';
import { once } from '../../platform/commands/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import {
  addFiles,
  type PageImage,
  type RefusedFile,
  readPictures,
  type SentFile,
  storePictures,
} from '../documents/index.ts';
import { listCommunes } from '../organisation/index.ts';
import type { ChangedRequest, CommandAt } from '../requests/index.ts';
import {
  deleteAhead,
  deleteLapsed,
  insertAhead,
  insertAheadPage,
  type KeptAhead,
  selectAhead,
  selectAheadPages,
  updateUsed,
} from './ahead-store.ts';
import { edit, keyOf } from './command.ts';
import { readFile, loadFile } from './file.ts';
import { write } from './describing.ts';
import type { AheadId, Particulars } from './model.ts';
import { insertHeld, selectHeld } from './original-store.ts';
import { openParticulars, places, sealParticulars } from './particulars.ts';
import { type CertificationDeps, inCommune } from './ports.ts';

/** Papers that one person may have waiting in one commune, and pages in each. */
const mostWaiting = 5;
const mostPages = 20;
const day = 24 * 3_600_000;

/** A paper scanned at home, as its person sees it. */
export interface OwnAhead
  extends Pick<KeptAhead, 'communeId' | 'id' | 'reference' | 'kind' | 'madeAt' | 'lapsesAt' | 'usedIn' | 'pages'> {
  readonly particulars: Particulars;
  /** Pages (from 1) that are hard to read. */
  readonly poor: readonly number[];
}

/** What a person says of the original that they scanned. */
export interface AheadAsked {
  readonly key: string;
  readonly communeId: CommuneId;
  readonly kind: string;
  readonly particulars: Particulars;
  readonly files: readonly SentFile[];
}

/** What became of a scan: the files that could not be read, beside what is kept. */
export interface AheadKept {
  readonly id: AheadId;
  readonly refused: readonly RefusedFile[];
}

/**
 * Keeps the pages of an original that its holder scanned at home, sealed for them, until they show it at a counter of the commune. Proves
 * nothing. Refused: `certification.unknown-kind`, `.kind-refused`, `.dates-crossed`, `.ahead-too-many {most}`, `.ahead-too-long {most}`,
 * `.ahead-unreadable` when no file could be read, `platform.command-reused`.
 */
export async function keepAhead(
  deps: CertificationDeps,
  actor: PersonActor,
  asked: AheadAsked,
): Promise<Result<AheadKept>> {
  const { communeId, particulars } = asked;
  // Nobody’s real paper is looked at where people train.
  if (isTraining(communeId)) return refuse('certification.unknown-kind');
  const { issuedOn, expiresOn } = particulars;
  if (issuedOn !== null && expiresOn !== null && expiresOn < issuedOn) return refuse('certification.dates-crossed');
  const now = deps.clock();
  const { pages, refused } = await readPictures(asked.files, { trust: deps.signerTrust, at: now });
  if (pages.length === 0) return refuse('certification.ahead-unreadable');
  if (pages.length > mostPages) return refuse('certification.ahead-too-long', { most: mostPages });
  const { personId } = actor;
  const payload = [asked.kind, particulars.issuedOn, particulars.expiresOn, pages.length];
  const command = { communeId, key: asked.key, name: 'certification.keep-ahead', actorId: personId, payload };
  const kept = await deps.db.transaction({ communeId, personId }, tx =>
    once(tx, command, now, async () => insert(deps, tx, actor, asked, { pages, now })),
  );
  return kept.ok ? ok({ id: kept.value.id, refused }) : kept;
}

async function insert(
  deps: CertificationDeps,
  tx: Tx,
  { personId }: PersonActor,
  { communeId, kind, particulars }: AheadAsked,
  { pages, now }: { readonly pages: readonly PageImage[]; readonly now: Date },
): Promise<Result<{ readonly id: AheadId }>> {
  const ruling = await deps.catalogue.findNature(tx, communeId, { service: 'certified-copy', nature: kind, at: now });
  if (!ruling) return refuse('certification.unknown-kind');
  if (ruling.rule === 'refuse') return refuse('certification.kind-refused');
  const waiting = (await selectAhead(tx, communeId, [personId], now)).filter(({ usedIn }) => usedIn === null);
  if (waiting.length >= mostWaiting) return refuse('certification.ahead-too-many', { most: mostWaiting });
  const id = newId<AheadId>(now);
  const sealed = await sealParticulars(deps.vault, tx, { subject: personId, place: places.ahead(id) }, particulars);
  const { issuedOn, expiresOn } = particulars;
  const lapsesAt = new Date(now.getTime() + deps.aheadDays * day);
  const ahead = { communeId, id, personId, kind, sealed, issuedOn, expiresOn, madeAt: now, lapsesAt };
  for (let attempt = 0; !(await insertAhead(tx, { ...ahead, reference: newReference() })); attempt += 1)
    if (attempt === 50) throw new Error('no free reference in the commune');
  for (const [position, { jpeg, mm, verdicts }] of pages.entries()) {
    const place = placeOfPage(id, position);
    await insertAheadPage(tx, ahead, {
      position,
      sealed: await deps.vault.seal(tx, personId, place, Buffer.from(jpeg)),
      mm,
      verdicts,
    });
  }
  await insertHeld(tx, { personId, item: 'ahead', itemId: id, communeId, addedAt: now });
  return ok({ id });
}

function placeOfPage(id: AheadId, position: number): string {
  return `certification.ahead_page/${id}/${position}`;
}

/** Signs that are not taken for one another when read aloud. */
const signs = '23456789ABCDEFGHJKLMNPQRSTVWXYZ';

function newReference(): string {
  const four = () => Array.from({ length: 4 }, () => signs[randomInt(signs.length)]).join('');
  return `${four()}-${four()}`;
}

/** What a person scanned ahead and has not shown yet, latest first. */
export async function listOwnAhead(deps: CertificationDeps, actor: PersonActor): Promise<readonly OwnAhead[]> {
  const { personId } = actor;
  const held = await deps.db.transaction({ personId }, tx => selectHeld(tx, personId, 'ahead'));
  const own: OwnAhead[] = [];
  for (const communeId of new Set(held.map(item => item.communeId))) {
    const found = await deps.db.transaction({ communeId, personId }, async tx => {
      const kept = await selectAhead(tx, communeId, [personId], deps.clock());
      return Promise.all(kept.map(each => viewAhead(deps, tx, each)));
    });
    own.push(...found);
  }
  return own;
}

async function viewAhead(deps: CertificationDeps, tx: Tx, kept: KeptAhead): Promise<OwnAhead> {
  const { communeId, id, reference, kind, madeAt, lapsesAt, usedIn, pages, personId } = kept;
  const where = { subject: personId, place: places.ahead(id) };
  const poor = (await selectAheadPages(tx, kept)).flatMap(({ position, verdicts }) =>
    verdicts.some(({ severity }) => severity === 'stop') ? [position + 1] : [],
  );
  const particulars = await openParticulars(deps.vault, tx, where, kept);
  return { communeId, id, reference, kind, madeAt, lapsesAt, usedIn, pages, particulars, poor };
}

/** Takes a paper away that was scanned ahead. Refused: `certification.ahead-unknown`, the same for another's. */
export async function dropAhead(deps: CertificationDeps, actor: PersonActor, id: AheadId): Promise<Result<void>> {
  const own = (await listOwnAhead(deps, actor)).find(each => each.id === id);
  if (!own) return refuse('certification.ahead-unknown');
  const { communeId } = own;
  const { personId } = actor;
  await deps.db.transaction({ communeId, personId }, tx => deleteAhead(tx, { communeId, id }));
  return ok(undefined);
}

/** What the holders of a request scanned ahead in this commune, for the clerk before whom they stand. Refused: `requests.not-found`. */
export function listForCounter(
  deps: CertificationDeps,
  actor: StaffActor,
  requestId: CommandAt['requestId'],
): Promise<Result<readonly OwnAhead[]>> {
  return inCommune(deps, actor.communeId, async tx => {
    const file = await readFile(deps, tx, actor, requestId);
    if (!file.ok) return file;
    const people = file.value.holders.map(({ personId }) => personId);
    const kept = await selectAhead(tx, actor.communeId, people, deps.clock());
    const views: OwnAhead[] = [];
    for (const each of kept) if (each.usedIn === null) views.push(await viewAhead(deps, tx, each));
    return ok(views);
  });
}

/**
 * Takes what a holder scanned ahead into the request: pages, kind and particulars; the clerk then compares each with the original. Refused:
 * `certification.ahead-unknown` (also for somebody's who is no holder), `.ahead-used`, those of `addFiles` and of any edit.
 */
export function takeAhead(
  deps: CertificationDeps,
  actor: StaffActor,
  command: CommandAt & { readonly aheadId: AheadId },
): Promise<Result<ChangedRequest>> {
  const { aheadId } = command;
  return edit(deps, actor, command, {
    what: 'scan-taken-over',
    payload: { aheadId },
    subjectId: aheadId,
    work: async (tx, request, now) => {
      const file = await loadFile(deps, tx, request);
      if (!file.ok) return file;
      const people = file.value.holders.map(({ personId }) => personId);
      const kept = (await selectAhead(tx, actor.communeId, people, now)).find(({ id }) => id === aheadId);
      if (!kept) return refuse('certification.ahead-unknown');
      if (!(await updateUsed(tx, kept, request.id))) return refuse('certification.ahead-used');
      const stored = await storePictures(deps.blobs, actor.communeId, await openPages(deps, tx, kept));
      const added = await addFiles(tx, keyOf(request), stored, now);
      if (!added.ok) return added;
      const where = { subject: kept.personId, place: places.ahead(kept.id) };
      const particulars = await openParticulars(deps.vault, tx, where, kept);
      return write(deps, tx, file.value, { ...particulars, ...(kept.kind !== null && { kind: kept.kind }) });
    },
  });
}

async function openPages({ vault }: CertificationDeps, tx: Tx, kept: KeptAhead) {
  const pages = [];
  for (const { position, sealed, mm, verdicts } of await selectAheadPages(tx, kept))
    pages.push({ jpeg: await vault.open(tx, kept.personId, placeOfPage(kept.id, position), sealed), mm, verdicts });
  return pages;
}

/** The worker's: in every commune, takes away what waited too long, and what is part of a request since. Answers how many. */
export async function dropLapsed(deps: Pick<CertificationDeps, 'db' | 'clock'>): Promise<number> {
  let dropped = 0;
  for (const { id: communeId } of await deps.db.transaction({}, tx => listCommunes(tx)))
    dropped += await inCommune(deps, communeId, tx => deleteLapsed(tx, communeId, deps.clock()));
  return dropped;
}
