import { sql } from 'kysely';
import { type AccountId, asId, type SessionId } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { SecurityEvent, SecurityEventId, SecurityEventKind } from './security-events.ts';

export async function insertEvent(
  tx: Tx,
  accountId: AccountId,
  event: {
    readonly id: SecurityEventId;
    readonly kind: SecurityEventKind;
    readonly device: string;
    readonly sessionId: SessionId | null;
  },
  now: Date,
): Promise<void> {
  await sql`insert into identity.security_event (account_id, id, kind, at, session_id, device)
    values (${accountId}, ${event.id}, ${event.kind}, ${now}, ${event.sessionId}, ${event.device})`.execute(tx);
}

interface Row {
  readonly id: string;
  readonly kind: SecurityEventKind;
  readonly at: Date;
  readonly device: string;
}

const toEvent = ({ id, ...rest }: Row): SecurityEvent => ({ id: asId(id), ...rest });

/** Latest first. */
export async function listEvents(tx: Tx, accountId: AccountId, most: number): Promise<SecurityEvent[]> {
  const { rows } = await sql<Row>`select id, kind, at, device from identity.security_event
    where account_id = ${accountId} order by at desc, id desc limit ${most}`.execute(tx);
  return rows.map(toEvent);
}

/** Those not yet marked as seen, latest first. */
export async function listUnseen(tx: Tx, accountId: AccountId, most: number): Promise<SecurityEvent[]> {
  const { rows } = await sql<Row>`select id, kind, at, device from identity.security_event
    where account_id = ${accountId} and seen_at is null order by at desc, id desc limit ${most}`.execute(tx);
  return rows.map(toEvent);
}

export async function markEventsSeen(tx: Tx, accountId: AccountId, now: Date): Promise<void> {
  await sql`update identity.security_event set seen_at = ${now} where account_id = ${accountId} and seen_at is null`.execute(
    tx,
  );
}

/** Deletes what is over: events, browsers not seen again, and sessions, of every account. The worker's login sees no others. */
export async function deleteOver(tx: Tx, before: Date): Promise<void> {
  await sql`delete from identity.security_event where at < ${before}`.execute(tx);
  await sql`delete from identity.known_device where seen_at < ${before}`.execute(tx);
  await sql`delete from identity.session where expires_at < ${before}`.execute(tx);
}
