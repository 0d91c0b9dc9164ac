import { sql } from 'kysely';
import { asId, type CommuneId, type OfficeId, type RequestId } from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import type { RequestEvent, RequestRefusal, RequestState, ServiceRequest } from './model.ts';

interface RequestRow {
  commune_id: string;
  id: string;
  office_id: string;
  service: string;
  channel: 'counter';
  state: RequestState;
  version: number;
  reference: string;
  opened_by: string;
  opened_at: Date;
  queued_at: Date | null;
  decided_at: Date | null;
  refusal: RequestRefusal | null;
}

const columns = sql`commune_id, id, office_id, service, channel, state, version, reference, opened_by, opened_at, queued_at, decided_at, refusal`;

/** Writes a new request; answers false when its reference is already taken in the office. */
export async function insertRequest(tx: Tx, request: ServiceRequest): Promise<boolean> {
  const { rows } = await sql`
    insert into requests.request (commune_id, id, office_id, service, channel, state, version, reference, opened_by, opened_at)
    values (${request.communeId}, ${request.id}, ${request.officeId}, ${request.service}, ${request.channel}, ${request.state},
      ${request.version}, ${request.reference}, ${request.openedBy}, ${request.openedAt})
    on conflict (commune_id, office_id, reference) do nothing returning id`.execute(tx);
  return rows.length === 1;
}

/** A request as it stands. */
export async function findRequest(tx: Tx, communeId: CommuneId, id: RequestId): Promise<ServiceRequest | undefined> {
  const { rows } = await sql<RequestRow>`
    select ${columns} from requests.request where commune_id = ${communeId} and id = ${id}`.execute(tx);
  return rows[0] && readRequest(rows[0]);
}

/** What people read aloud of a request; undefined when the commune has no such request. */
export async function readReference(tx: Tx, communeId: CommuneId, id: RequestId): Promise<string | undefined> {
  const { rows } = await sql<{ reference: string }>`
    select reference from requests.request where commune_id = ${communeId} and id = ${id}`.execute(tx);
  return rows[0]?.reference;
}

/** Several requests as they stand; unknown ones are absent. */
export async function findRequests(
  tx: Tx,
  communeId: CommuneId,
  ids: readonly RequestId[],
): Promise<readonly ServiceRequest[]> {
  const { rows } = await sql<RequestRow>`
    select ${columns} from requests.request where commune_id = ${communeId} and id = any(${[...ids]}::uuid[])`.execute(
    tx,
  );
  return rows.map(readRequest);
}

/** One request, locked until the transaction ends: two changes of one request follow one another. */
export async function lockRequest(tx: Tx, communeId: CommuneId, id: RequestId): Promise<ServiceRequest | undefined> {
  const { rows } = await sql<RequestRow>`
    select ${columns} from requests.request where commune_id = ${communeId} and id = ${id} for update`.execute(tx);
  return rows[0] && readRequest(rows[0]);
}

/** Writes what a change made of a locked request. */
export async function updateRequest(tx: Tx, request: ServiceRequest): Promise<void> {
  const refusal = request.refusal === null ? null : JSON.stringify(request.refusal);
  await sql`
    update requests.request set state = ${request.state}, version = ${request.version}, queued_at = ${request.queuedAt},
      decided_at = ${request.decidedAt}, refusal = ${refusal}::jsonb
    where commune_id = ${request.communeId} and id = ${request.id}`.execute(tx);
}

/** Writes an event: never changed afterwards. */
export async function insertEvent(
  tx: Tx,
  request: ServiceRequest,
  event: RequestEvent,
  { actorId, at }: { readonly actorId: string | null; readonly at: Date },
): Promise<void> {
  await sql`
    insert into requests.event (commune_id, request_id, version, kind, actor_id, data, at)
    values (${request.communeId}, ${request.id}, ${event.version}, ${event.kind}, ${actorId}, ${JSON.stringify(event.data)}::jsonb, ${at})`.execute(
    tx,
  );
}

/** Up to `limit` requests of an office in one state: the queue's oldest first, finished ones latest first. */
export async function selectRequests(
  tx: Tx,
  {
    communeId,
    officeId,
    state,
    limit,
  }: {
    readonly communeId: CommuneId;
    readonly officeId: OfficeId;
    readonly state: RequestState;
    readonly limit: number;
  },
): Promise<readonly ServiceRequest[]> {
  const order = state === 'queued' ? sql`queued_at, id` : sql`coalesce(decided_at, opened_at) desc, id desc`;
  const { rows } = await sql<RequestRow>`
    select ${columns} from requests.request
    where commune_id = ${communeId} and office_id = ${officeId} and state = ${state} order by ${order} limit ${limit}`.execute(
    tx,
  );
  return rows.map(readRequest);
}

function readRequest(row: RequestRow): ServiceRequest {
  return {
    communeId: asId(row.commune_id),
    id: asId(row.id),
    officeId: asId(row.office_id),
    service: row.service,
    channel: row.channel,
    state: row.state,
    version: row.version,
    reference: row.reference,
    openedBy: asId(row.opened_by),
    openedAt: row.opened_at,
    queuedAt: row.queued_at,
    decidedAt: row.decided_at,
    refusal: row.refusal,
  };
}
