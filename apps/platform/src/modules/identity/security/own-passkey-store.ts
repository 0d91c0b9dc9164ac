import { sql } from 'kysely';
import { type AccountId, asId, type AssuranceLevel, type Id } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { ChallengeUse } from './challenges.ts';

/** A passkey of a person as it is kept. `publicKey` is in COSE form. */
export interface OwnPasskey {
  readonly credentialId: string;
  readonly publicKey: Buffer;
  readonly counter: number;
  readonly transports: string[];
  /** WebAuthn Level 3 §6.1.3: may be copied to other devices. */
  readonly backupEligible: boolean;
  /** Whether a copy existed when it was last seen. */
  readonly backedUp: boolean;
  readonly simulated: boolean;
  /** What its owner calls it. */
  readonly name: string;
  /** How surely its owner was known when it was bound. */
  readonly level: AssuranceLevel;
}

/** A passkey with when it was bound and last used. */
export interface OwnPasskeyKept extends OwnPasskey {
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
}

interface Row {
  readonly credential_id: string;
  readonly public_key: Buffer;
  readonly counter: number;
  readonly transports: string[];
  readonly backup_eligible: boolean;
  readonly backed_up: boolean;
  readonly simulated: boolean;
  readonly name: string;
  readonly level: AssuranceLevel;
  readonly created_at: Date;
  readonly last_used_at: Date | null;
}

/** The passkeys of an account, oldest first. */
export async function listOwnPasskeys(tx: Tx, accountId: AccountId): Promise<OwnPasskeyKept[]> {
  const { rows } =
    await sql<Row>`select credential_id, public_key, counter, transports, backup_eligible, backed_up, simulated, name,
      level, created_at, last_used_at
    from identity.passkey where account_id = ${accountId} order by created_at`.execute(tx);
  return rows.map(row => ({
    credentialId: row.credential_id,
    publicKey: row.public_key,
    counter: row.counter,
    transports: row.transports,
    backupEligible: row.backup_eligible,
    backedUp: row.backed_up,
    simulated: row.simulated,
    name: row.name,
    level: row.level,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
  }));
}

export async function insertOwnPasskey(tx: Tx, accountId: AccountId, passkey: OwnPasskey, now: Date): Promise<void> {
  await sql`insert into identity.passkey
      (credential_id, account_id, public_key, counter, transports, backup_eligible, backed_up, simulated, name, level, created_at)
    values (${passkey.credentialId}, ${accountId}, ${passkey.publicKey}, ${passkey.counter}, ${JSON.stringify(passkey.transports)}::jsonb,
      ${passkey.backupEligible}, ${passkey.backedUp}, ${passkey.simulated}, ${passkey.name}, ${passkey.level}, ${now})`.execute(
    tx,
  );
}

/** A use of a passkey, as its answer told it. */
export interface PasskeyUse {
  readonly credentialId: string;
  readonly counter: number;
  readonly backedUp: boolean;
}

/**
 * Notes a use. False when another use was noted since `seen`, the counter that the answer was judged by: of two answers at once one
 * counts.
 */
export async function notePasskeyUse(tx: Tx, use: PasskeyUse, seen: number, now: Date): Promise<boolean> {
  const { rows } =
    await sql`update identity.passkey set counter = ${use.counter}, backed_up = ${use.backedUp}, last_used_at = ${now}
    where credential_id = ${use.credentialId} and counter = ${seen} returning credential_id`.execute(tx);
  return rows.length > 0;
}

/** Removes a passkey of the account; false when it has none of that id. */
export async function deleteOwnPasskey(tx: Tx, accountId: AccountId, credentialId: string): Promise<boolean> {
  const { rows } =
    await sql`delete from identity.passkey where account_id = ${accountId} and credential_id = ${credentialId}
    returning credential_id`.execute(tx);
  return rows.length > 0;
}

export async function insertChallengeFor(
  tx: Tx,
  challenge: ChallengeUse & { readonly id: Id<'challenge'>; readonly value: Buffer; readonly expiresAt: Date },
): Promise<void> {
  const { id, value, expiresAt, purpose, accountId } = challenge;
  await sql`insert into identity.challenge (id, value, expires_at, purpose, account_id)
    values (${id}, ${value}, ${expiresAt}, ${purpose}, ${accountId})`.execute(tx);
}

/** Takes a challenge away: whoever takes it first is the only one. */
export async function takeChallengeFor(
  tx: Tx,
  id: Id<'challenge'>,
  now: Date,
): Promise<(ChallengeUse & { readonly value: Buffer }) | undefined> {
  const { rows } = await sql<{
    value: Buffer;
    expires_at: Date;
    purpose: ChallengeUse['purpose'];
    account_id: string | null;
  }>`delete from identity.challenge where id = ${id} returning value, expires_at, purpose, account_id`.execute(tx);
  const row = rows[0];
  if (!row || row.expires_at <= now) return undefined;
  return { value: row.value, purpose: row.purpose, accountId: row.account_id === null ? null : asId(row.account_id) };
}
