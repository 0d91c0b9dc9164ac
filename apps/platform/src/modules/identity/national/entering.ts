import type { AssuranceLevel } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { type Account, setProof } from '../account-store.ts';
import { provenAgain } from '../security/assurance.ts';
import { openPersonSession, proofOf, proveAgain } from '../sessions.ts';
import type { NationalDependencies } from './dependencies.ts';
import type { AnswerOutcome } from './model.ts';
import type { Walk } from './store.ts';

/**
 * Lets the person of an account in, in a scope bound to it. The provider proves who they are and that it is they at once: an account
 * recovered at a distance is proven again by it, and a session in which the walk was begun goes on, surer than before.
 */
export async function enter(
  deps: NationalDependencies,
  tx: Tx,
  account: Account,
  { walk, level, device }: { readonly walk: Walk; readonly level: AssuranceLevel; readonly device: string },
): Promise<AnswerOutcome> {
  const now = deps.clock();
  const proof = provenAgain(proofOf(account), level);
  await setProof(tx, account.id, proof, now);
  if (walk.begunBy) {
    const token = await proveAgain(tx, walk.begunBy.sessionId, { level, method: 'national' }, now);
    return { kind: 'proven', token, next: walk.next };
  }
  const place = { device, shared: walk.sharedDevice };
  const session = await openPersonSession(tx, { id: account.id, ...proof }, { method: 'national', level }, place, now);
  return { kind: 'signed-in', session, next: walk.next };
}
