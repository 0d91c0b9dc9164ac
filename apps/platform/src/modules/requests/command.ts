import type { Result, StaffActor } from '../../kernel/index.ts';
import { type Command, once } from '../../platform/commands/index.ts';
import type { Database, Tx } from '../../platform/db/index.ts';
import type { ChangedRequest } from './model.ts';

/** A command as a client sends it: the key names the intention and stays the same on retry. */
export interface RequestCommand {
  readonly key: string;
  /** Name of the command, such as `legalisation.consent`. */
  readonly name: string;
  /** What was asked, to tell a retry from another command under the same key. Only its digest is kept. */
  readonly payload: unknown;
}

/**
 * Runs a command on a request once, in one transaction bound to the actor's commune. A repeated command gets the first answer.
 * A refusal undoes everything that `work` wrote. Refusals: those of `work`, `platform.command-reused`.
 */
export async function runCommand(
  db: Database,
  actor: StaffActor,
  { key, name, payload }: RequestCommand,
  now: Date,
  work: (tx: Tx) => Promise<Result<ChangedRequest>>,
): Promise<Result<ChangedRequest>> {
  const command: Command = { communeId: actor.communeId, key, name, actorId: actor.staffId, payload };
  try {
    return await db.transaction({ communeId: actor.communeId }, async tx => {
      const result = await once(tx, command, now, () => work(tx));
      if (!result.ok) throw new Refused(result);
      return result;
    });
  } catch (error) {
    if (error instanceof Refused) return error.result;
    throw error;
  }
}

/** Carries a refusal out of a transaction, so that what was half written is rolled back. */
class Refused extends Error {
  readonly result: Result<never>;
  constructor(result: Result<never>) {
    super('refused');
    this.result = result;
  }
}
