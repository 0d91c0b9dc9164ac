import { sql } from 'kysely';
import { type AccountId, asId, type PersonId } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';

/** Deletes up to `limit` rows of a kind that are older than an instant, whoever's they are; answers how many. */
export async function sweep(
  tx: Tx,
  kind: string,
  { before, limit }: { readonly before: Date; readonly limit: number },
): Promise<number> {
  const { rows } = await sql<{ swept: number }>`select identity.sweep(${kind}, ${before}, ${limit}) as swept`.execute(
    tx,
  );
  return rows[0]?.swept ?? 0;
}

/** People whose opened account nobody has used since an instant. */
export async function listInactive(tx: Tx, since: Date, limit: number): Promise<PersonId[]> {
  const { rows } = await sql<{ id: string }>`select identity.list_inactive(${since}, ${limit}) as id`.execute(tx);
  return rows.map(row => asId(row.id));
}

/** When a person was warned of something, in a transaction bound to them. */
export async function findWarning(tx: Tx, personId: PersonId, kind: string): Promise<Date | undefined> {
  const { rows } = await sql<{ at: Date }>`
    select warned_at as at from identity.retention_warning where person_id = ${personId} and kind = ${kind}`.execute(
    tx,
  );
  return rows[0]?.at;
}

export async function insertWarning(tx: Tx, personId: PersonId, kind: string, now: Date): Promise<void> {
  await sql`insert into identity.retention_warning (person_id, kind, warned_at) values (${personId}, ${kind}, ${now})`.execute(
    tx,
  );
}

export async function deleteWarning(tx: Tx, personId: PersonId, kind: string): Promise<void> {
  await sql`delete from identity.retention_warning where person_id = ${personId} and kind = ${kind}`.execute(tx);
}

/** Shuts an account: no password, no passkey, no session. A slip opens it again. */
export async function shutAccount(tx: Tx, accountId: AccountId, now: Date): Promise<void> {
  await sql`delete from identity.passkey where account_id = ${accountId}`.execute(tx);
  await sql`update identity.session set ended_at = ${now} where account_id = ${accountId} and ended_at is null`.execute(
    tx,
  );
  await sql`update identity.account set password_hash = null where id = ${accountId}`.execute(tx);
}
