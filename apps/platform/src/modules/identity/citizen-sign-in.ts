import { timingSafeEqual } from 'node:crypto';
import { type AccountId, ok, type PersonId, type PersonName, refuse, type Result } from '../../kernel/index.ts';
import { rebind, type Tx } from '../../platform/db/index.ts';
import { readAccountNumber } from './account-number.ts';
import * as accounts from './account-store.ts';
import { activationAttempts } from './activation-code.ts';
import { type Attempted, attempt } from './attempts.ts';
import type { IdentityDependencies } from './dependencies.ts';
import type { OpenedSession } from './model.ts';
import { findPerson } from './people-store.ts';
import { foldContact } from './protection.ts';
import { type AccountName, findNamed, nobody, readAccountName } from './security/account-name.ts';
import { provenAgain } from './security/assurance.ts';
import { attemptedAs, enter } from './security/entering.ts';
import { checkPassword, hashPassword, readPassword } from './security/passwords.ts';
import { checkSecondFactor, needsCode } from './security/second-factor.ts';
import { recordEvent } from './security/security-events.ts';
import { endSessions } from './session-store.ts';
import { proofOf, type SignInPlace, unknownPlace } from './sessions.ts';
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
  /**
   * Opens a session with a password. `name`: the account number, or an e-mail address or phone that was confirmed for this one account.
   * `identity.sign-in-refused` for a wrong password, an unknown name and a family's address alike, `identity.wait` under guessing.
   * `identity.code-needed` after the right password of an account with an authenticator app; its `pending` goes to `signInWithCode`.
   */
  signIn(given: {
    readonly name: string;
    readonly password: string;
    readonly place?: SignInPlace;
  }): Promise<Result<OpenedSession>>;
  /**
   * Ends a sign-in that asked for a code. Refused: `identity.code-wrong`, `identity.wait`, and `identity.sign-in-again` when the
   * password was typed too long ago.
   */
  signInWithCode(given: {
    readonly pending: string;
    readonly code: string;
    readonly place?: SignInPlace;
  }): Promise<Result<OpenedSession>>;
}

/** Builds the sign-in of persons. */
export function createCitizenSignIn(deps: IdentityDependencies): CitizenSignIn {
  return {
    activate: async ({ accountNumber, activationCode, password, place = unknownPlace }) => {
      const number = readAccountNumber(accountNumber);
      if (!number.ok) return number;
      const chosen = readPassword(password, { accountNumber: number.value });
      if (!chosen.ok) return chosen;
      const { accountId, attempted } = await identify(deps, { kind: 'number', value: number.value }, place);
      return attempt(deps, attempted, async () => {
        // Hashed before anything is looked up, so that every answer takes the same time.
        const passwordHash = await hashPassword(chosen.value);
        return useCode(deps, accountId, { code: activationCode, password, passwordHash, place });
      });
    },
    signIn: async ({ name: typed, password, place = unknownPlace }) => {
      const name = readAccountName(typed);
      if (!name.ok) return name;
      const { accountId, attempted } = await identify(deps, name.value, place);
      // A right password is no failed guess, though it does not suffice: what is missing is asked for then.
      const answer = await attempt(deps, attempted, () => usePassword(deps, accountId, password, place));
      if (!answer.ok) return answer;
      return 'pending' in answer.value ? refuse('identity.code-needed', answer.value) : ok(answer.value);
    },
    signInWithCode: given => checkSecondFactor(deps, { ...given, place: given.place ?? unknownPlace }),
  };
}

/** The account behind a name, or nobody's: what follows takes the same path. */
async function identify(
  deps: IdentityDependencies,
  name: AccountName,
  place: SignInPlace,
): Promise<{ readonly accountId: AccountId; readonly attempted: Attempted }> {
  return deps.db.transaction({}, async tx => {
    const found = await findNamed(tx, deps.keys, name);
    const accountId = found ?? nobody(deps.clock());
    await rebind(tx, { accountId });
    // Folded as it is looked up: other letters must not be another count for nobody's address, and the same for somebody's.
    const subject = found === undefined ? `${name.kind} ${foldContact(name.value)}` : undefined;
    return { accountId, attempted: await attemptedAs(tx, accountId, { name: subject, place }) };
  });
}

async function usePassword(
  deps: IdentityDependencies,
  accountId: AccountId,
  password: string,
  place: SignInPlace,
): Promise<Result<OpenedSession | { readonly pending: string }>> {
  const now = deps.clock();
  const account = await deps.db.transaction({ accountId }, tx => accounts.findAccount(tx, { id: accountId }));
  const matches = await checkPassword(account?.passwordHash, password);
  if (!matches || !account) return refuse('identity.sign-in-refused');
  return deps.db.transaction({ accountId }, async tx => {
    const pending = await needsCode(deps, tx, account, now);
    return ok(pending ?? (await enter(deps, tx, account, { way: { method: 'password' }, place, now })));
  });
}

/** Word to the person, so that an account opened in their place does not stay unnoticed. */
async function tellOpened(
  deps: IdentityDependencies,
  tx: Tx,
  { accountId, personId }: { readonly accountId: AccountId; readonly personId: PersonId },
  { id, printedIn }: accounts.Activation,
): Promise<void> {
  if (!printedIn) return;
  await rebind(tx, { communeId: printedIn, accountId });
  await deps.tell(tx, { communeId: printedIn, personId, aboutId: id, event: 'account-opened' });
}

interface SlipUse {
  readonly code: string;
  readonly password: string;
  readonly passwordHash: string;
  readonly place: SignInPlace;
}

async function useCode(deps: IdentityDependencies, id: AccountId, given: SlipUse): Promise<Result<OpenedSession>> {
  const now = deps.clock();
  const digest = digestOfCode(deps.keys, given.code);
  return deps.db.transaction({ accountId: id }, async tx => {
    const activation = await accounts.findActivation(tx, id);
    if (!activation || activation.attempts >= activationAttempts) return refuse('identity.activation-refused');
    if (!timingSafeEqual(activation.codeHash, digest)) {
      await accounts.countActivationAttempt(tx, id, activation.id);
      return refuse('identity.activation-refused');
    }
    if (activation.usedAt || activation.expiresAt <= now) return refuse('identity.activation-over');
    const account = await accounts.findAccount(tx, { id });
    if (!account?.personId || account.number === null) throw new Error('a slip is of a person’s account');
    // Only now: what a stranger learns about a password must not tell whose name is behind a number.
    const name = await nameOf(tx, account.personId);
    const chosen = readPassword(given.password, { accountNumber: account.number, name });
    if (!chosen.ok) return chosen;
    return ok(await open(deps, tx, { ...account, personId: account.personId }, { activation, given, now }));
  });
}

async function nameOf(tx: Tx, personId: PersonId): Promise<PersonName | undefined> {
  await rebind(tx, { personId });
  return (await findPerson(tx, personId))?.name;
}

/** Opens the account of a slip that is right. A slip is handed over after a look at the person's document: it proves them anew. */
async function open(
  deps: IdentityDependencies,
  tx: Tx,
  account: accounts.Account & { readonly personId: PersonId },
  { activation, given, now }: { readonly activation: accounts.Activation; readonly given: SlipUse; readonly now: Date },
): Promise<OpenedSession> {
  const { id, personId } = account;
  await rebind(tx, { accountId: id });
  await accounts.markActivationUsed(tx, id, activation.id, now);
  await accounts.setPasswordHash(tx, id, given.passwordHash);
  await endSessions(tx, id, 'all', now);
  const proof = provenAgain(proofOf(account), 'high');
  await accounts.setProof(tx, id, proof, now);
  if (account.suspended) await recordEvent(deps, tx, { accountId: id, personId }, { kind: 'proven-again' }, now);
  await tellOpened(deps, tx, { accountId: id, personId }, activation);
  await rebind(tx, { accountId: id });
  return enter(deps, tx, { ...account, ...proof }, { way: { method: 'slip' }, place: given.place, now });
}
