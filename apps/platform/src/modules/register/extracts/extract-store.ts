import type { PreparedState } from '@shubbak/pades';
import { sql } from 'kysely';
import { asId, type CommuneId, type Id, type OfficeId } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { Entry } from '../model.ts';
import { type EntryRow, readEntry } from '../store.ts';
import type { ExtractPlace } from './ports.ts';

export type ExtractId = Id<'extract'>;

type OfficeKey = Omit<ExtractPlace, 'day'>;

const startOf = (day: string) => sql`(${day}::date)::timestamp at time zone 'Africa/Casablanca'`;
const endOf = (day: string) => sql`(${day}::date + 1)::timestamp at time zone 'Africa/Casablanca'`;

/** The offices of a commune that have a register. */
export async function selectOffices(tx: Tx, communeId: CommuneId): Promise<readonly OfficeId[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct office_id as id from register.series where commune_id = ${communeId} order by 1`.execute(tx);
  return rows.map(({ id }) => asId<OfficeId>(id));
}

/** Days after `after` (null: from the beginning) and before `before` on which something was entered or decided. */
export async function selectBusyDays(
  tx: Tx,
  { communeId, officeId }: OfficeKey,
  { after, before }: { readonly after: string | null; readonly before: string },
): Promise<readonly string[]> {
  const from = after === null ? sql`'-infinity'::timestamptz` : endOf(after);
  const { rows } = await sql<{ day: string }>`
    select distinct (moment at time zone 'Africa/Casablanca')::date::text as day from (
      select reserved_at as moment from register.reservation
      where commune_id = ${communeId} and office_id = ${officeId} and reserved_at >= ${from} and reserved_at < ${startOf(before)}
      union all
      select decided_at from register.outcome
      where commune_id = ${communeId} and office_id = ${officeId} and decided_at >= ${from} and decided_at < ${startOf(before)}) moments
    order by 1`.execute(tx);
  return rows.map(({ day }) => day);
}

/** The entries of a day in their order, each as it stood when the day was over. */
export async function selectEntriesOfDay(
  tx: Tx,
  { communeId, officeId, day }: ExtractPlace,
): Promise<readonly Entry[]> {
  const { rows } = await sql<EntryRow>`
    select r.commune_id, r.office_id, r.year, r.number, r.act_id, r.reserved_at, o.kind, o.reason, o.decided_at
    from register.reservation r
    left join register.outcome o on o.commune_id = r.commune_id and o.office_id = r.office_id and o.year = r.year
      and o.number = r.number and o.decided_at < ${endOf(day)}
    where r.commune_id = ${communeId} and r.office_id = ${officeId} and r.reserved_at >= ${startOf(day)} and r.reserved_at < ${endOf(day)}
    order by r.year, r.number`.execute(tx);
  return rows.map(readEntry);
}

/** Entries of earlier days that were decided on this one. */
export async function selectDecidedLater(
  tx: Tx,
  { communeId, officeId, day }: ExtractPlace,
): Promise<readonly Entry[]> {
  const { rows } = await sql<EntryRow>`
    select r.commune_id, r.office_id, r.year, r.number, r.act_id, r.reserved_at, o.kind, o.reason, o.decided_at
    from register.outcome o join register.reservation r using (commune_id, office_id, year, number)
    where o.commune_id = ${communeId} and o.office_id = ${officeId} and o.decided_at >= ${startOf(day)} and o.decided_at < ${endOf(day)}
      and r.reserved_at < ${startOf(day)}
    order by r.year, r.number`.execute(tx);
  return rows.map(readEntry);
}

/** An extract as it is kept; `file` is null until it is sealed. */
export interface KeptExtract extends ExtractPlace {
  readonly id: ExtractId;
  readonly entries: number;
  readonly content: string;
  readonly previous: string | null;
  readonly prepared: { readonly sha256: string; readonly state: PreparedState };
  readonly madeAt: Date;
  readonly file: { readonly sha256: string; readonly length: number } | null;
  readonly delivered: readonly string[];
}

interface ExtractRow {
  id: string;
  commune_id: string;
  office_id: string;
  day: string;
  entries: number;
  content_sha256: Buffer;
  previous_sha256: Buffer | null;
  prepared_sha256: Buffer;
  prepared_state: PreparedState;
  made_at: Date;
  sha256: Buffer | null;
  length: string | null;
  delivered: string[];
}

const selected = sql`
  select e.id, e.commune_id, e.office_id, e.day::text, e.entries, e.content_sha256, e.previous_sha256, e.prepared_sha256, e.prepared_state,
    e.made_at, f.sha256, f.length,
    array(select d.destination from register.day_extract_delivery d where d.commune_id = e.commune_id and d.extract_id = e.id) as delivered
  from register.day_extract e left join register.day_extract_file f on f.commune_id = e.commune_id and f.extract_id = e.id`;

/** An office's extracts, oldest first; those of one year when it is given. */
export async function selectExtracts(
  tx: Tx,
  { communeId, officeId }: OfficeKey,
  year: number | null = null,
): Promise<readonly KeptExtract[]> {
  const { rows } = await sql<ExtractRow>`
    ${selected} where e.commune_id = ${communeId} and e.office_id = ${officeId}
      and (${year}::int is null or extract(year from e.day) = ${year}) order by e.day`.execute(tx);
  return rows.map(readExtract);
}

/** One extract. */
export async function findExtract(tx: Tx, communeId: CommuneId, id: ExtractId): Promise<KeptExtract | undefined> {
  const { rows } = await sql<ExtractRow>`${selected} where e.commune_id = ${communeId} and e.id = ${id}`.execute(tx);
  return rows[0] && readExtract(rows[0]);
}

/** The extract of a day, if it was made. */
export async function findExtractOfDay(
  tx: Tx,
  { communeId, officeId, day }: ExtractPlace,
): Promise<KeptExtract | undefined> {
  const { rows } = await sql<ExtractRow>`
    ${selected} where e.commune_id = ${communeId} and e.office_id = ${officeId} and e.day = ${day}::date`.execute(tx);
  return rows[0] && readExtract(rows[0]);
}

/** An office's latest extract. */
export async function findLatest(tx: Tx, { communeId, officeId }: OfficeKey): Promise<KeptExtract | undefined> {
  const { rows } = await sql<ExtractRow>`
    ${selected} where e.commune_id = ${communeId} and e.office_id = ${officeId} order by e.day desc limit 1`.execute(
    tx,
  );
  return rows[0] && readExtract(rows[0]);
}

/** Writes an extract before it is sealed; another process that was first keeps its own. */
export async function insertExtract(tx: Tx, given: Omit<KeptExtract, 'file' | 'delivered'>): Promise<void> {
  const hex = (sha256: string) => Buffer.from(sha256, 'hex');
  await sql`
    insert into register.day_extract (commune_id, id, office_id, day, entries, content_sha256, previous_sha256, prepared_sha256,
      prepared_state, made_at)
    values (${given.communeId}, ${given.id}, ${given.officeId}, ${given.day}::date, ${given.entries}, ${hex(given.content)},
      ${given.previous === null ? null : hex(given.previous)}, ${hex(given.prepared.sha256)},
      ${JSON.stringify(given.prepared.state)}::jsonb, ${given.madeAt})
    on conflict on constraint one_extract_a_day do nothing`.execute(tx);
}

/** Writes the sealed file of an extract, once. */
export async function insertFile(
  tx: Tx,
  { communeId, id }: Pick<KeptExtract, 'communeId' | 'id'>,
  file: NonNullable<KeptExtract['file']>,
  now: Date,
): Promise<void> {
  await sql`
    insert into register.day_extract_file (commune_id, extract_id, sha256, length, sealed_at)
    values (${communeId}, ${id}, ${Buffer.from(file.sha256, 'hex')}, ${file.length}, ${now})
    on conflict on constraint one_file do nothing`.execute(tx);
}

/** Notes that an extract reached a place outside. */
export async function insertDelivery(
  tx: Tx,
  { communeId, id }: Pick<KeptExtract, 'communeId' | 'id'>,
  destination: string,
  now: Date,
): Promise<void> {
  await sql`
    insert into register.day_extract_delivery (commune_id, extract_id, destination, delivered_at)
    values (${communeId}, ${id}, ${destination}, ${now}) on conflict on constraint one_delivery do nothing`.execute(tx);
}

function readExtract(row: ExtractRow): KeptExtract {
  return {
    id: asId(row.id),
    communeId: asId(row.commune_id),
    officeId: asId(row.office_id),
    day: row.day,
    entries: row.entries,
    content: row.content_sha256.toString('hex'),
    previous: row.previous_sha256 && row.previous_sha256.toString('hex'),
    prepared: { sha256: row.prepared_sha256.toString('hex'), state: row.prepared_state },
    madeAt: row.made_at,
    file: row.sha256 && row.length !== null ? { sha256: row.sha256.toString('hex'), length: Number(row.length) } : null,
    delivered: row.delivered,
  };
}
