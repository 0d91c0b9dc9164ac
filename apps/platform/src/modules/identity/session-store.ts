import { sql } from 'kysely';
import { type AccountId, asId, type Id, type SessionId } from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';

export interface SessionRow {
  readonly id: SessionId;
  readonly createdAt: Date;
  readonly seenAt: Date;
  readonly expiresAt: Date;
  readonly endedAt: Date | null;
}

interface Row {
  readonly id: string;
  readonly created_at: Date;
  readonly seen_at: Date;
  readonly expires_at: Date;
  readonly ended_at: Date | null;
}

function toSession(row: Row): SessionRow {
  return {
    id: asId(row.id),
    createdAt: row.created_at,
    seenAt: row.seen_at,
    expiresAt: row.expires_at,
    endedAt: row.ended_at,
  };
}

export async function insertSession(
  tx: Tx,
  accountId: AccountId,
  session: { readonly id: SessionId; readonly tokenHash: Buffer; readonly expiresAt: Date },
  now: Date,
): Promise<void> {
  await sql`insert into identity.session (id, account_id, token_hash, created_at, seen_at, expires_at)
    values (${session.id}, ${accountId}, ${session.tokenHash}, ${now}, ${now}, ${session.expiresAt})`.execute(tx);
}

export async function findSession(tx: Tx, tokenHash: Buffer): Promise<SessionRow | undefined> {
  const { rows } = await sql<Row>`
    select id, created_at, seen_at, expires_at, ended_at from identity.session where token_hash = ${tokenHash}`.execute(
    tx,
  );
  return rows[0] && toSession(rows[0]);
}

/** Sessions of the account that have neither ended nor expired, latest first. */
export async function listOpenSessions(tx: Tx, accountId: AccountId, now: Date): Promise<SessionRow[]> {
  const { rows } = await sql<Row>`
    select id, created_at, seen_at, expires_at, ended_at from identity.session
    where account_id = ${accountId} and ended_at is null and expires_at > ${now} order by seen_at desc`.execute(tx);
  return rows.map(toSession);
}

export async function touchSession(tx: Tx, id: SessionId, now: Date): Promise<void> {
  await sql`update identity.session set seen_at = ${now} where id = ${id}`.execute(tx);
}

/** Ends one session of the account, or all of them. */
export async function endSessions(tx: Tx, accountId: AccountId, which: SessionId | 'all', now: Date): Promise<void> {
  const condition = which === 'all' ? sql`true` : sql`id = ${which}`;
  await sql`update identity.session set ended_at = ${now}
    where account_id = ${accountId} and ended_at is null and ${condition}`.execute(tx);
}

export interface Passkey {
  readonly credentialId: string;
  readonly publicKey: Buffer;
  readonly counter: number;
  readonly transports: string[];
  readonly backedUp: boolean;
  readonly simulated: boolean;
}

/** The passkeys of an account, oldest first. */
export async function listPasskeys(tx: Tx, accountId: AccountId): Promise<Passkey[]> {
  const { rows } = await sql<{
    credential_id: string;
    public_key: Buffer;
    counter: number;
    transports: string[];
    backed_up: boolean;
    simulated: boolean;
  }>`select credential_id, public_key, counter, transports, backed_up, simulated from identity.passkey
    where account_id = ${accountId} order by created_at`.execute(tx);
  return rows.map(row => ({
    credentialId: row.credential_id,
    publicKey: row.public_key,
    counter: row.counter,
    transports: row.transports,
    backedUp: row.backed_up,
    simulated: row.simulated,
  }));
}

export async function insertPasskey(tx: Tx, accountId: AccountId, passkey: Passkey, now: Date): Promise<void> {
  await sql`insert into identity.passkey (credential_id, account_id, public_key, counter, transports, backed_up, simulated, created_at)
    values (${passkey.credentialId}, ${accountId}, ${passkey.publicKey}, ${passkey.counter}, ${JSON.stringify(passkey.transports)}::jsonb,
      ${passkey.backedUp}, ${passkey.simulated}, ${now})`.execute(tx);
}

export async function setCounter(tx: Tx, credentialId: string, counter: number): Promise<void> {
  await sql`update identity.passkey set counter = ${counter} where credential_id = ${credentialId}`.execute(tx);
}

export async function insertChallenge(
  tx: Tx,
  challenge: { readonly id: Id<'challenge'>; readonly value: Buffer; readonly expiresAt: Date },
): Promise<void> {
  await sql`insert into identity.challenge (id, value, expires_at) values (${challenge.id}, ${challenge.value}, ${challenge.expiresAt})`.execute(
    tx,
  );
}

/** Takes a challenge away: whoever takes it first is the only one. */
export async function takeChallenge(tx: Tx, id: Id<'challenge'>, now: Date): Promise<Buffer | undefined> {
  const { rows } = await sql<{ value: Buffer; expires_at: Date }>`
    delete from identity.challenge where id = ${id} returning value, expires_at`.execute(tx);
  const row = rows[0];
  return row && row.expires_at > now ? row.value : undefined;
}
