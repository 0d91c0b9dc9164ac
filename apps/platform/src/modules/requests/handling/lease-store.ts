import { sql } from 'kysely';
import { asId, type CommuneId, type RequestId, type StaffId } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { Lease } from './model.ts';

interface LeaseRow {
  request_id: string;
  holder_id: string;
  claimed_at: Date;
  expires_at: Date;
}

interface Wanted {
  readonly communeId: CommuneId;
  readonly requestId: RequestId;
  readonly holderId: StaffId;
  readonly now: Date;
  readonly expiresAt: Date;
}

/** A lease that was had, and whose expired one it took the place of. */
export interface Claimed {
  readonly lease: Lease;
  readonly before: StaffId | null;
}

/**
 * Takes the one lease of a request in one statement: it is had where there is none, where it has run out, or where it is the asker's own
 * already (then it is prolonged). Undefined while another holds it: two who ask at once cannot both have it.
 */
export async function takeLease(
  tx: Tx,
  { communeId, requestId, holderId, now, expiresAt }: Wanted,
): Promise<Claimed | undefined> {
  const { rows } = await sql<LeaseRow & { before: string | null; ran_out: boolean | null }>`
    insert into requests.lease (commune_id, request_id, holder_id, claimed_at, expires_at)
    values (${communeId}, ${requestId}, ${holderId}, ${now}, ${expiresAt})
    on conflict (commune_id, request_id) do update set holder_id = excluded.holder_id, expires_at = excluded.expires_at,
      claimed_at = case when lease.expires_at > ${now} then lease.claimed_at else excluded.claimed_at end
    where lease.holder_id = ${holderId} or lease.expires_at <= ${now}
    returning request_id, holder_id, claimed_at, expires_at, old.holder_id as before`.execute(tx);
  const [row] = rows;
  return row && { lease: readLease(row), before: row.before === null ? null : asId(row.before) };
}

/** Prolongs a lease that its holder still has; undefined when it ran out or is another's. */
export async function prolongLease(
  tx: Tx,
  { communeId, requestId, holderId, now, expiresAt }: Wanted,
): Promise<Lease | undefined> {
  const { rows } = await sql<LeaseRow>`
    update requests.lease set expires_at = ${expiresAt}
    where commune_id = ${communeId} and request_id = ${requestId} and holder_id = ${holderId} and expires_at > ${now}
    returning request_id, holder_id, claimed_at, expires_at`.execute(tx);
  return rows[0] && readLease(rows[0]);
}

/** Gives a lease to somebody, whoever had it. */
export async function putLease(tx: Tx, { communeId, requestId, holderId, now, expiresAt }: Wanted): Promise<Lease> {
  const { rows } = await sql<LeaseRow>`
    insert into requests.lease (commune_id, request_id, holder_id, claimed_at, expires_at)
    values (${communeId}, ${requestId}, ${holderId}, ${now}, ${expiresAt})
    on conflict (commune_id, request_id) do update
      set holder_id = excluded.holder_id, claimed_at = excluded.claimed_at, expires_at = excluded.expires_at
    returning request_id, holder_id, claimed_at, expires_at`.execute(tx);
  const [row] = rows;
  if (!row) throw new Error('a lease that was not written');
  return readLease(row);
}

/** Ends the lease of a request, whosever it is. */
export async function deleteLease(tx: Tx, communeId: CommuneId, requestId: RequestId): Promise<void> {
  await sql`delete from requests.lease where commune_id = ${communeId} and request_id = ${requestId}`.execute(tx);
}

/** The lease that holds now, if any. */
export async function findLease(
  tx: Tx,
  communeId: CommuneId,
  requestId: RequestId,
  now: Date,
): Promise<Lease | undefined> {
  const { rows } = await sql<LeaseRow>`
    select request_id, holder_id, claimed_at, expires_at from requests.lease
    where commune_id = ${communeId} and request_id = ${requestId} and expires_at > ${now}`.execute(tx);
  return rows[0] && readLease(rows[0]);
}

function readLease(row: LeaseRow): Lease {
  return {
    requestId: asId(row.request_id),
    holderId: asId(row.holder_id),
    claimedAt: row.claimed_at,
    expiresAt: row.expires_at,
  };
}
