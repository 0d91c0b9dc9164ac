import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { type CommuneId, ok, refuse, type Result } from '../../kernel/index.ts';
import type { Tx } from '../db/index.ts';

/** A command as it arrives: `key` is the client's idempotency key (a UUID made once per intention, kept on retry). */
export interface Command {
  readonly communeId: CommuneId;
  readonly key: string;
  readonly name: string;
  readonly actorId: string;
  readonly payload: unknown;
}

/**
 * Runs `work` at most once for the command's key, in the caller's transaction; a repeated command gets the first
 * answer. The same key with another content or by another person is refused (`platform.command-reused`). Refusals are
 * not remembered: the person may mend and send again.
 */
export async function once<T>(tx: Tx, command: Command, now: Date, work: () => Promise<Result<T>>): Promise<Result<T>> {
  const digest = createHash('sha256')
    .update(JSON.stringify(command.payload ?? null))
    .digest();
  // Two copies of one click wait for each other here, so that the second reads the first's answer.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${command.communeId}/${command.key}`}, 0))`.execute(tx);
  const { rows } = await sql<{ name: string; actor_id: string; payload_digest: Buffer; answer: T }>`
    select name, actor_id, payload_digest, answer from platform.command
    where commune_id = ${command.communeId} and key = ${command.key}`.execute(tx);
  const known = rows[0];
  if (known) {
    const same =
      known.name === command.name && known.actor_id === command.actorId && known.payload_digest.equals(digest);
    return same ? ok(known.answer) : refuse('platform.command-reused');
  }
  const result = await work();
  if (!result.ok) return result;
  await sql`insert into platform.command (commune_id, key, name, actor_id, payload_digest, answer, at)
    values (${command.communeId}, ${command.key}, ${command.name}, ${command.actorId}, ${digest}, ${JSON.stringify(result.value ?? null)}::jsonb, ${now})`.execute(
    tx,
  );
  return result;
}
