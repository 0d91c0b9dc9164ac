import {
  type Clock,
  may,
  type OfficeId,
  ok,
  type PersonName,
  type RequestId,
  refuse,
  type Result,
  type StaffActor,
  type StaffId,
} from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { listOffices, listStaffNames, placeOf } from '../../organisation/index.ts';
import { findStanding } from '../handling/handling-store.ts';
import { findLease } from '../handling/lease-store.ts';
import { priorities, type Priority } from '../handling/model.ts';
import type { Channel, RequestState, ServiceRequest } from '../model.ts';
import type { Requests } from '../ports.ts';
import {
  type Count,
  countHeld,
  countLate,
  countStates,
  type QueueKey,
  type QueueRow,
  selectQueue,
} from './queue-store.ts';

/** What a member of staff looks for in the queues of their offices. Absent parts are not asked about. */
export interface QueueQuery {
  /** One office; all that the reader may look into unless given. */
  readonly officeId?: OfficeId | undefined;
  readonly state: RequestState;
  readonly service?: string | undefined;
  /** A word of the service. */
  readonly nature?: string | undefined;
  readonly channel?: Channel | undefined;
  readonly priority?: Priority | undefined;
  /** In whose hands. */
  readonly holder?: StaffId | 'nobody' | undefined;
  /** Only what should have been ready by now. */
  readonly late?: boolean | undefined;
  /** Only what has waited longer than so many days. */
  readonly waitingDays?: number | undefined;
  /** Whether it was checked for an officer. */
  readonly handed?: boolean | undefined;
  /** Where the page before ended. */
  readonly after?: QueueKey | undefined;
  /** Lines, at most 200. */
  readonly limit: number;
}

/** One line of a queue. */
export interface QueueLine {
  readonly request: ServiceRequest;
  readonly nature: string | null;
  readonly priority: Priority;
  readonly handedAt: Date | null;
  readonly holder: { readonly staffId: StaffId; readonly name: PersonName | null; readonly until: Date } | null;
  readonly late: boolean;
}

/** A page of a queue, and how much there is beside it. */
export interface QueuePage {
  readonly lines: readonly QueueLine[];
  /** Where the next page begins; null on the last. */
  readonly next: QueueKey | null;
}

/** How many requests stand where, of the offices asked about. */
export interface QueueCounts {
  readonly states: ReadonlyMap<RequestState, Count>;
  readonly late: Count;
  /** In the reader's own hands. */
  readonly mine: number;
}

/** The queues of the offices where a member of staff may read requests. */
export interface Queues {
  /** A page of what waits, urgent first, then what is expected first; asked by age, the oldest first. Refused: `requests.not-allowed`. */
  list(tx: Tx, actor: StaffActor, query: QueueQuery): Promise<Result<QueuePage>>;
  /** One request as a line, in any state. Refused: `requests.not-found`. */
  line(tx: Tx, actor: StaffActor, requestId: RequestId): Promise<Result<QueueLine>>;
  /** How many requests stand where. Refused: `requests.not-allowed`. */
  count(tx: Tx, actor: StaffActor, officeId?: OfficeId): Promise<Result<QueueCounts>>;
}

const day = 86_400_000;

/** Builds the queues; each function works in the caller's transaction, bound to the actor's commune. */
export function createQueues({
  clock,
  requests,
}: {
  readonly clock: Clock;
  readonly requests: Pick<Requests, 'read'>;
}): Queues {
  return {
    line: async (tx, actor, requestId) => {
      const found = await requests.read(tx, actor, requestId);
      return found.ok ? ok(await readLine(tx, found.value, clock())) : found;
    },
    list: async (tx, actor, query) => {
      const offices = await officesOf(tx, actor, query.officeId);
      return offices.length === 0
        ? refuse('requests.not-allowed')
        : ok(await list(tx, actor, { query, offices, now: clock() }));
    },
    count: async (tx, actor, officeId) => {
      const offices = await officesOf(tx, actor, officeId);
      if (offices.length === 0) return refuse('requests.not-allowed');
      const { communeId, staffId: holderId } = actor;
      const now = clock();
      return ok({
        states: await countStates(tx, communeId, offices),
        late: await countLate(tx, communeId, offices, now),
        mine: await countHeld(tx, communeId, { offices, holderId, now }),
      });
    },
  };
}

/** The offices where the actor may read requests, or the one asked for among them. */
async function officesOf(tx: Tx, actor: StaffActor, asked: OfficeId | undefined): Promise<readonly OfficeId[]> {
  const offices = await listOffices(tx, actor.communeId);
  return offices
    .filter(office => (asked === undefined || office.id === asked) && may(actor, 'requests.read', placeOf(office)))
    .map(({ id }) => id);
}

async function list(
  tx: Tx,
  { communeId }: StaffActor,
  { query, offices, now }: { readonly query: QueueQuery; readonly offices: readonly OfficeId[]; readonly now: Date },
): Promise<QueuePage> {
  const { priority, late, waitingDays, after, limit, state, service, nature, channel, holder, handed } = query;
  const filter = {
    state,
    service,
    nature,
    channel,
    holder,
    handed,
    rank: priority === undefined ? undefined : priorities.indexOf(priority),
    dueBefore: late === true ? now : undefined,
    waitingSince: waitingDays === undefined ? undefined : new Date(now.getTime() - waitingDays * day),
  };
  const rows = await selectQueue(tx, { communeId, offices, filter, after: after ?? null, limit: limit + 1, now });
  const page = rows.slice(0, limit);
  const names = await listStaffNames(tx, communeId, [
    ...new Set(page.flatMap(({ holder: held }) => held?.staffId ?? [])),
  ]);
  return {
    lines: page.map(row => lineOf(row, names, now)),
    next: rows.length > limit ? (page.at(-1)?.key ?? null) : null,
  };
}

async function readLine(tx: Tx, request: ServiceRequest, now: Date): Promise<QueueLine> {
  const lease = await findLease(tx, request.communeId, request.id, now);
  const names = await listStaffNames(tx, request.communeId, lease ? [lease.holderId] : []);
  const holder = lease ? { staffId: lease.holderId, until: lease.expiresAt } : null;
  return lineOf({ request, ...(await findStanding(tx, request)), holder }, names, now);
}

function lineOf(row: Omit<QueueRow, 'key'>, names: ReadonlyMap<StaffId, PersonName>, now: Date): QueueLine {
  const { request, nature, rank, handedAt, holder } = row;
  return {
    request,
    nature,
    priority: priorities[rank] ?? 'usual',
    handedAt,
    holder: holder && { ...holder, name: names.get(holder.staffId) ?? null },
    late: isLate(request, now),
  };
}

/** Whether a request that lies with the office should have been ready by now. */
function isLate({ state, dueAt }: Pick<ServiceRequest, 'state' | 'dueAt'>, now: Date): boolean {
  return (state === 'queued' || state === 'refusing') && dueAt !== null && dueAt < now;
}
