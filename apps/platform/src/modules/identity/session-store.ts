import { sql } from 'kysely';
import { type AccountId, asId, type AssuranceLevel, type SessionId } from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import type { SignInMethod } from './security/assurance.ts';

export interface SessionRow {
  readonly id: SessionId;
  readonly createdAt: Date;
  readonly seenAt: Date;
  readonly expiresAt: Date;
  readonly endedAt: Date | null;
  readonly level: AssuranceLevel;
  readonly method: SignInMethod;
  readonly steppedUpAt: Date | null;
  readonly sharedDevice: boolean;
  /** Families of browser and system, such as `firefox/android`; empty when unknown. */
  readonly device: string;
  /** A member of staff's: what it does is done in the shadow of their commune. */
  readonly training: boolean;
}

interface Row {
  readonly id: string;
  readonly created_at: Date;
  readonly seen_at: Date;
  readonly expires_at: Date;
  readonly ended_at: Date | null;
  readonly level: AssuranceLevel;
  readonly method: SignInMethod;
  readonly stepped_up_at: Date | null;
  readonly shared_device: boolean;
  readonly device: string;
  readonly training: boolean;
}

const columns = sql`id, created_at, seen_at, expires_at, ended_at, level, method, stepped_up_at, shared_device, device, training`;

function toSession(row: Row): SessionRow {
  return {
    id: asId(row.id),
    createdAt: row.created_at,
    seenAt: row.seen_at,
    expiresAt: row.expires_at,
    endedAt: row.ended_at,
    level: row.level,
    method: row.method,
    steppedUpAt: row.stepped_up_at,
    sharedDevice: row.shared_device,
    device: row.device,
    training: row.training,
  };
}

export interface NewSession
  extends Pick<SessionRow, 'id' | 'expiresAt' | 'level' | 'method' | 'sharedDevice' | 'device'> {
  readonly tokenHash: Buffer;
}

export async function insertSession(tx: Tx, accountId: AccountId, session: NewSession, now: Date): Promise<void> {
  await sql`insert into identity.session (id, account_id, token_hash, created_at, seen_at, expires_at, level, method, shared_device, device)
    values (${session.id}, ${accountId}, ${session.tokenHash}, ${now}, ${now}, ${session.expiresAt}, ${session.level}, ${session.method},
      ${session.sharedDevice}, ${session.device})`.execute(tx);
}

export async function findSession(tx: Tx, tokenHash: Buffer): Promise<SessionRow | undefined> {
  const { rows } = await sql<Row>`select ${columns} from identity.session where token_hash = ${tokenHash}`.execute(tx);
  return rows[0] && toSession(rows[0]);
}

/** Takes a session of the account that the scope is bound to into training, or out of it. */
export async function updateTraining(tx: Tx, id: SessionId, training: boolean): Promise<void> {
  await sql`update identity.session set training = ${training} where id = ${id}`.execute(tx);
}

/** A session of the account that the scope is bound to, locked: two proofs in one session are made one after the other. */
export async function lockSession(tx: Tx, id: SessionId): Promise<SessionRow | undefined> {
  const { rows } = await sql<Row>`select ${columns} from identity.session where id = ${id} for update`.execute(tx);
  return rows[0] && toSession(rows[0]);
}

/** Sessions of the account that have neither ended nor expired, latest first. */
export async function listOpenSessions(tx: Tx, accountId: AccountId, now: Date): Promise<SessionRow[]> {
  const { rows } = await sql<Row>`
    select ${columns} from identity.session
    where account_id = ${accountId} and ended_at is null and expires_at > ${now} order by seen_at desc`.execute(tx);
  return rows.map(toSession);
}

export async function touchSession(tx: Tx, id: SessionId, now: Date): Promise<void> {
  await sql`update identity.session set seen_at = ${now} where id = ${id}`.execute(tx);
}

/** Notes that the person has proven again that it is they. */
export async function markSteppedUp(tx: Tx, id: SessionId, now: Date): Promise<void> {
  await sql`update identity.session set stepped_up_at = ${now}, seen_at = ${now} where id = ${id}`.execute(tx);
}

/** Gives a session a level and, with it, a new token: the old one opens nothing any more. */
export async function raiseSession(
  tx: Tx,
  id: SessionId,
  to: { readonly level: AssuranceLevel; readonly method: SignInMethod; readonly tokenHash: Buffer },
): Promise<void> {
  await sql`update identity.session set level = ${to.level}, method = ${to.method}, token_hash = ${to.tokenHash} where id = ${id}`.execute(
    tx,
  );
}

/** Ends one session of the account, all of them, or all but one. */
export async function endSessions(
  tx: Tx,
  accountId: AccountId,
  which: SessionId | 'all' | { readonly allBut: SessionId },
  now: Date,
): Promise<void> {
  const chosen = typeof which === 'string' ? sql`id = ${which}` : sql`id <> ${which.allBut}`;
  await sql`update identity.session set ended_at = ${now}
    where account_id = ${accountId} and ended_at is null and ${which === 'all' ? sql`true` : chosen}`.execute(tx);
}
