import { sql } from 'kysely';
import type { Tx } from '../db/index.ts';

/** What a job may carry: ids, numbers and words of the code. The database refuses anything else. */
export type JobPayload = Readonly<Record<string, string | number | boolean>>;

/**
 * Enqueues a job in the caller's transaction: it exists when, and only when, the transaction commits. A second job
 * with the same `key` replaces the first that has not run. Jobs run at least once, so handlers are idempotent.
 */
export async function enqueue(
  tx: Tx,
  task: string,
  payload: JobPayload,
  options: { key?: string; runAt?: Date } = {},
): Promise<void> {
  await sql`select platform.enqueue(${task}, ${JSON.stringify(payload)}::jsonb, ${options.key ?? null}, ${options.runAt ?? null})`.execute(
    tx,
  );
}
