import { type Id, newId, ok, type Result } from '../../kernel/index.ts';
import { networkOf } from '../../platform/networks/index.ts';
import { deleteFailures, insertFailure, lockSubject, readFailures } from './account-store.ts';
import type { IdentityDependencies } from './dependencies.ts';
import { codeMemoryHours, type Failures, mayTry, mayTryCode, mayTryFromAddress, memoryMinutes } from './guessing.ts';
import { keyedDigest } from './protection.ts';

/** Who tries to open what. */
export interface Attempted {
  /** The account, or the name that means none; with the browser's token where the account knows it. */
  readonly subject: string;
  /** The client's network address, where it is known: kept as a keyed digest, for a quarter of an hour. */
  readonly address?: string | undefined;
  /** A code of six digits is guessed, beside a password that was right: longer waits. */
  readonly code?: boolean;
}

/**
 * Runs one attempt to open an account under the limits on guessing: for the account, for the address, and in the whole country. The
 * attempt counts as failed before it is tried and is forgiven when `work` succeeds, so that a thousand attempts at once are still
 * counted.
 */
export async function attempt<T>(
  deps: Pick<IdentityDependencies, 'db' | 'clock' | 'keys'>,
  { subject, address, code = false }: Attempted,
  work: () => Promise<Result<T>>,
): Promise<Result<T>> {
  const now = deps.clock();
  const digest = keyedDigest(deps.keys, 'attempt', subject);
  const everybody = keyedDigest(deps.keys, 'attempt', 'everybody');
  const network = address === undefined ? [] : [keyedDigest(deps.keys, 'attempt-address', networkOf(address))];
  const counted = [digest, ...network, everybody].map(of => ({ of, id: newId<Id<'failed-attempt'>>(now) }));
  const allowed = await deps.db.transaction({}, async tx => {
    await lockSubject(tx, digest);
    const since = new Date(now.getTime() - memoryMinutes * 60_000);
    const first = code ? new Date(now.getTime() - codeMemoryHours * 3_600_000) : since;
    const ofAccount = await readFailures(tx, digest, everybody, first);
    const verdict = code ? mayTryCode(ofAccount, now) : mayTry(ofAccount, now);
    if (!verdict.ok) return verdict;
    for (const one of network) {
      const ofNetwork: Failures = await readFailures(tx, one, everybody, since);
      const free = mayTryFromAddress(ofNetwork, now);
      if (!free.ok) return free;
    }
    for (const { of, id } of counted) await insertFailure(tx, id, of, now);
    return ok(true);
  });
  if (!allowed.ok) return allowed;
  const result = await work();
  if (result.ok)
    await deps.db.transaction({}, tx =>
      deleteFailures(
        tx,
        counted.map(({ id }) => id),
      ),
    );
  return result;
}
