import { sql } from 'kysely';
import {
  asId,
  type CommuneId,
  type OfficeId,
  type PersonId,
  type RequestId,
  type StaffId,
} from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import type { Channel, Correction, RequestEvent, RequestRefusal, RequestState, ServiceRequest } from './model.ts';

/** A row of `requests.request`. */
export interface RequestRow {
  commune_id: string;
  id: string;
  office_id: string;
  service: string;
  channel: Channel;
  state: RequestState;
  version: number;
  reference: string;
  opened_by: string | null;
  applicant_id: string | null;
  opened_at: Date;
  queued_at: Date | null;
  decided_at: Date | null;
  due_at: Date | null;
  expires_at: Date | null;
  refusal: RequestRefusal | null;
  correction: Correction | null;
  resubmission_of: string | null;
}

/** The columns of a request, for `readRequest`. */
export const columns = sql`commune_id, id, office_id, service, channel, state, version, reference, opened_by, applicant_id,
  opened_at, queued_at, decided_at, due_at, expires_at, refusal, correction, resubmission_of`;

/** `existsForStaff`, asked of rows. */
export const existsForStaffRows = sql`not (channel = 'distance' and (state in ('draft', 'collecting', 'payable')
  or (state in ('declined', 'expired', 'abandoned') and correction is null)))`;

/** Writes a new request; answers false when its reference is already taken in the office. */
export async function insertRequest(tx: Tx, request: ServiceRequest): Promise<boolean> {
  const { rows } = await sql`
    insert into requests.request (commune_id, id, office_id, service, channel, state, version, reference, opened_by,
      applicant_id, opened_at, due_at, expires_at, resubmission_of)
    values (${request.communeId}, ${request.id}, ${request.officeId}, ${request.service}, ${request.channel}, ${request.state},
      ${request.version}, ${request.reference}, ${request.openedBy}, ${request.applicantId}, ${request.openedAt}, ${request.dueAt},
      ${request.expiresAt}, ${request.resubmissionOf})
    on conflict (commune_id, office_id, reference) do nothing returning id`.execute(tx);
  return rows.length === 1;
}

/** A request as it stands, for the room of its service too: the caller has authorised the reading. */
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

/** One request, likewise, locked until the transaction ends: two changes of one request follow one another. */
export async function lockRequest(tx: Tx, communeId: CommuneId, id: RequestId): Promise<ServiceRequest | undefined> {
  const { rows } = await sql<RequestRow>`
    select ${columns} from requests.request where commune_id = ${communeId} and id = ${id} for update`.execute(tx);
  return rows[0] && readRequest(rows[0]);
}

/** Writes what a change made of a locked request. */
export async function updateRequest(tx: Tx, request: ServiceRequest): Promise<void> {
  const refusal = request.refusal === null ? null : JSON.stringify(request.refusal);
  const correction = request.correction === null ? null : JSON.stringify(request.correction);
  await sql`
    update requests.request set state = ${request.state}, version = ${request.version}, queued_at = ${request.queuedAt},
      decided_at = ${request.decidedAt}, due_at = ${request.dueAt}, expires_at = ${request.expiresAt},
      refusal = ${refusal}::jsonb, correction = ${correction}::jsonb
    where commune_id = ${request.communeId} and id = ${request.id}`.execute(tx);
}

/** Names the applicant of a request that has none yet. */
export async function updateApplicant(
  tx: Tx,
  {
    communeId,
    requestId,
    personId,
  }: { readonly communeId: CommuneId; readonly requestId: RequestId; readonly personId: PersonId },
): Promise<void> {
  await sql`
    update requests.request set applicant_id = ${personId}
    where commune_id = ${communeId} and id = ${requestId} and applicant_id is null`.execute(tx);
}

/** Takes the applicant from a request that a clerk opened, where it is this person. */
export async function clearApplicant(
  tx: Tx,
  {
    communeId,
    requestId,
    personId,
  }: { readonly communeId: CommuneId; readonly requestId: RequestId; readonly personId: PersonId },
): Promise<void> {
  await sql`
    update requests.request set applicant_id = null
    where commune_id = ${communeId} and id = ${requestId} and applicant_id = ${personId} and opened_by is not null`.execute(
    tx,
  );
}

/** Who made a step; null for the platform itself. */
type StepActor =
  | { readonly kind: 'staff'; readonly staffId: StaffId }
  | { readonly kind: 'person'; readonly personId: PersonId }
  | { readonly kind: 'system' | 'anonymous' }
  | null;

/** Writes an event: never changed afterwards. */
export async function insertEvent(
  tx: Tx,
  request: ServiceRequest,
  event: RequestEvent,
  { actor, at }: { readonly actor: StepActor; readonly at: Date },
): Promise<void> {
  const actorId = actor?.kind === 'staff' ? actor.staffId : actor?.kind === 'person' ? actor.personId : null;
  const kind = actorId === null ? 'platform' : actor?.kind;
  await sql`
    insert into requests.event (commune_id, request_id, version, kind, actor_kind, actor_id, data, at)
    values (${request.communeId}, ${request.id}, ${event.version}, ${event.kind}, ${kind}, ${actorId}, ${JSON.stringify(event.data)}::jsonb, ${at})`.execute(
    tx,
  );
}

/** When each of several requests of a commune was last changed. */
export async function selectLastChanges(
  tx: Tx,
  communeId: CommuneId,
  ids: readonly RequestId[],
): Promise<ReadonlyMap<RequestId, Date>> {
  const { rows } = await sql<{ request_id: string; at: Date }>`
    select request_id, max(at) as at from requests.event
    where commune_id = ${communeId} and request_id = any(${[...ids]}::uuid[]) group by request_id`.execute(tx);
  return new Map(rows.map(row => [asId<RequestId>(row.request_id), row.at]));
}

/** Up to `limit` requests of an office in one state that exist for its staff: the queue's oldest first, finished ones latest first. */
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
    where commune_id = ${communeId} and office_id = ${officeId} and state = ${state} and ${existsForStaffRows}
    order by ${order} limit ${limit}`.execute(tx);
  return rows.map(readRequest);
}

/** A request out of its row. */
export function readRequest(row: RequestRow): ServiceRequest {
  return {
    communeId: asId(row.commune_id),
    id: asId(row.id),
    officeId: asId(row.office_id),
    service: row.service,
    channel: row.channel,
    state: row.state,
    version: row.version,
    reference: row.reference,
    openedBy: row.opened_by === null ? null : asId(row.opened_by),
    applicantId: row.applicant_id === null ? null : asId(row.applicant_id),
    openedAt: row.opened_at,
    queuedAt: row.queued_at,
    decidedAt: row.decided_at,
    dueAt: row.due_at,
    expiresAt: row.expires_at,
    refusal: row.refusal,
    correction: row.correction,
    resubmissionOf: row.resubmission_of === null ? null : asId(row.resubmission_of),
  };
}

/** Requests that wait for somebody who did nothing in time, the longest lapsed first. */
export async function selectLapsed(
  tx: Tx,
  communeId: CommuneId,
  now: Date,
  limit: number,
): Promise<readonly RequestId[]> {
  const { rows } = await sql<{ id: string }>`
    select id from requests.request where commune_id = ${communeId} and decided_at is null and expires_at <= ${now}
      and state in ('draft', 'collecting', 'payable', 'returned') order by expires_at, id limit ${limit}`.execute(tx);
  return rows.map(({ id }) => asId(id));
}

/** Queued requests of an office after one of them, by id, and since when they wait. */
export async function selectWaiting(
  tx: Tx,
  asked: {
    readonly communeId: CommuneId;
    readonly officeId: OfficeId;
    readonly after: string;
    readonly limit: number;
  },
): Promise<readonly { readonly id: RequestId; readonly queuedAt: Date }[]> {
  const { rows } = await sql<{ id: string; queued_at: Date }>`
    select id, queued_at from requests.request
    where commune_id = ${asked.communeId} and office_id = ${asked.officeId} and state = 'queued' and decided_at is null
      and (${asked.after} = '' or id > nullif(${asked.after}, '')::uuid) order by id limit ${asked.limit}`.execute(tx);
  return rows.map(row => ({ id: asId(row.id), queuedAt: row.queued_at }));
}

/** When a request is expected now. */
export async function updateDue(
  tx: Tx,
  { communeId, id }: Pick<ServiceRequest, 'communeId' | 'id'>,
  dueAt: Date | null,
): Promise<void> {
  await sql`update requests.request set due_at = ${dueAt} where commune_id = ${communeId} and id = ${id}`.execute(tx);
}

/** Takes the words out of a request's correction and refusal; which places and which reason stay. */
export async function clearNotes(tx: Tx, { communeId, id }: Pick<ServiceRequest, 'communeId' | 'id'>): Promise<void> {
  await sql`
    update requests.request set correction = jsonb_set(correction, '{note}', '""'), refusal = jsonb_set(refusal, '{note}', '""')
    where commune_id = ${communeId} and id = ${id}`.execute(tx);
}

/** Requests that ended before an instant without an act or a refusal, and whose papers are still there, the longest ended first. */
export async function selectWithPapers(
  tx: Tx,
  communeId: CommuneId,
  before: Date,
  limit: number,
): Promise<readonly RequestId[]> {
  const { rows } = await sql<{ id: string }>`
    select id from requests.request where commune_id = ${communeId} and state in ('declined', 'expired', 'abandoned')
      and papers_destroyed_at is null and decided_at < ${before} order by decided_at limit ${limit}`.execute(tx);
  return rows.map(({ id }) => asId(id));
}

/** Notes that the papers of a request were destroyed. */
export async function updatePapersDestroyed(
  tx: Tx,
  { communeId, requestId, at }: { readonly communeId: CommuneId; readonly requestId: RequestId; readonly at: Date },
): Promise<void> {
  await sql`update requests.request set papers_destroyed_at = ${at} where commune_id = ${communeId} and id = ${requestId}`.execute(
    tx,
  );
}
