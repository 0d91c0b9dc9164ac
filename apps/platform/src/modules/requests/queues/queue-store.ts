import { type RawBuilder, sql } from 'kysely';
import { asId, type CommuneId, type OfficeId, type RequestId, type StaffId } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { Channel, RequestState, ServiceRequest } from '../model.ts';
import { columns, existsForStaffRows, readRequest, type RequestRow } from '../store.ts';
import { withPeople } from '../visibility.ts';

/** What is looked for. Absent parts are not asked about. */
export interface QueueFilter {
  readonly state: RequestState;
  readonly service?: string | undefined;
  /** A word of the service. */
  readonly nature?: string | undefined;
  readonly channel?: Channel | undefined;
  /** By its place among `priorities`. */
  readonly rank?: number | undefined;
  /** In whose hands: somebody's, or nobody's. */
  readonly holder?: StaffId | 'nobody' | undefined;
  /** Expected before this moment. */
  readonly dueBefore?: Date | undefined;
  /** Waiting since before this moment. */
  readonly waitingSince?: Date | undefined;
  /** Whether it was checked for an officer. */
  readonly handed?: boolean | undefined;
}

/** Where a page ended: the keys of its last line, as PostgreSQL writes them. */
export interface QueueKey {
  readonly rank: number;
  readonly at: string;
  readonly id: RequestId;
}

/** One line of a queue. */
export interface QueueRow {
  readonly request: ServiceRequest;
  readonly nature: string | null;
  readonly rank: number;
  readonly handedAt: Date | null;
  readonly holder: { readonly staffId: StaffId; readonly until: Date } | null;
  readonly key: QueueKey;
}

/** Which rows, in which commune and offices, and how many of them. */
export interface QueueAsked {
  readonly communeId: CommuneId;
  readonly offices: readonly OfficeId[];
  readonly filter: QueueFilter;
  readonly after: QueueKey | null;
  readonly limit: number;
  readonly now: Date;
}

/** Decided requests are listed for this long: what is older is the register's to find. */
const decidedShown = sql`interval '31 days'`;
const ranks = [0, 1, 2] as const;
const before = { at: '-infinity', id: '00000000-0000-0000-0000-000000000000' } as const;

/**
 * One page of what waits, in the order in which it waits: by rank, then by what is expected first; or, when asked by how long it has
 * waited, the oldest first; decided ones latest first. Each office and rank is read by an index that stands in that order, so that a page
 * costs the same however many requests there are.
 */
export async function selectQueue(tx: Tx, asked: QueueAsked): Promise<readonly QueueRow[]> {
  const { rows } = await pageOf(asked).execute(tx);
  return rows.map(readRow);
}

/** The question behind `selectQueue`: the bench has it explained. Keys first, out of the indexes alone; the lines of the one page afterwards. */
export function pageOf(asked: QueueAsked): RawBuilder<Row> {
  const { communeId, limit, now } = asked;
  return sql<Row>`
    select r.*, q.key_at, l.holder_id, l.expires_at as held_until
    from (select q.* from (${sourceOf(asked)}) q order by ${orderOf(asked.filter)} limit ${limit}) q
    join (select ${columns}, nature, rank, handed_at from requests.request) r on r.commune_id = ${communeId} and r.id = q.id
    left join requests.lease l on l.commune_id = ${communeId} and l.request_id = q.id and l.expires_at > ${now}
    order by ${orderOf(asked.filter)}`;
}

type Row = RequestRow & {
  nature: string | null;
  rank: number;
  handed_at: Date | null;
  key_at: string;
  holder_id: string | null;
  held_until: Date | null;
};

function readRow(row: Row): QueueRow {
  const request = readRequest(row);
  return {
    request,
    nature: row.nature,
    rank: row.rank,
    handedAt: row.handed_at,
    holder:
      row.holder_id === null || row.held_until === null
        ? null
        : { staffId: asId(row.holder_id), until: row.held_until },
    key: { rank: row.rank, at: row.key_at, id: request.id },
  };
}

function isDecided({ state }: QueueFilter): boolean {
  return ['done', 'refused', 'declined', 'expired', 'abandoned'].includes(state);
}

/** Whether the list is asked by how long requests have waited in the office. */
function isByAge({ state, waitingSince, holder }: QueueFilter): boolean {
  if (holder !== undefined && holder !== 'nobody') return false;
  return waitingSince !== undefined && (state === 'queued' || state === 'refusing');
}

function orderOf(filter: QueueFilter): RawBuilder<unknown> {
  if (isDecided(filter)) return sql`q.at desc, q.id desc`;
  return isByAge(filter) ? sql`q.at, q.id` : sql`q.rank, q.at, q.id`;
}

function sourceOf(asked: QueueAsked): RawBuilder<unknown> {
  const { filter, offices } = asked;
  if (filter.holder !== undefined && filter.holder !== 'nobody') return ofHolder(asked, filter.holder);
  if (isDecided(filter)) return decided(asked);
  return sql`select r.*, r.at::text as key_at from unnest(${[...offices]}::uuid[]) as o (office_id)
    ${isByAge(filter) ? byAge(asked) : byTurn(asked)}`;
}

/** The few requests that somebody has in hand: found by their leases. */
function ofHolder({ communeId, offices, filter, after, now }: QueueAsked, holder: StaffId): RawBuilder<unknown> {
  return sql`
    select id, rank, turn_at as at, turn_at::text as key_at from requests.request
    where commune_id = ${communeId} and decided_at is null and state = ${filter.state}
      and id in (select request_id from requests.lease
        where commune_id = ${communeId} and holder_id = ${holder} and expires_at > ${now})
      and office_id = any(${[...offices]}::uuid[]) ${partsOf(filter, communeId, now)}
      ${filter.rank === undefined ? sql`` : sql`and rank = ${filter.rank}`}
      ${filter.dueBefore ? sql`and turn_at < ${filter.dueBefore} and due_at is not null` : sql``}
      ${filter.waitingSince ? sql`and coalesce(queued_at, turn_at) < ${filter.waitingSince}` : sql``}
      ${after ? sql`and (rank, turn_at, id) > (${after.rank}, ${after.at}::timestamptz, ${after.id})` : sql``}`;
}

function byTurn({ communeId, filter, after, limit, now }: QueueAsked): RawBuilder<unknown> {
  const asked = ranks.filter(rank => (filter.rank === undefined || rank === filter.rank) && rank >= (after?.rank ?? 0));
  const from = asked.map(rank => (rank === after?.rank ? after : before));
  return sql`
    cross join unnest(${asked}::int[], ${from.map(({ at }) => at)}::timestamptz[], ${from.map(({ id }) => id)}::uuid[]) as k (rank, at, id)
    cross join lateral (
      select id, rank, turn_at as at from requests.request
      where commune_id = ${communeId} and office_id = o.office_id and state = ${filter.state} and decided_at is null
        and rank = k.rank and (turn_at, id) > (k.at, k.id)
        ${filter.dueBefore ? sql`and turn_at < ${filter.dueBefore} and due_at is not null` : sql``}
        ${filter.waitingSince ? sql`and turn_at < ${filter.waitingSince}` : sql``}
        ${partsOf(filter, communeId, now)}
      order by turn_at, id limit ${limit}) r`;
}

function byAge({ communeId, filter, after, limit, now }: QueueAsked): RawBuilder<unknown> {
  return sql`
    cross join lateral (
      select id, rank, queued_at as at from requests.request
      where commune_id = ${communeId} and office_id = o.office_id and state = ${filter.state} and decided_at is null
        and queued_at < ${filter.waitingSince}
        ${after ? sql`and (queued_at, id) > (${after.at}::timestamptz, ${after.id})` : sql``}
        ${filter.rank === undefined ? sql`` : sql`and rank = ${filter.rank}`}
        ${filter.dueBefore ? sql`and turn_at < ${filter.dueBefore} and due_at is not null` : sql``}
        ${partsOf(filter, communeId, now)}
      order by queued_at, id limit ${limit}) r`;
}

function decided({ communeId, offices, filter, after, limit, now }: QueueAsked): RawBuilder<unknown> {
  return sql`
    select r.*, r.at::text as key_at from unnest(${[...offices]}::uuid[]) as o (office_id)
    cross join lateral (
      select id, rank, decided_at as at from requests.request
      where commune_id = ${communeId} and office_id = o.office_id and state = ${filter.state}
        and decided_at > ${now}::timestamptz - ${decidedShown}
        and ${existsForStaffRows}
        ${after ? sql`and (decided_at, id) < (${after.at}::timestamptz, ${after.id})` : sql``}
        ${partsOf(filter, communeId, now)}
      order by decided_at desc, id desc limit ${limit}) r`;
}

/** The parts of a filter that any list asks alike. */
function partsOf(filter: QueueFilter, communeId: CommuneId, now: Date): RawBuilder<unknown> {
  const { state, service, nature, channel, holder, handed } = filter;
  const parts = [
    // What is still with people from afar is not there for the office.
    ...(withPeople.includes(state) ? [sql`and channel = 'counter'`] : []),
    ...(service === undefined ? [] : [sql`and service = ${service}`]),
    ...(nature === undefined ? [] : [sql`and nature = ${nature}`]),
    ...(channel === undefined ? [] : [sql`and channel = ${channel}`]),
    ...(handed === undefined ? [] : [handed ? sql`and handed_at is not null` : sql`and handed_at is null`]),
    ...(holder === 'nobody'
      ? // Asked once for the whole page, and looked up in memory.
        [
          sql`and id not in (select request_id from requests.lease where commune_id = ${communeId} and expires_at > ${now})`,
        ]
      : []),
  ];
  return sql.join(parts, sql` `);
}

/** How many there are; `more` where counting stopped before the end. */
export interface Count {
  readonly count: number;
  readonly more: boolean;
}

/** Rows that a count may read in all: an office's own queue is counted to the end, those of a flooded city as far as time allows. */
const rowsCounted = 5000;
const moving = ['draft', 'collecting', 'payable', 'queued', 'returned', 'refusing'];

/** How many requests of the offices stand in each state that still moves, of those that exist for their staff. */
export async function countStates(
  tx: Tx,
  communeId: CommuneId,
  offices: readonly OfficeId[],
): Promise<ReadonlyMap<RequestState, Count>> {
  const each = Math.ceil(rowsCounted / offices.length);
  const { rows } = await sql<{ state: RequestState; count: number; more: boolean }>`
    select s.state, sum(c.count)::int as count, bool_or(c.count = ${each}) as more
    from unnest(${[...offices]}::uuid[]) as o (office_id) cross join unnest(${moving}::text[]) as s (state)
    cross join lateral (select count(*) from (
      select 1 from requests.request r where r.commune_id = ${communeId} and r.office_id = o.office_id and r.state = s.state
        and r.channel = any (case when s.state = any (${[...withPeople]}::text[]) then array['counter'] else array['counter', 'distance'] end)
        and r.decided_at is null limit ${each}) found) c
    group by s.state`.execute(tx);
  return new Map(rows.map(({ state, ...count }) => [state, count]));
}

/** How many queued requests of the offices were expected before a moment. */
export async function countLate(tx: Tx, communeId: CommuneId, offices: readonly OfficeId[], now: Date): Promise<Count> {
  const each = Math.ceil(rowsCounted / offices.length);
  const { rows } = await sql<Count>`
    select coalesce(sum(c.count), 0)::int as count, coalesce(bool_or(c.count = ${each}), false) as more
    from unnest(${[...offices]}::uuid[]) as o (office_id) cross join unnest(${[...ranks]}::int[]) as k (rank)
    cross join lateral (select count(*) from (
      select 1 from requests.request r where r.commune_id = ${communeId} and r.office_id = o.office_id and r.state = 'queued'
        and r.decided_at is null and r.rank = k.rank and r.turn_at < ${now} limit ${each}) found) c`.execute(tx);
  return rows[0] ?? { count: 0, more: false };
}

/** How many requests of the offices somebody has in hand. */
export async function countHeld(
  tx: Tx,
  communeId: CommuneId,
  { offices, holderId, now }: { readonly offices: readonly OfficeId[]; readonly holderId: StaffId; readonly now: Date },
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from requests.lease l
    join requests.request r on r.commune_id = l.commune_id and r.id = l.request_id
    where l.commune_id = ${communeId} and l.holder_id = ${holderId} and l.expires_at > ${now}
      and r.office_id = any(${[...offices]}::uuid[])`.execute(tx);
  return rows[0]?.count ?? 0;
}
