import type { PublicKeyCredentialCreationOptionsJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { type AccountId, type Actor, newId, ok, refuse, type Result, type SystemActor } from '../../kernel/index.ts';
import { rebind, type Tx } from '../../platform/db/index.ts';
import * as accounts from './account-store.ts';
import type { IdentityDependencies } from './dependencies.ts';
import { registrationOptions, verifyRegistration } from './passkey-registration.ts';
import { holds } from './policy.ts';
import { hadPasskey, insertPasskey, listPasskeys, type Passkey } from './passkey-store.ts';
import { digestOfCode, issueCode } from './slips.ts';
import { type Asked, newChallenge, takeChallenge } from './staff-sign-in.ts';

/** Days in which a member of staff registers the first passkey, face to face with who opened the account. */
const codeDays = 1;

/** An account of staff and the one-time code that registers its first passkey. */
export interface StaffAccount {
  readonly accountId: AccountId;
  readonly code: string;
  readonly expiresAt: Date;
}

/** Accounts of staff, and their passkeys. */
export interface StaffAccounts {
  /** Opens an account and answers the one-time code. For who holds `identity.register-staff`, or the platform itself. */
  createStaffAccount(actor: Actor): Promise<Result<StaffAccount>>;
  /** A new one-time code for an account (a lost or added authenticator); the older code is dead. */
  renewStaffCode(actor: Actor, accountId: AccountId): Promise<Result<StaffAccount>>;
  /**
   * The first administrators of an empty installation: codes to print at start. Without `existing` accounts it opens
   * `count` of them; as soon as one of them registered a passkey it answers none, for ever; else it renews their codes.
   */
  bootstrap(actor: SystemActor, existing: readonly AccountId[], count: number): Promise<readonly StaffAccount[]>;
  /** Options for `navigator.credentials.create`; `label` names the passkey in the authenticator. Refused: `identity.code-refused`. */
  beginPasskeyRegistration(asked: {
    readonly code: string;
    readonly label: string;
  }): Promise<Result<Asked<PublicKeyCredentialCreationOptionsJSON>>>;
  /** Verifies the answer (WebAuthn Level 3 §7.1), keeps the passkey and uses up the code. */
  finishPasskeyRegistration(answer: {
    readonly code: string;
    readonly challengeId: string;
    readonly response: RegistrationResponseJSON;
  }): Promise<Result<{ readonly accountId: AccountId; readonly credentialId: string }>>;
  /** The passkeys of an account: for its owner, who registers staff, or the platform. Public keys are in COSE form. */
  listPasskeys(actor: Actor, accountId: AccountId): Promise<Result<readonly Passkey[]>>;
}

/** Builds the accounts of staff. */
export function createStaffAccounts(deps: IdentityDependencies): StaffAccounts {
  return {
    createStaffAccount: async actor => (mayRegister(actor) ? ok(await open(deps)) : refuse('identity.not-allowed')),
    renewStaffCode: async (actor, accountId) =>
      mayRegister(actor) ? ok(await renew(deps, accountId)) : refuse('identity.not-allowed'),
    bootstrap: (_actor, existing, count) => bootstrap(deps, existing, count),
    beginPasskeyRegistration: asked => begin(deps, asked),
    finishPasskeyRegistration: answer => finish(deps, answer),
    listPasskeys: async (actor, accountId) => {
      const own = (actor.kind === 'staff' || actor.kind === 'person') && actor.accountId === accountId;
      if (!own && !mayRegister(actor)) return refuse('identity.not-allowed');
      return ok(await deps.db.transaction({ accountId }, tx => listPasskeys(tx, accountId)));
    },
  };
}

/** Whether the actor may open accounts of staff: an administrator, or the platform itself. */
export function mayRegister(actor: Actor): boolean {
  return actor.kind === 'system' || holds(actor, 'identity.register-staff');
}

async function open(deps: IdentityDependencies): Promise<StaffAccount> {
  const now = deps.clock();
  const accountId = newId<AccountId>(now);
  return deps.db.transaction({ accountId }, async tx => {
    await accounts.insertAccount(
      tx,
      { id: accountId, kind: 'staff', number: null, personId: null, passwordHash: null, proven: null },
      now,
    );
    return { accountId, ...(await issueStaffCode(tx, deps, accountId, now)) };
  });
}

async function issueStaffCode(tx: Tx, { keys }: IdentityDependencies, accountId: AccountId, now: Date) {
  const { code, expiresAt } = await issueCode(tx, keys, accountId, { days: codeDays, printedIn: null }, now);
  return { code, expiresAt };
}

async function renew(deps: IdentityDependencies, accountId: AccountId): Promise<StaffAccount> {
  return deps.db.transaction({ accountId }, async tx => ({
    accountId,
    ...(await issueStaffCode(tx, deps, accountId, deps.clock())),
  }));
}

async function bootstrap(
  deps: IdentityDependencies,
  existing: readonly AccountId[],
  count: number,
): Promise<readonly StaffAccount[]> {
  for (const accountId of existing) {
    // One that was taken away counts: a code that the operator made since must stay the account's only one.
    if (await deps.db.transaction({ accountId }, tx => hadPasskey(tx, accountId))) return [];
  }
  const made: StaffAccount[] = [];
  for (const accountId of existing) made.push(await renew(deps, accountId));
  while (made.length < count && existing.length === 0) made.push(await open(deps));
  return made;
}

/** The account of a one-time code that is neither used, replaced nor too old. Eighty random bits are not guessed. */
async function findByCode(deps: IdentityDependencies, code: string): Promise<AccountId | undefined> {
  const digest = digestOfCode(deps.keys, code);
  return deps.db.transaction({}, async tx => {
    const accountId = await accounts.findAccountByActivation(tx, digest);
    if (accountId === undefined) return undefined;
    await rebind(tx, { accountId });
    const account = await accounts.findAccount(tx, { id: accountId });
    const activation = await accounts.findActivation(tx, accountId);
    const works =
      activation?.codeHash.equals(digest) && activation.usedAt === null && activation.expiresAt > deps.clock();
    return works && account?.kind === 'staff' ? accountId : undefined;
  });
}

async function begin(
  deps: IdentityDependencies,
  { code, label }: { readonly code: string; readonly label: string },
): Promise<Result<Asked<PublicKeyCredentialCreationOptionsJSON>>> {
  const accountId = await findByCode(deps, code);
  if (accountId === undefined) return refuse('identity.code-refused');
  const { challengeId, challenge } = await newChallenge(deps);
  return ok({ challengeId, options: await registrationOptions(deps, accountId, { challenge, label }) });
}

async function finish(
  deps: IdentityDependencies,
  answer: { readonly code: string; readonly challengeId: string; readonly response: RegistrationResponseJSON },
): Promise<Result<{ accountId: AccountId; credentialId: string }>> {
  const challenge = await takeChallenge(deps, answer.challengeId);
  if (challenge === undefined) return refuse('identity.passkey-refused');
  const accountId = await findByCode(deps, answer.code);
  if (accountId === undefined) return refuse('identity.code-refused');
  const passkey = await verifyRegistration(deps, challenge, answer.response);
  if (!passkey || (passkey.simulated && !deps.acceptSimulated)) return refuse('identity.passkey-refused');
  const digest = digestOfCode(deps.keys, answer.code);
  const now = deps.clock();
  return deps.db.transaction({ accountId }, async tx => {
    // Read again under its lock: of two answers to one code, the second finds it used.
    const activation = await accounts.findActivation(tx, accountId);
    if (!activation?.codeHash.equals(digest) || activation.usedAt) return refuse('identity.code-refused');
    await accounts.markActivationUsed(tx, accountId, activation.id, now);
    await insertPasskey(tx, accountId, passkey, now);
    return ok({ accountId, credentialId: passkey.credentialId });
  });
}
