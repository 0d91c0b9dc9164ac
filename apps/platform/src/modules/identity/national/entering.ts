import { type AssuranceLevel, reaches } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { type Account, setProof } from '../account-store.ts';
import { provenAgain } from '../security/assurance.ts';
import { enter as enterAccount } from '../security/entering.ts';
import { recordEvent } from '../security/security-events.ts';
import { endSessions, lockSession } from '../session-store.ts';
import { proofOf, proveAgain, type SignInPlace } from '../sessions.ts';
import type { NationalDependencies } from './dependencies.ts';
import type { AnswerOutcome } from './model.ts';
import type { Walk } from './store.ts';

/** Where the browser stands that came back; whether it is shared was said when the walk began. */
export type WalkPlace = Omit<SignInPlace, 'shared'>;

/**
 * Lets the person of an account in, in a scope bound to it. The provider proves who they are and that it is they at once: an account
 * recovered at a distance is proven again by it, and a session in which the walk was begun goes on, surer than before. A word less sure
 * than that session proves nothing in it.
 */
export async function enter(
  deps: NationalDependencies,
  tx: Tx,
  account: Account,
  { walk, level, place }: { readonly walk: Walk; readonly level: AssuranceLevel; readonly place: WalkPlace },
): Promise<AnswerOutcome> {
  const now = deps.clock();
  const proof = provenAgain(proofOf(account), level);
  await setProof(tx, account.id, proof, now);
  if (account.suspended && !proof.suspended) await endRecovery(deps, tx, account, walk, now);
  if (walk.begunBy) {
    const { sessionId } = walk.begunBy;
    const session = await lockSession(tx, sessionId);
    const isSure = session && !session.endedAt && reaches(level, session.level);
    const token = isSure ? await proveAgain(tx, sessionId, { level, method: 'national' }, now) : undefined;
    return { kind: 'proven', token, next: walk.next };
  }
  const way = { method: 'national', level } as const;
  const entered = { way, place: { ...place, shared: walk.sharedDevice }, now };
  return {
    kind: 'signed-in',
    session: await enterAccount(deps, tx, { ...account, ...proof }, entered),
    next: walk.next,
  };
}

/** Whoever recovered the account, by its mailbox alone, is signed out once its person is proven; a session that the person is in goes on. */
async function endRecovery(
  deps: NationalDependencies,
  tx: Tx,
  { id: accountId, personId }: Account,
  { begunBy }: Walk,
  now: Date,
): Promise<void> {
  if (personId === null) throw new Error('an account of nobody was proven');
  await endSessions(tx, accountId, begunBy ? { allBut: begunBy.sessionId } : 'all', now);
  await recordEvent(deps, tx, { accountId, personId }, { kind: 'proven-again' }, now);
}
