import {
  type ActId,
  type Actor,
  type Id,
  may,
  newId,
  ok,
  type OfficeId,
  type PersonName,
  refuse,
  type Result,
  type StaffActor,
  type StaffId,
} from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { listOffices, listStaffNames, placeOf } from '../../organisation/index.ts';
import { selectCorrectionsOf } from '../corrections/correction-store.ts';
import type { Entry, EntryPlace } from '../model.ts';
import type { RegisterPermission } from '../policy.ts';
import { insertConsultation, listApplicant, type Series, selectApplicants, selectParticulars } from './book-store.ts';
import { enterParticulars } from './enter.ts';
import type { ApplicantId, BookEntry, BookPage, BookSearch, GivenParticulars, WholeEntry } from './model.ts';
import type { BookDeps } from './ports.ts';
import { findEntryOf, searchEntries, type SeriesFacets, selectFacets, selectYears } from './search-store.ts';
import { openEntry } from './whole.ts';

/** What an office's register may be asked by. */
export interface BookSeries extends Omit<SeriesFacets, 'officers'> {
  readonly years: readonly number[];
  readonly officers: readonly { readonly id: StaffId; readonly name: PersonName }[];
  readonly named: boolean;
}

/** The register of an office, as it is read. */
export interface RegisterBook {
  /** Writes what the register says of an act, in the transaction that records it; see `enterParticulars`. */
  enter(tx: Tx, place: EntryPlace, given: GivenParticulars, now: Date): Promise<void>;
  /** What an office's year holds to search by. Needs `register.read` there, as everything below. */
  describe(actor: Actor, asked: { readonly officeId: OfficeId; readonly year: number }): Promise<Result<BookSeries>>;
  /**
   * Some entries, latest first. Names stand there, and may be searched, only with `register.read-applicants`
   * (`register.names-not-allowed`). Every page read is written down, and a search by name in the file of each person it finds.
   */
  search(actor: Actor, officeId: OfficeId, search: BookSearch): Promise<Result<BookPage>>;
  /**
   * One entry whole, by what its number was taken for. With `register.read-applicants` also document, address and signature: each
   * applicant sees in their account that it was read. Refuses `register.entry-unknown`.
   */
  open(actor: Actor, entryId: ActId): Promise<Result<WholeEntry>>;
  /** The signature that an applicant drew (SVG); needs what `open` needs. Refuses `register.signature-unknown`. */
  drawing(actor: Actor, asked: { readonly entryId: ActId; readonly applicantId: ApplicantId }): Promise<Result<string>>;
}

const pageSize = 50;

/** Builds the book of the register. */
export function createRegisterBook(deps: BookDeps): RegisterBook {
  return {
    enter: (tx, place, given, now) => enterParticulars(deps, tx, place, given, now),
    describe: (actor, asked) => describe(deps, actor, asked),
    search: (actor, officeId, search) => searchBook(deps, actor, officeId, search),
    open: (actor, entryId) => open(deps, actor, entryId),
    drawing: (actor, asked) => drawing(deps, actor, asked),
  };
}

/** Whether a member of staff may do this at an office of their commune; another commune's does not exist for them. */
export async function permittedAt(
  tx: Tx,
  actor: StaffActor,
  permission: RegisterPermission,
  officeId: OfficeId,
): Promise<boolean> {
  const office = (await listOffices(tx, actor.communeId)).find(({ id }) => id === officeId);
  return office !== undefined && may(actor, permission, placeOf(office));
}

function describe(
  { db }: BookDeps,
  actor: Actor,
  { officeId, year }: { readonly officeId: OfficeId; readonly year: number },
): Promise<Result<BookSeries>> {
  return inOffice(db, actor, officeId, async (tx, staff) => {
    const series = { communeId: staff.communeId, officeId, year };
    const { officers, ...facets } = await selectFacets(tx, series);
    const names = await listStaffNames(tx, staff.communeId, [...officers]);
    return ok({
      ...facets,
      years: await selectYears(tx, series),
      officers: [...names].map(([id, name]) => ({ id, name })),
      named: await permittedAt(tx, staff, 'register.read-applicants', officeId),
    });
  });
}

function inOffice<T>(
  db: BookDeps['db'],
  actor: Actor,
  officeId: OfficeId,
  work: (tx: Tx, actor: StaffActor) => Promise<Result<T>>,
): Promise<Result<T>> {
  if (actor.kind !== 'staff') return Promise.resolve(refuse('register.not-allowed'));
  return db.transaction({ communeId: actor.communeId }, async tx =>
    (await permittedAt(tx, actor, 'register.read', officeId)) ? work(tx, actor) : refuse('register.not-allowed'),
  );
}

function searchBook(deps: BookDeps, actor: Actor, officeId: OfficeId, asked: BookSearch): Promise<Result<BookPage>> {
  return inOffice(deps.db, actor, officeId, async (tx, staff) => {
    const named = await permittedAt(tx, staff, 'register.read-applicants', officeId);
    const { name = '', year, ...search } = asked;
    if (name !== '' && !named) return refuse('register.names-not-allowed');
    const words = deps.searchWords(name);
    if (name !== '' && words.length === 0) return refuse('register.name-empty');
    const series = { communeId: staff.communeId, officeId, year };
    const found = await searchEntries(tx, series, { ...search, words }, pageSize + 1);
    const page = found.slice(0, pageSize);
    const read = await readEntries(deps, tx, series, page, named);
    await noteReading(deps, tx, staff, series, { purpose: name === '' ? 'page' : 'search', entries: page });
    if (name !== '') {
      const persons = new Set(read.flatMap(({ applicants }) => applicants.map(({ personId }) => personId)));
      for (const personId of persons) await deps.recordReading(tx, personId, staff, 'register-search');
    }
    return ok({ entries: read, next: found.length > pageSize ? (page.at(-1)?.number ?? null) : null, named });
  });
}

async function noteReading(
  { clock }: BookDeps,
  tx: Tx,
  { staffId }: StaffActor,
  series: Series,
  { purpose, entries }: { readonly purpose: 'page' | 'search' | 'entry'; readonly entries: readonly Entry[] },
): Promise<void> {
  const at = clock();
  const [first = null, last = null] = [entries.at(-1)?.number, entries.at(0)?.number];
  await insertConsultation(tx, series, { id: newId<Id<'consultation'>>(at), staffId, purpose, first, last, at });
}

/** Entries with their columns, corrections and standing. */
async function readEntries(
  { standingsOf }: Pick<BookDeps, 'standingsOf'>,
  tx: Tx,
  { communeId, officeId }: Omit<Series, 'year'>,
  entries: readonly Entry[],
  named: boolean,
): Promise<readonly BookEntry[]> {
  const office = { communeId, officeId, places: entries };
  const particulars = await selectParticulars(tx, office);
  const applicants = Map.groupBy(await selectApplicants(tx, office), ({ place }) => `${place.year}/${place.number}`);
  const corrections = await selectCorrectionsOf(tx, office);
  const standings = await standingsOf(
    tx,
    communeId,
    entries.map(({ actId }) => actId),
  );
  return entries.map(entry => {
    const key = `${entry.year}/${entry.number}`;
    return {
      ...entry,
      particulars: particulars.get(key) ?? null,
      applicants: (applicants.get(key) ?? []).map(each => listApplicant(each, named)),
      corrections: corrections.filter(({ of }) => `${of.year}/${of.number}` === key),
      corrects: corrections.find(({ entry: by }) => `${by.year}/${by.number}` === key) ?? null,
      standing: standings.get(entry.actId) ?? null,
    };
  });
}

function open(deps: BookDeps, actor: Actor, entryId: ActId): Promise<Result<WholeEntry>> {
  return atEntry(deps, actor, entryId, async (tx, staff, entry) => {
    const named = await permittedAt(tx, staff, 'register.read-applicants', entry.officeId);
    const [read] = await readEntries(deps, tx, entry, [entry], named);
    if (!read) throw new Error('an entry that was just read is not there');
    await noteReading(deps, tx, staff, entry, { purpose: 'entry', entries: [entry] });
    if (!named) return ok({ ...read, whole: [], shown: [] });
    for (const personId of new Set(read.applicants.map(each => each.personId)))
      await deps.recordReading(tx, personId, staff, 'register-entry');
    return ok({ ...read, ...(await openEntry(deps, tx, entry, read)) });
  });
}

function atEntry<T>(
  { db }: BookDeps,
  actor: Actor,
  entryId: ActId,
  work: (tx: Tx, actor: StaffActor, entry: Entry) => Promise<Result<T>>,
): Promise<Result<T>> {
  if (actor.kind !== 'staff') return Promise.resolve(refuse('register.not-allowed'));
  const { communeId } = actor;
  return db.transaction({ communeId }, async tx => {
    const entry = await findEntryOf(tx, communeId, entryId);
    if (!entry || !(await permittedAt(tx, actor, 'register.read', entry.officeId)))
      return refuse('register.entry-unknown');
    return work(tx, actor, entry);
  });
}

function drawing(
  deps: BookDeps,
  actor: Actor,
  { entryId, applicantId }: { readonly entryId: ActId; readonly applicantId: ApplicantId },
): Promise<Result<string>> {
  return atEntry(deps, actor, entryId, async (tx, staff, entry) => {
    if (!(await permittedAt(tx, staff, 'register.read-applicants', entry.officeId)))
      return refuse('register.names-not-allowed');
    const applicants = await selectApplicants(tx, { ...entry, places: [entry] });
    const signature = applicants.find(({ id }) => id === applicantId)?.signature ?? null;
    if (signature === null) return refuse('register.signature-unknown');
    return ok(await deps.drawSignature(entry.communeId, signature));
  });
}
