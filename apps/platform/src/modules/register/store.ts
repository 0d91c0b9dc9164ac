import { sql } from 'kysely';
import { type ActId, asId, type CommuneId, type OfficeId } from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import {
  type Entry,
  type EntryPlace,
  isCancellationReason,
  type Outcome,
  type Reservation,
  type SeriesCheck,
} from './model.ts';

interface ReservationRow {
  commune_id: string;
  office_id: string;
  year: number;
  number: number;
  act_id: string;
  reserved_at: Date;
}

/** An entry with its outcome, as a row. */
export interface EntryRow extends ReservationRow {
  kind: 'made' | 'cancelled' | null;
  reason: string | null;
  decided_at: Date | null;
}

/** The reservation of an act, if it has one. */
export async function findReservation(tx: Tx, communeId: CommuneId, actId: ActId): Promise<Reservation | undefined> {
  const { rows } = await sql<ReservationRow>`
    select commune_id, office_id, year, number, act_id, reserved_at from register.reservation
    where commune_id = ${communeId} and act_id = ${actId}`.execute(tx);
  return rows[0] && readReservation(rows[0]);
}

/** Takes the next number of a series; the series' row stays locked until the transaction ends, so nobody can take the same. */
export async function takeNumber(tx: Tx, communeId: CommuneId, officeId: OfficeId, year: number): Promise<number> {
  const { rows } = await sql<{ last_number: number }>`
    insert into register.series as s (commune_id, office_id, year, last_number) values (${communeId}, ${officeId}, ${year}, 1)
    on conflict (commune_id, office_id, year) do update set last_number = s.last_number + 1
    returning last_number`.execute(tx);
  const taken = rows[0];
  if (!taken) throw new Error('the register gave no number');
  return taken.last_number;
}

/** Writes a reservation. The database refuses a number that is not the next one of its series. */
export async function insertReservation(tx: Tx, reservation: Reservation): Promise<void> {
  const { communeId, officeId, year, number, actId, reservedAt } = reservation;
  await sql`insert into register.reservation (commune_id, office_id, year, number, act_id, reserved_at)
    values (${communeId}, ${officeId}, ${year}, ${number}, ${actId}, ${reservedAt})`.execute(tx);
}

/** Writes an outcome unless the entry has one already; answers whether it was written. */
export async function insertOutcome(tx: Tx, place: EntryPlace, outcome: Outcome, now: Date): Promise<boolean> {
  const reason = outcome.kind === 'cancelled' ? outcome.reason : null;
  const { rows } = await sql`
    insert into register.outcome (commune_id, office_id, year, number, kind, reason, decided_at)
    values (${place.communeId}, ${place.officeId}, ${place.year}, ${place.number}, ${outcome.kind}, ${reason}, ${now})
    on conflict on constraint one_outcome do nothing returning number`.execute(tx);
  return rows.length === 1;
}

/** One entry as it stands. */
export async function findEntry(tx: Tx, place: EntryPlace): Promise<Entry | undefined> {
  const { rows } = await sql<EntryRow>`
    select r.commune_id, r.office_id, r.year, r.number, r.act_id, r.reserved_at, o.kind, o.reason, o.decided_at
    from register.reservation r left join register.outcome o using (commune_id, office_id, year, number)
    where r.commune_id = ${place.communeId} and r.office_id = ${place.officeId} and r.year = ${place.year} and r.number = ${place.number}`.execute(
    tx,
  );
  return rows[0] && readEntry(rows[0]);
}

/** The entries of several acts, by act. */
export async function selectEntriesOf(
  tx: Tx,
  communeId: CommuneId,
  actIds: readonly ActId[],
): Promise<ReadonlyMap<ActId, Entry>> {
  const { rows } = await sql<EntryRow>`
    select r.commune_id, r.office_id, r.year, r.number, r.act_id, r.reserved_at, o.kind, o.reason, o.decided_at
    from register.reservation r left join register.outcome o using (commune_id, office_id, year, number)
    where r.commune_id = ${communeId} and r.act_id = any(${[...actIds]}::uuid[])`.execute(tx);
  return new Map(rows.map(readEntry).map(entry => [entry.actId, entry]));
}

/** Up to `limit` entries of a series after the number `after`, in order. */
export async function selectEntries(
  tx: Tx,
  series: Omit<EntryPlace, 'number'>,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<readonly Entry[]> {
  const { rows } = await sql<EntryRow>`
    select r.commune_id, r.office_id, r.year, r.number, r.act_id, r.reserved_at, o.kind, o.reason, o.decided_at
    from register.reservation r left join register.outcome o using (commune_id, office_id, year, number)
    where r.commune_id = ${series.communeId} and r.office_id = ${series.officeId} and r.year = ${series.year} and r.number > ${after}
    order by r.number limit ${limit}`.execute(tx);
  return rows.map(readEntry);
}

/** Counts a whole series and names the integers of 1..last that have no entry. */
export async function countSeries(tx: Tx, series: Omit<EntryPlace, 'number'>): Promise<SeriesCheck> {
  const { communeId, officeId, year } = series;
  const { rows } = await sql<{
    last: number;
    entries: number;
    reserved: number;
    made: number;
    cancelled: number;
    missing: number[];
  }>`
    with last as (
      select coalesce(max(last_number), 0) as number from register.series
      where commune_id = ${communeId} and office_id = ${officeId} and year = ${year}),
    entry as (
      select r.number, o.kind from register.reservation r left join register.outcome o using (commune_id, office_id, year, number)
      where r.commune_id = ${communeId} and r.office_id = ${officeId} and r.year = ${year})
    select (select number from last) as last, count(*)::int as entries,
      count(*) filter (where kind is null)::int as reserved,
      count(*) filter (where kind = 'made')::int as made,
      count(*) filter (where kind = 'cancelled')::int as cancelled,
      array(select n from generate_series(1, (select number from last)) n where n not in (select number from entry) order by n) as missing
    from entry`.execute(tx);
  const count = rows[0];
  if (!count) throw new Error('the register did not answer');
  return count;
}

function readReservation(row: ReservationRow): Reservation {
  return {
    communeId: asId(row.commune_id),
    officeId: asId(row.office_id),
    year: row.year,
    number: row.number,
    actId: asId(row.act_id),
    reservedAt: row.reserved_at,
  };
}

/** The entry of a row. */
export function readEntry(row: EntryRow): Entry {
  return { ...readReservation(row), outcome: readOutcome(row) };
}

function readOutcome({ kind, reason, decided_at: decidedAt }: EntryRow): Entry['outcome'] {
  if (kind === null || decidedAt === null) return { kind: 'reserved' };
  if (kind === 'made') return { kind, decidedAt };
  if (!isCancellationReason(reason)) throw new TypeError('a cancelled entry without a known reason');
  return { kind, reason, decidedAt };
}
