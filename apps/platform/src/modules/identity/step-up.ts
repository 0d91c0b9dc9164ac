import { ok, type PersonActor, refuse, type Result } from '../../kernel/index.ts';
import { findAccount } from './account-store.ts';
import { levelOfSession, type WayIn } from './assurance.ts';
import { attempt } from './attempts.ts';
import type { IdentityDependencies } from './dependencies.ts';
import { checkPassword } from './passwords.ts';
import { proofOf, proveAgain } from './sessions.ts';

/** What proving again changed. */
export interface ProvenAgain {
  /** A new token for the browser's cookie, where the session's level rose; undefined when the old one goes on. */
  readonly token: string | undefined;
}

/** Proving, in one's own session, that it is still oneself: before what must not be done by who finds a phone on a table. */
export interface StepUp {
  /** By password. Refused: `identity.step-up-refused`, `identity.wait`. */
  stepUpByPassword(actor: PersonActor, given: { readonly password: string }): Promise<Result<ProvenAgain>>;
}

/** Builds the step-up of persons. */
export function createStepUp(deps: IdentityDependencies): StepUp {
  return {
    stepUpByPassword: async (actor, { password }) => {
      const account = await deps.db.transaction({ accountId: actor.accountId }, tx =>
        findAccount(tx, { id: actor.accountId }),
      );
      // Counted together with sign-ins: a session left open is no second door for guessing.
      return attempt(deps, account?.number ?? '', async () => {
        const right = await checkPassword(account?.passwordHash, password);
        if (!right || !account) return refuse('identity.step-up-refused');
        return note(deps, actor, proofOf(account), { method: 'password' });
      });
    },
  };
}

async function note(
  { db, clock }: IdentityDependencies,
  { accountId, sessionId }: PersonActor,
  proof: ReturnType<typeof proofOf>,
  way: WayIn,
): Promise<Result<ProvenAgain>> {
  const proven = { level: levelOfSession(proof, way), method: way.method };
  const token = await db.transaction({ accountId }, tx => proveAgain(tx, sessionId, proven, clock()));
  return ok({ token });
}
