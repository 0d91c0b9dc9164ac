import type { CommuneId, PersonActor, Result, StaffActor } from '../../kernel/index.ts';
import { type Command, once } from '../../platform/commands/index.ts';
import type { Database, Scope, Tx } from '../../platform/db/index.ts';
import type { ChangedRequest } from './model.ts';

/** A command as a client sends it: the key names the intention and stays the same on retry. */
export interface RequestCommand {
  readonly key: string;
  /** Name of the command, such as `legalisation.consent`. */
  readonly name: string;
  /** What was asked, to tell a retry from another command under the same key. Only its digest is kept. */
  readonly payload: unknown;
  /** The commune of the request that a person asks about; staff work in their own. */
  readonly communeId?: CommuneId;
}

/**
 * Runs a command on a request once, in one transaction bound to the request's commune, and for a person to their own rows too. A repeated
 * command gets the first answer. A refusal undoes everything that `work` wrote. Refusals: those of `work`, `platform.command-reused`.
 * Throws when a person's command names no commune. What `work` answers is remembered, as JSON: ids and words of the code.
 */
export async function runCommand<T = ChangedRequest>(
  db: Database,
  actor: StaffActor | PersonActor,
  asked: RequestCommand,
  now: Date,
  work: (tx: Tx) => Promise<Result<T>>,
): Promise<Result<T>> {
  const { scope, actorId } = boundTo(actor, asked.communeId);
  return runCommandIn(db, { scope, actorId }, asked, now, work);
}

/**
 * The same for whom the service lets in from elsewhere: in the transaction of the request's commune, under the id of who acts. What is
 * answered is remembered as JSON: no personal data.
 */
export async function runCommandIn<T>(
  db: Database,
  { scope, actorId }: { readonly scope: Scope & { readonly communeId: CommuneId }; readonly actorId: string },
  { key, name, payload }: Omit<RequestCommand, 'communeId'>,
  now: Date,
  work: (tx: Tx) => Promise<Result<T>>,
): Promise<Result<T>> {
  const command: Command = { communeId: scope.communeId, key, name, actorId, payload };
  try {
    return await db.transaction(scope, async tx => {
      const result = await once(tx, command, now, () => work(tx));
      if (!result.ok) throw new Refused(result);
      return result;
    });
  } catch (error) {
    if (error instanceof Refused) return error.result;
    throw error;
  }
}

function boundTo(actor: StaffActor | PersonActor, named: CommuneId | undefined) {
  if (actor.kind === 'staff') return { scope: { communeId: actor.communeId }, actorId: actor.staffId };
  if (named === undefined) throw new Error("a person's command without the request's commune");
  return { scope: { communeId: named, personId: actor.personId }, actorId: actor.personId };
}

/** Carries a refusal out of a transaction, so that what was half written is rolled back. */
class Refused extends Error {
  readonly result: Result<never>;
  constructor(result: Result<never>) {
    super('refused');
    this.result = result;
  }
}
