import { sql } from 'kysely';
import { type AccountId, asId } from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';

/** Whether an account of staff can be used, and when it was. */
export interface AccountUse {
  readonly passkeys: number;
  /** Until when a one-time code is open, which nobody has used yet. */
  readonly codeUntil: Date | null;
  readonly seenAt: Date | null;
}

/** The use of accounts of staff, through the narrow look-up; accounts of persons are absent. */
export async function selectAccountUse(
  tx: Tx,
  accountIds: readonly AccountId[],
): Promise<ReadonlyMap<AccountId, AccountUse>> {
  const { rows } = await sql<{ account_id: string; passkeys: number; code_until: Date | null; seen_at: Date | null }>`
    select account_id, passkeys, code_until, seen_at from identity.staff_account_use(${accountIds}::uuid[])`.execute(
    tx,
  );
  return new Map(
    rows.map(row => [asId(row.account_id), { passkeys: row.passkeys, codeUntil: row.code_until, seenAt: row.seen_at }]),
  );
}
