import { timingSafeEqual } from 'node:crypto';
import { type AccountId, newId, ok, refuse, type Result } from '../../kernel/index.ts';
import { rebind, type Tx } from '../../platform/db/index.ts';
import { readAccountNumber } from './account-number.ts';
import * as accounts from './account-store.ts';
import { activationAttempts } from './activation-code.ts';
import { provenAgain } from './assurance.ts';
import { attempt } from './attempts.ts';
import type { IdentityDependencies } from './dependencies.ts';
import type { OpenedSession } from './model.ts';
import { checkPassword, hashPassword, readPassword } from './passwords.ts';
import { endSessions } from './session-store.ts';
import { openPersonSession, proofOf, type SignInPlace, unknownPlace } from './sessions.ts';
import { digestOfCode } from './slips.ts';

/** Opening one's account. No e-mail ever does. */
export interface CitizenSignIn {
  /**
   * First opening, or a forgotten password after a new slip: the slip's number and code, and the password to use from
   * now on. Ends every older session of the account. Refused alike for an unknown account and a wrong code
   * (`identity.activation-refused`); `identity.activation-over` only to who holds the right code, too late or twice.
   */
  activate(given: {
    readonly accountNumber: string;
    readonly activationCode: string;
    readonly password: string;
    readonly place?: SignInPlace;
  }): Promise<Result<OpenedSession>>;
  /** Opens a session. `identity.sign-in-refused` for a wrong password and an unknown account alike, `identity.wait` under guessing. */
  signIn(given: {
    readonly accountNumber: string;
    readonly password: string;
    readonly place?: SignInPlace;
  }): Promise<Result<OpenedSession>>;
}

/** Builds the sign-in of persons. */
export function createCitizenSignIn(deps: IdentityDependencies): CitizenSignIn {
  return {
    activate: async ({ accountNumber, activationCode, password, place = unknownPlace }) => {
      const number = readAccountNumber(accountNumber);
      if (!number.ok) return number;
      const chosen = readPassword(password, number.value);
      if (!chosen.ok) return chosen;
      return attempt(deps, number.value, async () => {
        // Hashed before anything is looked up, so that every answer takes the same time.
        const passwordHash = await hashPassword(chosen.value);
        return useCode(deps, number.value, { code: activationCode, passwordHash, place });
      });
    },
    signIn: async ({ accountNumber, password, place = unknownPlace }) => {
      const number = readAccountNumber(accountNumber);
      if (!number.ok) return number;
      return attempt(deps, number.value, () => usePassword(deps, number.value, password, place));
    },
  };
}

/** The account behind a number, in a scope bound to it; an unknown number takes the same path to nothing. */
async function bindAccount(tx: Tx, number: string, now: Date): Promise<AccountId> {
  const accountId = (await accounts.findAccountByNumber(tx, number)) ?? newId<AccountId>(now);
  await rebind(tx, { accountId });
  return accountId;
}

async function usePassword(
  deps: IdentityDependencies,
  number: string,
  password: string,
  place: SignInPlace,
): Promise<Result<OpenedSession>> {
  const now = deps.clock();
  const account = await deps.db.transaction({}, async tx =>
    accounts.findAccount(tx, { id: await bindAccount(tx, number, now) }),
  );
  const matches = await checkPassword(account?.passwordHash, password);
  if (!matches || !account) return refuse('identity.sign-in-refused');
  return ok(
    await deps.db.transaction({ accountId: account.id }, tx =>
      openPersonSession(tx, account, { method: 'password' }, place, now),
    ),
  );
}

/** Word to the person, so that an account opened in their place does not stay unnoticed. */
async function tellOpened(
  deps: IdentityDependencies,
  tx: Tx,
  accountId: AccountId,
  { id, printedIn }: accounts.Activation,
): Promise<void> {
  const personId = (await accounts.findAccount(tx, { id: accountId }))?.personId;
  if (!printedIn || !personId) return;
  await rebind(tx, { communeId: printedIn, accountId });
  await deps.tell(tx, { communeId: printedIn, personId, slipId: id, event: 'account-opened' });
}

/** A slip is handed over after a look at the person's document. */
async function proveAtCounter(tx: Tx, id: AccountId, now: Date): Promise<accounts.Account> {
  const account = await accounts.findAccount(tx, { id });
  if (!account) throw new Error('the account of a slip is not there');
  const proof = provenAgain(proofOf(account), 'high');
  await accounts.setProof(tx, id, proof, now);
  return { ...account, ...proof };
}

async function useCode(
  deps: IdentityDependencies,
  number: string,
  given: { readonly code: string; readonly passwordHash: string; readonly place: SignInPlace },
): Promise<Result<OpenedSession>> {
  const now = deps.clock();
  const digest = digestOfCode(deps.keys, given.code);
  return deps.db.transaction({}, async tx => {
    const id = await bindAccount(tx, number, now);
    const activation = await accounts.findActivation(tx, id);
    if (!activation || activation.attempts >= activationAttempts) return refuse('identity.activation-refused');
    if (!timingSafeEqual(activation.codeHash, digest)) {
      await accounts.countActivationAttempt(tx, id, activation.id);
      return refuse('identity.activation-refused');
    }
    if (activation.usedAt || activation.expiresAt <= now) return refuse('identity.activation-over');
    await accounts.markActivationUsed(tx, id, activation.id, now);
    await accounts.setPasswordHash(tx, id, given.passwordHash);
    await endSessions(tx, id, 'all', now);
    await tellOpened(deps, tx, id, activation);
    const account = await proveAtCounter(tx, id, now);
    return ok(await openPersonSession(tx, account, { method: 'slip' }, given.place, now));
  });
}
