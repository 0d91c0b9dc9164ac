import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { AccountId } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';

const digestOf = (token: string): Buffer => createHash('sha256').update(token).digest();

/** A token by which a browser is known again: 256 random bits. It opens nothing. */
export function newDeviceToken(): string {
  return randomBytes(32).toString('base64url');
}

/** Whether a browser with this token opened the account before. In a scope bound to the account. */
export async function knowsDevice(tx: Tx, accountId: AccountId, token: string | undefined): Promise<boolean> {
  const digest = token === undefined ? Buffer.alloc(32) : digestOf(token);
  const { rows } =
    await sql`select 1 from identity.known_device where account_id = ${accountId} and token_hash = ${digest}`.execute(
      tx,
    );
  return rows.length > 0;
}

/** Notes that a browser has opened the account. */
export async function rememberDevice(tx: Tx, accountId: AccountId, token: string, now: Date): Promise<void> {
  await sql`insert into identity.known_device (account_id, token_hash, first_seen_at, seen_at)
    values (${accountId}, ${digestOf(token)}, ${now}, ${now})
    on conflict (account_id, token_hash) do update set seen_at = excluded.seen_at`.execute(tx);
}

/** Knows no browser of the account any more: after a recovery, whoever had it open before counts as a stranger. */
export async function forgetDevices(tx: Tx, accountId: AccountId): Promise<void> {
  await sql`delete from identity.known_device where account_id = ${accountId}`.execute(tx);
}
