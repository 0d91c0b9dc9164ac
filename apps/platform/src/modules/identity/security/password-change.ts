import { ok, type PersonActor, refuse, type Result } from '../../../kernel/index.ts';
import { findAccount, setPasswordHash } from '../account-store.ts';
import { attempt } from '../attempts.ts';
import type { IdentityDependencies } from '../dependencies.ts';
import { findPerson } from '../people-store.ts';
import { endSessions } from '../session-store.ts';
import { hasSteppedUp } from './assurance.ts';
import { checkPassword, hashPassword, readPassword } from './passwords.ts';
import { recordEvent } from './security-events.ts';

/** Choosing another password. */
export interface PasswordChange {
  /**
   * Needs the present password, or that the person has just proven again that it is they; `present` empty then. Ends the account's other
   * sessions when asked, and tells the person. Refused: `identity.step-up-refused`, `identity.step-up-needed`, `identity.wait`, and every
   * mistake in the new password.
   */
  change(
    actor: PersonActor,
    given: { readonly present: string; readonly chosen: string; readonly endOthers: boolean },
  ): Promise<Result<null>>;
}

/** Builds the change of passwords. */
export function createPasswordChange(deps: IdentityDependencies): PasswordChange {
  return {
    change: async (actor, { present, chosen, endOthers }) => {
      const { accountId, personId } = actor;
      const [account, name] = await deps.db.transaction({ accountId, personId }, async tx => [
        await findAccount(tx, { id: accountId }),
        (await findPerson(tx, personId))?.name,
      ]);
      const read = readPassword(chosen, { accountNumber: account?.number ?? '', name });
      if (!read.ok) return read;
      const proven = await provePresent(deps, actor, { kept: account?.passwordHash, present });
      if (!proven.ok) return proven;
      const hash = await hashPassword(read.value);
      const now = deps.clock();
      return deps.db.transaction({ accountId }, async tx => {
        await setPasswordHash(tx, accountId, hash);
        if (endOthers) await endSessions(tx, accountId, { allBut: actor.sessionId }, now);
        await recordEvent(deps, tx, actor, { kind: 'password-changed' }, now);
        return ok(null);
      });
    },
  };
}

async function provePresent(
  deps: IdentityDependencies,
  actor: PersonActor,
  { kept, present }: { readonly kept: string | null | undefined; readonly present: string },
): Promise<Result<true>> {
  if (present === '') return hasSteppedUp(actor, deps.clock()) ? ok(true) : refuse('identity.step-up-needed');
  return attempt(deps, { subject: actor.accountId }, async () =>
    (await checkPassword(kept, present)) ? ok(true) : refuse('identity.step-up-refused'),
  );
}
