import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
import { type CommuneId, ok, refuse, type Result } from '../../kernel/index.ts';
import { digestKeyOf, type Tx } from '../db/index.ts';

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
 * not remembered: the person may mend and send again. What was asked is kept as a digest under a key outside the database, of this command
 * alone: the table neither shows it, nor lets anybody try names and numbers, nor tells that two commands asked the same. Throws in a
 * transaction of a database that was opened without that key.
 */
export async function once<T>(tx: Tx, command: Command, now: Date, work: () => Promise<Result<T>>): Promise<Result<T>> {
  const digest = digestOf(tx, command);
  // Two copies of one click wait for each other here, so that the second reads the first's answer.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${command.communeId}/${command.key}`}, 0))`.execute(tx);
  const { rows } = await sql<{ name: string; actor_id: string; payload_digest: Buffer | null; answer: T }>`
    select name, actor_id, payload_digest, answer from platform.command
    where commune_id = ${command.communeId} and key = ${command.key}`.execute(tx);
  const known = rows[0];
  if (known) {
    // One of the time before digests were keyed has none any more.
    const asked = known.payload_digest === null || known.payload_digest.equals(digest);
    return known.name === command.name && known.actor_id === command.actorId && asked
      ? ok(known.answer)
      : refuse('platform.command-reused');
  }
  const result = await work();
  if (!result.ok) return result;
  await sql`insert into platform.command (commune_id, key, name, actor_id, payload_digest, answer, at)
    values (${command.communeId}, ${command.key}, ${command.name}, ${command.actorId}, ${digest}, ${JSON.stringify(result.value ?? null)}::jsonb, ${now})`.execute(
    tx,
  );
  return result;
}

function digestOf(tx: Tx, { communeId, key, name, actorId, payload }: Command): Buffer {
  return createHmac('sha256', digestKeyOf(tx))
    .update(JSON.stringify([communeId, key, name, actorId, payload ?? null]))
    .digest();
}
