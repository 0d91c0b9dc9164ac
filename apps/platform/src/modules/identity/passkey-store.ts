import { sql } from 'kysely';
import type { AccountId, Id } from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';

export interface Passkey {
  readonly credentialId: string;
  readonly publicKey: Buffer;
  readonly counter: number;
  readonly transports: string[];
  readonly backedUp: boolean;
  readonly simulated: boolean;
}

/** A passkey as it is kept. */
export interface KeptPasskey extends Passkey {
  readonly createdAt: Date;
}

/** The passkeys of an account that were not taken away, oldest first. */
export async function listPasskeys(tx: Tx, accountId: AccountId): Promise<KeptPasskey[]> {
  const { rows } = await sql<{
    credential_id: string;
    public_key: Buffer;
    counter: number;
    transports: string[];
    backed_up: boolean;
    simulated: boolean;
    created_at: Date;
  }>`select credential_id, public_key, counter, transports, backed_up, simulated, created_at from identity.passkey
    where account_id = ${accountId} and revoked_at is null order by created_at`.execute(tx);
  return rows.map(row => ({
    credentialId: row.credential_id,
    publicKey: row.public_key,
    counter: row.counter,
    transports: row.transports,
    backedUp: row.backed_up,
    simulated: row.simulated,
    createdAt: row.created_at,
  }));
}

export async function insertPasskey(tx: Tx, accountId: AccountId, passkey: Passkey, now: Date): Promise<void> {
  await sql`insert into identity.passkey (credential_id, account_id, public_key, counter, transports, backed_up, simulated, created_at)
    values (${passkey.credentialId}, ${accountId}, ${passkey.publicKey}, ${passkey.counter}, ${JSON.stringify(passkey.transports)}::jsonb,
      ${passkey.backedUp}, ${passkey.simulated}, ${now})`.execute(tx);
}

/** Takes one passkey of the account away, or all of them. */
export async function revokePasskeys(tx: Tx, accountId: AccountId, which: string, now: Date): Promise<void> {
  const condition = which === 'all' ? sql`true` : sql`credential_id = ${which}`;
  await sql`update identity.passkey set revoked_at = ${now}
    where account_id = ${accountId} and revoked_at is null and ${condition}`.execute(tx);
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
    delete from identity.challenge where id = ${id} and purpose = 'staff' returning value, expires_at`.execute(tx);
  const row = rows[0];
  return row && row.expires_at > now ? row.value : undefined;
}

/** Whether a passkey was ever registered for the account, taken away since or not; in a scope bound to it. */
export async function hadPasskey(tx: Tx, accountId: AccountId): Promise<boolean> {
  const { rows } = await sql`select 1 from identity.passkey where account_id = ${accountId} limit 1`.execute(tx);
  return rows.length > 0;
}
