import { sql } from 'kysely';
import { asId, type CommuneId, ok, type PersonId, type RequestId, refuse, type Result } from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import type { Part } from './model.ts';

/** That a request of a commune concerns a person: national, so that they find theirs wherever these are kept. */
export interface OwnRequest {
  readonly personId: PersonId;
  readonly communeId: CommuneId;
  readonly requestId: RequestId;
  readonly part: Part;
  readonly addedAt: Date;
}

/** Writes that a request concerns somebody, in a transaction of its commune; again is the same. */
export async function insertOwnRequest(
  tx: Tx,
  { personId, communeId, requestId, part, addedAt }: OwnRequest,
): Promise<void> {
  await sql`
    insert into requests.person_request (person_id, commune_id, request_id, part, added_at)
    values (${personId}, ${communeId}, ${requestId}, ${part}, ${addedAt}) on conflict do nothing`.execute(tx);
}

/** Writes that a request does not concern somebody after all, in a transaction of its commune. */
export async function deleteOwnRequest(
  tx: Tx,
  { personId, communeId, requestId }: Pick<OwnRequest, 'personId' | 'communeId' | 'requestId'>,
): Promise<void> {
  await sql`
    delete from requests.person_request
    where person_id = ${personId} and commune_id = ${communeId} and request_id = ${requestId}`.execute(tx);
}

/** How many requests that are not decided concern a person, in whichever commune: no name, no place. */
export async function countOpenOf(tx: Tx, personId: PersonId): Promise<number> {
  const { rows } = await sql<{ count: number }>`select requests.count_open_of(${personId}) as count`.execute(tx);
  return rows[0]?.count ?? 0;
}

/** A request that concerns a person who is erased, under the file by which it knows them: their own, or one that was merged into it. */
export interface Concerning {
  readonly communeId: CommuneId;
  readonly requestId: RequestId;
  readonly personId: PersonId;
  /** Whether they applied for it; else they sign. */
  readonly applied: boolean;
}

/** Every request that concerns a person, in whichever commune. Under the worker's login. */
export async function selectConcerning(tx: Tx, personId: PersonId): Promise<readonly Concerning[]> {
  const { rows } = await sql<{ commune_id: string; request_id: string; person_id: string; applied: boolean }>`
    select commune_id, request_id, person_id, applied from requests.list_concerning(${personId})`.execute(tx);
  return rows.map(row => ({
    communeId: asId(row.commune_id),
    requestId: asId(row.request_id),
    personId: asId(row.person_id),
    applied: row.applied,
  }));
}

/** Drafts of a service that somebody may prepare from afar at once. */
const mostDrafts = 20;

/**
 * Whether somebody may begin another draft from afar, in the transaction that begins it: whoever counts follows whoever counted before.
 * Refused: `requests.too-many-drafts` (with `most`).
 */
export async function mayBeginAnother(tx: Tx, personId: PersonId, service: string): Promise<Result<void>> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`drafts/${personId}`}, 0))`.execute(tx);
  const { rows } = await sql<{ count: number }>`
    select requests.count_drafts_of(${personId}, ${service}) as count`.execute(tx);
  return (rows[0]?.count ?? 0) < mostDrafts ? ok(undefined) : refuse('requests.too-many-drafts', { most: mostDrafts });
}

/** Up to 500 requests that concern a person, latest first, in a transaction bound to them. */
export async function selectOwnRequests(tx: Tx, personId: PersonId): Promise<readonly OwnRequest[]> {
  const { rows } = await sql<{ commune_id: string; request_id: string; part: Part; added_at: Date }>`
    select commune_id, request_id, part, added_at from requests.person_request
    where person_id = ${personId} order by added_at desc, request_id desc limit 500`.execute(tx);
  return rows.map(row => ({
    personId,
    communeId: asId(row.commune_id),
    requestId: asId(row.request_id),
    part: row.part,
    addedAt: row.added_at,
  }));
}
