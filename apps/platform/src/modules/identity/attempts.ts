import { type Id, newId, type Result } from '../../kernel/index.ts';
import { deleteFailures, insertFailure, lockSubject, readFailures } from './account-store.ts';
import type { IdentityDependencies } from './dependencies.ts';
import { mayTry, memoryMinutes } from './guessing.ts';
import { keyedDigest } from './protection.ts';

/**
 * Runs one attempt to open the account called `subject` under the limits on guessing. The attempt counts as failed
 * before it is tried and is forgiven when `work` succeeds, so that a thousand attempts at once are still counted.
 */
export async function attempt<T>(
  deps: Pick<IdentityDependencies, 'db' | 'clock' | 'keys'>,
  subject: string,
  work: () => Promise<Result<T>>,
): Promise<Result<T>> {
  const now = deps.clock();
  const digest = keyedDigest(deps.keys, 'attempt', subject);
  const everybody = keyedDigest(deps.keys, 'attempt', 'everybody');
  const ids = [newId<Id<'failed-attempt'>>(now), newId<Id<'failed-attempt'>>(now)] as const;
  const allowed = await deps.db.transaction({}, async tx => {
    await lockSubject(tx, digest);
    const since = new Date(now.getTime() - memoryMinutes * 60_000);
    const verdict = mayTry(await readFailures(tx, digest, everybody, since), now);
    if (!verdict.ok) return verdict;
    await insertFailure(tx, ids[0], digest, now);
    await insertFailure(tx, ids[1], everybody, now);
    return verdict;
  });
  if (!allowed.ok) return allowed;
  const result = await work();
  if (result.ok) await deps.db.transaction({}, tx => deleteFailures(tx, ids));
  return result;
}
