import { type RawBuilder, sql } from 'kysely';
import { asId, type StaffId } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { Entry } from '../model.ts';
import { type EntryRow, readEntry } from '../store.ts';
import type { Series } from './book-store.ts';
import type { BookSearch, EntryKind } from './model.ts';

/** What a search asks of the database: the words of a name folded. */
export interface StoredSearch extends Omit<BookSearch, 'year' | 'name'> {
  readonly words: readonly string[];
}

/** The sign after every other: words between one and that with it behind begin with it. */
const last = '\u{10FFFF}';

/** Up to `limit` entries of a series that answer a search, latest first. */
export async function searchEntries(
  tx: Tx,
  series: Series,
  search: StoredSearch,
  limit: number,
): Promise<readonly Entry[]> {
  const { rows } = await entriesOf(series, search, limit).execute(tx);
  return rows.map(readEntry);
}

/**
 * The question behind `searchEntries`: the bench has it explained. One range of the series' own key; a name is looked up in its words
 * first, so that nothing is read that does not answer it.
 */
export function entriesOf(
  { communeId, officeId, year }: Series,
  search: StoredSearch,
  limit: number,
): RawBuilder<EntryRow> {
  const series = { communeId, officeId, year };
  return sql<EntryRow>`
    select r.commune_id, r.office_id, r.year, r.number, r.act_id, r.reserved_at, o.kind, o.reason, o.decided_at
    from register.reservation r
    left join register.outcome o using (commune_id, office_id, year, number)
    left join register.particulars p using (commune_id, office_id, year, number)
    where r.commune_id = ${communeId} and r.office_id = ${officeId} and r.year = ${year}
      ${sql.join([...conditionsOf(search), ...search.words.map(word => named(series, word))], sql` `)}
    order by r.number desc limit ${limit}`;
}

/** Only what is asked stands in the question, so that the index of what is rare is used. */
function conditionsOf(search: StoredSearch): readonly RawBuilder<unknown>[] {
  const { number, before, kind, subject, officerId, from, until, state } = search;
  const stands = {
    made: sql`and o.kind = 'made'`,
    cancelled: sql`and o.kind = 'cancelled'`,
    reserved: sql`and o.kind is null`,
  };
  return [
    ...(number === undefined ? [] : [sql`and r.number = ${number}`]),
    ...(before === undefined ? [] : [sql`and r.number < ${before}`]),
    ...(kind === undefined ? [] : [sql`and p.kind = ${kind}`]),
    ...(subject === undefined ? [] : [sql`and p.subject = ${subject}`]),
    ...(officerId === undefined ? [] : [sql`and p.officer_id = ${officerId}`]),
    ...(from === undefined
      ? []
      : [sql`and r.reserved_at >= ${from}::date::timestamp at time zone 'Africa/Casablanca'`]),
    ...(until === undefined
      ? []
      : [sql`and r.reserved_at < (${until}::date + 1)::timestamp at time zone 'Africa/Casablanca'`]),
    ...(state === undefined ? [] : [stands[state]]),
  ];
}

/** Entries one of whose applicants bears a name with a word that begins so. */
function named({ communeId, officeId, year }: Series, word: string): RawBuilder<unknown> {
  return sql`and r.number in (
    select w.number from register.applicant_word w
    where w.commune_id = ${communeId} and w.office_id = ${officeId} and w.year = ${year}
      and w.word >= ${word} and w.word < ${`${word}${last}`})`;
}

/** What an office's year may be searched by: its kinds, subjects and officers. */
export interface SeriesFacets {
  readonly kinds: readonly EntryKind[];
  readonly subjects: readonly string[];
  readonly officers: readonly StaffId[];
}

/** The years of which an office has a register, latest first. */
export async function selectYears(tx: Tx, { communeId, officeId }: Omit<Series, 'year'>): Promise<readonly number[]> {
  const { rows } = await sql<{ year: number }>`
    select year from register.series where commune_id = ${communeId} and office_id = ${officeId} order by year desc`.execute(
    tx,
  );
  return rows.map(({ year }) => year);
}

/** One entry by what its number was taken for: an act, or a correction. */
export async function findEntryOf(tx: Tx, communeId: Series['communeId'], id: string): Promise<Entry | undefined> {
  const { rows } = await sql<EntryRow>`
    select r.commune_id, r.office_id, r.year, r.number, r.act_id, r.reserved_at, o.kind, o.reason, o.decided_at
    from register.reservation r left join register.outcome o using (commune_id, office_id, year, number)
    where r.commune_id = ${communeId} and r.act_id = ${id}`.execute(tx);
  return rows[0] && readEntry(rows[0]);
}

/** The kinds, subjects and officers that a series names, for the lists of a search: of many entries, few that differ. */
export async function selectFacets(tx: Tx, { communeId, officeId, year }: Series): Promise<SeriesFacets> {
  const { rows } = await sql<{ kind: EntryKind; subject: string | null; officer_id: string }>`
    select distinct kind, subject, officer_id from register.particulars
    where commune_id = ${communeId} and office_id = ${officeId} and year = ${year}`.execute(tx);
  return {
    kinds: distinct(rows.map(({ kind }) => kind)),
    subjects: distinct(rows.flatMap(({ subject }) => subject ?? [])),
    officers: distinct(rows.map(({ officer_id: id }) => asId<StaffId>(id))),
  };
}

function distinct<T extends string>(values: readonly T[]): readonly T[] {
  return [...new Set(values)].toSorted();
}
