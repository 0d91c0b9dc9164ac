import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server';
import { type AccountId, ok, type PersonActor, refuse, type Result } from '../../../kernel/index.ts';
import { formatAccountNumber } from '../account-number.ts';
import { type Account, findAccount, findAccountByPasskey } from '../account-store.ts';
import type { IdentityDependencies } from '../dependencies.ts';
import type { OpenedSession } from '../model.ts';
import { lockSession } from '../session-store.ts';
import { proofOf, type SignInPlace } from '../sessions.ts';
import type { Asked } from '../staff-sign-in.ts';
import { mayBind } from './app-codes.ts';
import { hasSteppedUp, levelOfBinding, lower, type WayIn } from './assurance.ts';
import { challengeLife, newChallenge, takeChallenge } from './challenges.ts';
import { enter } from './entering.ts';
import * as store from './own-passkey-store.ts';
import { recordEvent } from './security-events.ts';
import { noteProof, type ProvenAgain } from './step-up.ts';
import { passkeyAlgorithms, verifyAssertion, verifyRegistration } from './webauthn.ts';

/** Passkeys that one person may have: enough for every device of a family, few enough to read in a list. */
const mostPasskeys = 10;

/** A passkey as its owner sees it. */
export interface OwnPasskeyListed {
  readonly credentialId: string;
  readonly name: string;
  /** May be copied to the owner's other devices. */
  readonly backupEligible: boolean;
  /** Was copied, when last seen. */
  readonly backedUp: boolean;
  readonly simulated: boolean;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
}

/** The answer to a challenge. */
export interface Assertion {
  readonly challengeId: string;
  readonly response: AuthenticationResponseJSON;
}

/** Passkeys of persons: bound once their identity is proven, and then the surest way in. */
export interface OwnPasskeys {
  /** Options for `navigator.credentials.get`, whoever it will be; the challenge works once, within five minutes. */
  beginSignIn(): Promise<Asked<PublicKeyCredentialRequestOptionsJSON>>;
  /**
   * Opens a session for a verified assertion. Every failure is `identity.passkey-refused`; `identity.ways-suspended` when the passkey is
   * right and the account was recovered at a distance since.
   */
  finishSignIn(answer: Assertion, place: SignInPlace): Promise<Result<OpenedSession>>;
  /** Options for proving again with one of one's own passkeys. */
  beginStepUp(actor: PersonActor): Promise<Asked<PublicKeyCredentialRequestOptionsJSON>>;
  /** Proves again. Refused as `finishSignIn`, also for another person's passkey. */
  finishStepUp(actor: PersonActor, answer: Assertion): Promise<Result<ProvenAgain>>;
  /**
   * Options for `navigator.credentials.create`. Refused: `identity.level-too-low` below a substantial session, `identity.step-up-needed`,
   * `identity.passkeys-full`.
   */
  beginRegistration(actor: PersonActor): Promise<Result<Asked<PublicKeyCredentialCreationOptionsJSON>>>;
  /** Keeps a passkey under a name of 60 letters at most. Refused as `beginRegistration`, and `identity.passkey-refused`. */
  finishRegistration(
    actor: PersonActor,
    answer: { readonly challengeId: string; readonly response: RegistrationResponseJSON; readonly name: string },
  ): Promise<Result<null>>;
  list(actor: PersonActor): Promise<readonly OwnPasskeyListed[]>;
  /** Takes one of one's own passkeys away. Refused: `identity.step-up-needed`, `identity.passkey-unknown`. */
  remove(actor: PersonActor, credentialId: string): Promise<Result<null>>;
}

/** Builds the passkeys of persons. */
export function createOwnPasskeys(deps: IdentityDependencies): OwnPasskeys {
  const { db, clock } = deps;
  return {
    beginSignIn: async () => {
      const { challengeId, challenge } = await newChallenge(deps, { purpose: 'sign-in', accountId: null });
      return { challengeId, options: await requestOptions(deps, challenge, []) };
    },
    finishSignIn: (answer, place) => finishSignIn(deps, answer, place),
    beginStepUp: async ({ accountId }) => {
      const { challengeId, challenge } = await newChallenge(deps, { purpose: 'step-up', accountId });
      const own = await db.transaction({ accountId }, tx => store.listOwnPasskeys(tx, accountId));
      return { challengeId, options: await requestOptions(deps, challenge, own) };
    },
    finishStepUp: async (actor, answer) => {
      const challenge = await takeChallenge(deps, answer.challengeId, {
        purpose: 'step-up',
        accountId: actor.accountId,
      });
      const used = await useAnswer(deps, challenge, answer.response, actor.accountId);
      return used.ok ? noteProof(deps, actor, used.value.account, used.value.way) : used;
    },
    beginRegistration: actor => beginRegistration(deps, actor),
    finishRegistration: (actor, answer) => finishRegistration(deps, actor, answer),
    list: ({ accountId }) => db.transaction({ accountId }, tx => store.listOwnPasskeys(tx, accountId)),
    remove: async (actor, credentialId) => {
      if (!hasSteppedUp(actor, clock())) return refuse('identity.step-up-needed');
      return db.transaction({ accountId: actor.accountId }, async tx => {
        if (!(await store.deleteOwnPasskey(tx, actor.accountId, credentialId)))
          return refuse('identity.passkey-unknown');
        await recordEvent(deps, tx, actor, { kind: 'passkey-removed' }, clock());
        return ok(null);
      });
    },
  };
}

/** What `navigator.credentials.get` is asked, of the passkeys named or of any. */
export function requestOptions(
  { relyingParty }: IdentityDependencies,
  challenge: Uint8Array<ArrayBuffer>,
  allowed: readonly store.OwnPasskey[],
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  return generateAuthenticationOptions({
    rpID: relyingParty.id,
    challenge,
    userVerification: 'required',
    timeout: challengeLife,
    allowCredentials: allowed.map(({ credentialId }) => ({ id: credentialId })),
  });
}

async function finishSignIn(
  deps: IdentityDependencies,
  { challengeId, response }: Assertion,
  place: SignInPlace,
): Promise<Result<OpenedSession>> {
  const challenge = await takeChallenge(deps, challengeId, { purpose: 'sign-in', accountId: null });
  const accountId = await deps.db.transaction({}, tx => findAccountByPasskey(tx, response.id));
  const used = await useAnswer(deps, challenge, response, accountId);
  if (!used.ok) return used;
  const { account, way } = used.value;
  return ok(
    await deps.db.transaction({ accountId: account.id }, tx =>
      enter(deps, tx, account, { way, place, now: deps.clock() }),
    ),
  );
}

/** An answer that was right: whose it is, how sure it is, and of which passkey. */
interface Used {
  readonly account: Account;
  readonly way: WayIn;
  readonly passkey: store.OwnPasskey;
}

/** Judges an answer by the passkeys of one account, and notes the use. Refused as `finishSignIn`. */
export async function useAnswer(
  deps: IdentityDependencies,
  challenge: string | undefined,
  response: AuthenticationResponseJSON,
  accountId: AccountId | undefined,
): Promise<Result<Used>> {
  if (challenge === undefined || accountId === undefined) return refuse('identity.passkey-refused');
  const [account, passkeys] = await deps.db.transaction({ accountId }, async tx => [
    await findAccount(tx, { id: accountId }),
    await store.listOwnPasskeys(tx, accountId),
  ]);
  const passkey = passkeys.find(each => each.credentialId === response.id);
  if (!passkey || account?.kind !== 'person' || (passkey.simulated && !deps.acceptSimulated))
    return refuse('identity.passkey-refused');
  // The handle that the authenticator kept must be this account's (WebAuthn Level 3 §7.2, step 6).
  if (response.response.userHandle !== undefined && response.response.userHandle !== handleOf(accountId))
    return refuse('identity.passkey-refused');
  const use = await verifyAssertion(deps.relyingParty, challenge, response, passkey);
  if (!use) return refuse('identity.passkey-refused');
  const noted = await deps.db.transaction({ accountId }, tx =>
    store.notePasskeyUse(tx, use, passkey.counter, deps.clock()),
  );
  if (!noted) return refuse('identity.passkey-refused');
  if (account.suspended) return refuse('identity.ways-suspended');
  const own = passkey.backupEligible ? deps.syncedPasskeyLevel : 'high';
  return ok({ account, way: { method: 'passkey', level: lower(passkey.level, own) }, passkey });
}

function handleOf(accountId: AccountId): string {
  return Buffer.from(accountId).toString('base64url');
}

async function beginRegistration(
  deps: IdentityDependencies,
  actor: PersonActor,
): Promise<Result<Asked<PublicKeyCredentialCreationOptionsJSON>>> {
  const { accountId } = actor;
  const allowed = mayBind(actor, deps.clock());
  if (!allowed.ok) return allowed;
  const [account, known] = await deps.db.transaction({ accountId }, async tx => [
    await findAccount(tx, { id: accountId }),
    await store.listOwnPasskeys(tx, accountId),
  ]);
  if (known.length >= mostPasskeys) return refuse('identity.passkeys-full', { most: mostPasskeys });
  const { challengeId, challenge } = await newChallenge(deps, { purpose: 'registration', accountId });
  // What the device shows beside the passkey: the number on the slip, which is no secret, and not the person's name.
  const label = formatAccountNumber(account?.number ?? '');
  const options = await generateRegistrationOptions({
    rpName: deps.relyingParty.name,
    rpID: deps.relyingParty.id,
    userName: label,
    userDisplayName: label,
    userID: new TextEncoder().encode(accountId),
    challenge,
    timeout: challengeLife,
    attestationType: 'none',
    excludeCredentials: known.map(passkey => ({ id: passkey.credentialId })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    supportedAlgorithmIDs: passkeyAlgorithms,
  });
  return ok({ challengeId, options });
}

async function finishRegistration(
  deps: IdentityDependencies,
  actor: PersonActor,
  answer: { readonly challengeId: string; readonly response: RegistrationResponseJSON; readonly name: string },
): Promise<Result<null>> {
  const { accountId } = actor;
  const now = deps.clock();
  const challenge = await takeChallenge(deps, answer.challengeId, { purpose: 'registration', accountId });
  const allowed = mayBind(actor, now);
  if (!allowed.ok) return allowed;
  if (challenge === undefined) return refuse('identity.passkey-refused');
  const made = await verifyRegistration(deps.relyingParty, challenge, answer.response);
  if (!made || (made.simulated && !deps.acceptSimulated)) return refuse('identity.passkey-refused');
  return deps.db.transaction({ accountId }, async tx => {
    // A credential that somebody has already is nobody else's (WebAuthn Level 3 §7.1, step 26).
    if ((await findAccountByPasskey(tx, made.credentialId)) !== undefined) return refuse('identity.passkey-refused');
    const account = await findAccount(tx, { id: accountId });
    const session = await lockSession(tx, actor.sessionId);
    if (!account || !session) throw new Error('a person is signed in without an account');
    const passkey = {
      ...made,
      name: Array.from(answer.name.trim()).slice(0, 60).join(''),
      level: levelOfBinding(proofOf(account), session),
    };
    await store.insertOwnPasskey(tx, accountId, passkey, now);
    await recordEvent(deps, tx, actor, { kind: 'passkey-added' }, now);
    return ok(null);
  });
}
