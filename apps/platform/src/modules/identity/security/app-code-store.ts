import { sql } from 'kysely';
import type { AccountId, AssuranceLevel } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';

/** An authenticator app bound to an account, or on its way there. */
export interface AppCodeRow {
  readonly secretSealed: Buffer;
  /** How surely the person was known when it was bound. */
  readonly level: AssuranceLevel;
  readonly createdAt: Date;
  /** Null until a right code has shown that the app holds the secret. */
  readonly confirmedAt: Date | null;
  /** The last step whose code was used. */
  readonly lastStep: number;
}

/** The app of an account, locked: of two codes typed at once, the second finds the first used. */
export async function lockAppCode(tx: Tx, accountId: AccountId): Promise<AppCodeRow | undefined> {
  const { rows } = await sql<{
    secret_sealed: Buffer;
    level: AssuranceLevel;
    created_at: Date;
    confirmed_at: Date | null;
    last_step: number;
  }>`select secret_sealed, level, created_at, confirmed_at, last_step from identity.app_code
    where account_id = ${accountId} for update`.execute(tx);
  const row = rows[0];
  return (
    row && {
      secretSealed: row.secret_sealed,
      level: row.level,
      createdAt: row.created_at,
      confirmedAt: row.confirmed_at,
      lastStep: row.last_step,
    }
  );
}

/** When the app of an account was bound and confirmed; undefined where there is none. */
export async function findAppCodeDates(
  tx: Tx,
  accountId: AccountId,
): Promise<Pick<AppCodeRow, 'createdAt' | 'confirmedAt'> | undefined> {
  const { rows } = await sql<{ created_at: Date; confirmed_at: Date | null }>`
    select created_at, confirmed_at from identity.app_code where account_id = ${accountId}`.execute(tx);
  const row = rows[0];
  return row && { createdAt: row.created_at, confirmedAt: row.confirmed_at };
}

export async function insertAppCode(
  tx: Tx,
  accountId: AccountId,
  app: { readonly secretSealed: Buffer; readonly level: AssuranceLevel },
  now: Date,
): Promise<void> {
  await sql`insert into identity.app_code (account_id, secret_sealed, level, created_at)
    values (${accountId}, ${app.secretSealed}, ${app.level}, ${now})`.execute(tx);
}

export async function confirmAppCode(tx: Tx, accountId: AccountId, now: Date): Promise<void> {
  await sql`update identity.app_code set confirmed_at = ${now} where account_id = ${accountId}`.execute(tx);
}

/** No code of this step or an older one is taken from now on. */
export async function setLastStep(tx: Tx, accountId: AccountId, step: number): Promise<void> {
  await sql`update identity.app_code set last_step = ${step} where account_id = ${accountId}`.execute(tx);
}

/** Takes the app of an account away, with its recovery codes. */
export async function deleteAppCode(tx: Tx, accountId: AccountId): Promise<void> {
  await sql`delete from identity.app_code where account_id = ${accountId}`.execute(tx);
  await sql`delete from identity.recovery_code where account_id = ${accountId}`.execute(tx);
}

/** Writes recovery codes in the place of the older ones. */
export async function replaceRecoveryCodes(
  tx: Tx,
  accountId: AccountId,
  hashes: readonly Buffer[],
  now: Date,
): Promise<void> {
  await sql`delete from identity.recovery_code where account_id = ${accountId}`.execute(tx);
  for (const hash of hashes)
    await sql`insert into identity.recovery_code (account_id, code_hash, created_at) values (${accountId}, ${hash}, ${now})`.execute(
      tx,
    );
}

/** Uses a recovery code up; false when there is none such, or it was used. */
export async function spendRecoveryCode(tx: Tx, accountId: AccountId, hash: Buffer, now: Date): Promise<boolean> {
  const { rows } = await sql`update identity.recovery_code set used_at = ${now}
    where account_id = ${accountId} and code_hash = ${hash} and used_at is null returning code_hash`.execute(tx);
  return rows.length > 0;
}

/** How many recovery codes can still be used. */
export async function countRecoveryCodes(tx: Tx, accountId: AccountId): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from identity.recovery_code
    where account_id = ${accountId} and used_at is null`.execute(tx);
  return rows[0]?.n ?? 0;
}
