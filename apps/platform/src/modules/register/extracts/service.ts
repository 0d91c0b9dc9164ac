import {
  type Actor,
  civilDate,
  type CommuneId,
  type Id,
  newId,
  ok,
  type OfficeId,
  refuse,
  type Result,
} from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { canonicalJson, getOffice, listRealCommunes, type Office } from '../../organisation/index.ts';
import { insertConsultation } from '../book/book-store.ts';
import { permittedAt } from '../book/service.ts';
import { digestOf } from './content.ts';
import {
  type ExtractId,
  findExtract,
  findExtractOfDay,
  findLatest,
  insertDelivery,
  insertExtract,
  insertFile,
  type KeptExtract,
  selectBusyDays,
  selectExtracts,
  selectOffices,
} from './extract-store.ts';
import type { ExtractDeps, ExtractManifest, ExtractPlace } from './ports.ts';
import { readDay } from './read-day.ts';

/** What a round made. */
export interface ExtractRound {
  readonly made: number;
  readonly delivered: number;
  readonly heldUp: number;
}

/** The second copy of registers: a signed extract an office and day, kept and sent to a place outside. */
export interface Extracts {
  /** The job `register.extracts`: makes every missing day up to yesterday, in every commune, and sends what has not arrived. */
  makeMissing(): Promise<ExtractRound>;
  /** An office's extracts of a year. Needs `register.read` there. */
  list(
    actor: Actor,
    asked: { readonly officeId: OfficeId; readonly year: number },
  ): Promise<Result<readonly KeptExtract[]>>;
  /**
   * The sealed file of an extract. It holds the applicants' data: needs `register.read-applicants`, and is written down. Refuses
   * `register.extract-unknown`, also for one that is not sealed yet.
   */
  open(actor: Actor, id: ExtractId): Promise<Result<Buffer>>;
  /** A day's pages as they stand now, unsealed, to be read or printed at the office; needs what `open` needs. */
  printDay(actor: Actor, asked: { readonly officeId: OfficeId; readonly day: string }): Promise<Result<Uint8Array>>;
}

/** Minutes after midnight in Morocco before which yesterday is not over: transactions of its last second end. */
const settling = 60 * 60_000;

/** Builds the second copy. */
export function createExtracts(deps: ExtractDeps): Extracts {
  return {
    makeMissing: () => makeMissing(deps),
    list: (actor, { officeId, year }) =>
      atOffice(deps, actor, officeId, 'register.read', tx =>
        selectExtracts(tx, { communeId: communeOf(actor), officeId }, year),
      ),
    open: (actor, id) => open(deps, actor, id),
    printDay: async (actor, { officeId, day }) => {
      const read = await atOffice(deps, actor, officeId, 'register.read-applicants', async tx => {
        const place = { communeId: communeOf(actor), officeId, day };
        await note(deps, tx, actor, place);
        return { content: await readDay(deps, tx, place), office: await getOffice(tx, place.communeId, officeId) };
      });
      return read.ok ? ok(await deps.press.print(read.value.office, read.value.content, null)) : read;
    },
  };
}

function communeOf(actor: Actor): CommuneId {
  if (actor.kind !== 'staff') throw new Error('only staff have a commune');
  return actor.communeId;
}

async function makeMissing(deps: ExtractDeps): Promise<ExtractRound> {
  const round = { made: 0, delivered: 0, heldUp: 0 };
  const today = civilDate(new Date(deps.clock().getTime() - settling));
  for (const { id: communeId } of await deps.db.transaction({}, tx => listRealCommunes(tx))) {
    const offices = await deps.db.transaction({ communeId }, tx => selectOffices(tx, communeId));
    for (const officeId of offices) {
      const done = await makeOffice(deps, { communeId, officeId }, today);
      round.made += done.made;
      round.delivered += done.delivered;
      round.heldUp += done.heldUp;
    }
  }
  return round;
}

/** Every day of an office that is missing, in order: each names the one before it, so one that is held up holds up what follows. */
async function makeOffice(deps: ExtractDeps, office: Omit<ExtractPlace, 'day'>, today: string): Promise<ExtractRound> {
  const { communeId } = office;
  const latest = await deps.db.transaction({ communeId }, tx => findLatest(tx, office));
  const days = await deps.db.transaction({ communeId }, tx =>
    missingDays(deps, tx, office, latest?.day ?? null, today),
  );
  const unfinished = latest && latest.file === null ? [latest.day] : [];
  let made = 0;
  for (const day of [...unfinished, ...days]) {
    const sealed = await makeDay(deps, { ...office, day });
    if (!sealed.ok) {
      deps.onHeldUp({ ...office, day }, sealed.refusal.code);
      return { made, delivered: await deliverAll(deps, office), heldUp: 1 };
    }
    made += 1;
  }
  return { made, delivered: await deliverAll(deps, office), heldUp: 0 };
}

/** Days after the latest extract on which something was entered, decided or withdrawn. */
async function missingDays(
  deps: ExtractDeps,
  tx: Tx,
  office: Omit<ExtractPlace, 'day'>,
  after: string | null,
  before: string,
): Promise<readonly string[]> {
  const busy = await selectBusyDays(tx, office, { after, before });
  const withdrawn = await deps.withdrawnDays(tx, { ...office, after, before });
  return [...new Set([...busy, ...withdrawn])].toSorted();
}

async function makeDay(deps: ExtractDeps, place: ExtractPlace): Promise<Result<void>> {
  const { communeId } = place;
  const extract = (await findOf(deps, place)) ?? (await prepare(deps, place));
  if (extract.file) return ok(undefined);
  const bytes = await deps.blobs.get(communeId, extract.prepared.sha256);
  const sealed = await deps.press.seal(place, { bytes, state: extract.prepared.state });
  if (!sealed.ok) return sealed;
  const file = { sha256: await deps.blobs.put(communeId, sealed.value), length: sealed.value.length };
  await deps.db.transaction({ communeId }, tx => insertFile(tx, extract, file, deps.clock()));
  return ok(undefined);
}

function findOf({ db }: ExtractDeps, place: ExtractPlace): Promise<KeptExtract | undefined> {
  return db.transaction({ communeId: place.communeId }, tx => findExtractOfDay(tx, place));
}

/** Fixes the pages of a day before they are sealed: killed after this, the same bytes are sealed. */
async function prepare(deps: ExtractDeps, place: ExtractPlace): Promise<KeptExtract> {
  const { communeId, officeId, day } = place;
  const { content, office, previous } = await deps.db.transaction({ communeId }, async tx => ({
    content: await readDay(deps, tx, place),
    office: await getOffice(tx, communeId, officeId),
    previous: (await findLatest(tx, place))?.file?.sha256 ?? null,
  }));
  const digest = digestOf(content);
  const pages = await deps.press.print(office, content, { previous, content: digest });
  const unsealed = deps.press.prepare(office, pages, day);
  const madeAt = deps.clock();
  const prepared = { sha256: await deps.blobs.put(communeId, unsealed.bytes), state: unsealed.state };
  const id = newId<ExtractId>(madeAt);
  const entries = content.entries.length;
  await deps.db.transaction({ communeId }, tx =>
    insertExtract(tx, { ...place, id, entries, content: digest, previous, prepared, madeAt }),
  );
  const kept = await findOf(deps, place);
  if (!kept) throw new Error('an extract that was just written is not there');
  return kept;
}

/** Sends every sealed extract of an office that the place outside does not have. */
async function deliverAll(deps: ExtractDeps, place: Omit<ExtractPlace, 'day'>): Promise<number> {
  const { db, destination, blobs } = deps;
  if (!destination) return 0;
  const { communeId, officeId } = place;
  const { extracts, office } = await db.transaction({ communeId }, async tx => ({
    extracts: await selectExtracts(tx, place),
    office: await getOffice(tx, communeId, officeId),
  }));
  let delivered = 0;
  for (const extract of extracts) {
    if (!extract.file || extract.delivered.includes(destination.name)) continue;
    const path = pathOf(office, extract.day);
    await destination.put(`${path}.pdf`, await blobs.get(communeId, extract.file.sha256));
    await destination.put(`${path}.json`, writeManifest(manifestOf(office, extract, extract.file)));
    await db.transaction({ communeId }, tx => insertDelivery(tx, extract, destination.name, deps.clock()));
    delivered += 1;
  }
  return delivered;
}

/** Where an extract stands in the second copy, without its ending. */
export function pathOf({ communeId, code }: Pick<Office, 'communeId' | 'code'>, day: string): string {
  return `${communeId}/${code}/${day.slice(0, 4)}/${day}`;
}

/** What travels with an extract. */
export function manifestOf(
  { code }: Pick<Office, 'code'>,
  { communeId, officeId, day, entries, content, previous }: KeptExtract,
  file: NonNullable<KeptExtract['file']>,
): ExtractManifest {
  return {
    v: 1,
    commune: communeId,
    office: officeId,
    officeCode: code,
    day,
    entries,
    content,
    file: file.sha256,
    length: file.length,
    previous,
  };
}

/** The manifest as the one line that it always is (RFC 8785). */
export function writeManifest(manifest: ExtractManifest): Uint8Array {
  return Buffer.concat([canonicalJson({ ...manifest }), Buffer.from('\n')]);
}

function atOffice<T>(
  { db }: ExtractDeps,
  actor: Actor,
  officeId: OfficeId,
  permission: 'register.read' | 'register.read-applicants',
  work: (tx: Tx) => Promise<T>,
): Promise<Result<T>> {
  if (actor.kind !== 'staff') return Promise.resolve(refuse('register.not-allowed'));
  return db.transaction({ communeId: actor.communeId }, async tx =>
    (await permittedAt(tx, actor, permission, officeId)) ? ok(await work(tx)) : refuse('register.not-allowed'),
  );
}

async function note({ clock }: ExtractDeps, tx: Tx, actor: Actor, place: ExtractPlace): Promise<void> {
  if (actor.kind !== 'staff') return;
  const [at, year] = [clock(), Number(place.day.slice(0, 4))];
  const read = { staffId: actor.staffId, purpose: 'extract', first: null, last: null, at } as const;
  await insertConsultation(tx, { ...place, year }, { id: newId<Id<'consultation'>>(at), ...read });
}

async function open(deps: ExtractDeps, actor: Actor, id: ExtractId): Promise<Result<Buffer>> {
  if (actor.kind !== 'staff') return refuse('register.extract-unknown');
  const { communeId } = actor;
  const extract = await deps.db.transaction({ communeId }, async tx => {
    const found = await findExtract(tx, communeId, id);
    if (!found?.file || !(await permittedAt(tx, actor, 'register.read-applicants', found.officeId))) return undefined;
    await note(deps, tx, actor, found);
    return { ...found, file: found.file };
  });
  if (!extract) return refuse('register.extract-unknown');
  return ok(await deps.blobs.get(communeId, extract.file.sha256));
}
