import { sql } from 'kysely';
import type { CommuneId, StaffId } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { StatementId } from '../statements/proposal.ts';

/** One message owed about one end, by ids alone. */
export interface NoticeKey {
  readonly communeId: CommuneId;
  readonly statementId: StatementId;
  /** The threshold that was reached, in days before the end. */
  readonly days: number;
  readonly staffId: StaffId;
}

/** Where a message stands; `over`: what it would say was no longer so when it was to leave. */
export type NoticeState = 'queued' | 'sent' | 'refused' | 'over';

/** Owes a message; nothing happens when it was owed already. */
export async function insertNotice(
  tx: Tx,
  { communeId, statementId, days, staffId }: NoticeKey,
  now: Date,
): Promise<void> {
  await sql`insert into organisation.ending_notice (commune_id, statement_id, days, staff_id, owed_at)
    values (${communeId}, ${statementId}, ${days}, ${staffId}, ${now}) on conflict do nothing`.execute(tx);
}

/** Whether a message is owed and has not left. */
export async function isOwed(tx: Tx, { communeId, statementId, days, staffId }: NoticeKey): Promise<boolean> {
  const { rows } = await sql`select 1 from organisation.ending_notice where commune_id = ${communeId}
    and statement_id = ${statementId} and days = ${days} and staff_id = ${staffId} and state = 'queued'`.execute(tx);
  return rows.length === 1;
}

/** Settles a message that was still owed. */
export async function settleNotice(
  tx: Tx,
  { communeId, statementId, days, staffId }: NoticeKey,
  state: Exclude<NoticeState, 'queued'>,
  now: Date,
): Promise<void> {
  await sql`update organisation.ending_notice set state = ${state}, settled_at = ${now} where commune_id = ${communeId}
    and statement_id = ${statementId} and days = ${days} and staff_id = ${staffId} and state = 'queued'`.execute(tx);
}
