import { randomBytes } from 'node:crypto';
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  type PublicKeyCredentialRequestOptionsJSON,
  verifyAuthenticationResponse,
} from '@simplewebauthn/server';
import { type AccountId, asId, type Id, isId, newId, ok, refuse, type Result } from '../../kernel/index.ts';
import { findAccountByPasskey } from './account-store.ts';
import { type IdentityDependencies, nowhere, type RequestOrigin } from './dependencies.ts';
import type { OpenedSession } from './model.ts';
import * as store from './passkey-store.ts';
import { openStaffSession } from './sessions.ts';

const challengeMinutes = 5;

/** A question for an authenticator: the browser's options, and the id under which the answer comes back. */
export interface Asked<Options> {
  readonly challengeId: string;
  readonly options: Options;
}

/** Staff sign in with a passkey and nothing else. */
export interface StaffSignIn {
  /** Options for `navigator.credentials.get`; the challenge works once, within five minutes. */
  beginStaffSignIn(): Promise<Asked<PublicKeyCredentialRequestOptionsJSON>>;
  /**
   * Opens a session for a verified assertion (WebAuthn Level 3 §7.2, user verification required). Every failure is
   * `identity.passkey-refused`; what the directory of staff refuses when the passkey is right and its owner works nowhere now, or not
   * from there.
   */
  finishStaffSignIn(
    answer: { readonly challengeId: string; readonly response: AuthenticationResponseJSON },
    from?: RequestOrigin,
  ): Promise<Result<OpenedSession>>;
}

/** Builds the sign-in of staff. */
export function createStaffSignIn(deps: IdentityDependencies): StaffSignIn {
  return {
    beginStaffSignIn: async () => {
      const { challengeId, challenge } = await newChallenge(deps);
      const options = await generateAuthenticationOptions({
        rpID: deps.relyingParty.id,
        challenge,
        userVerification: 'required',
        timeout: challengeMinutes * 60_000,
      });
      return { challengeId, options };
    },
    finishStaffSignIn: (answer, from = nowhere) => finish(deps, answer, from),
  };
}

/** Keeps a fresh challenge of 32 random bytes. */
export async function newChallenge(
  deps: IdentityDependencies,
): Promise<{ challengeId: Id<'challenge'>; challenge: Uint8Array<ArrayBuffer> }> {
  const now = deps.clock();
  const value = randomBytes(32);
  const challengeId = newId<Id<'challenge'>>(now);
  const expiresAt = new Date(now.getTime() + challengeMinutes * 60_000);
  await deps.db.transaction({}, tx => store.insertChallenge(tx, { id: challengeId, value, expiresAt }));
  return { challengeId, challenge: new Uint8Array(value) };
}

/** Takes a challenge away, in base64url as authenticators answer it; undefined when it was used or is too old. */
export async function takeChallenge(deps: IdentityDependencies, challengeId: string): Promise<string | undefined> {
  if (!isId(challengeId)) return undefined;
  const value = await deps.db.transaction({}, tx => store.takeChallenge(tx, asId(challengeId), deps.clock()));
  return value?.toString('base64url');
}

async function finish(
  deps: IdentityDependencies,
  answer: { readonly challengeId: string; readonly response: AuthenticationResponseJSON },
  from: RequestOrigin,
): Promise<Result<OpenedSession>> {
  const used = await verifyAnswer(deps, answer);
  if (!used) return refuse('identity.passkey-refused');
  const atWork = await deps.staff.findAtWork(used.accountId, deps.clock(), { ...from, training: false });
  return atWork.ok ? ok(await open(deps, used.accountId, used)) : atWork;
}

/** The account whose passkey answered a challenge of ours, and its counter; undefined for every failure. */
export async function verifyAnswer(
  deps: IdentityDependencies,
  { challengeId, response }: { readonly challengeId: string; readonly response: AuthenticationResponseJSON },
): Promise<{ readonly accountId: AccountId; readonly credentialId: string; readonly counter: number } | undefined> {
  const challenge = await takeChallenge(deps, challengeId);
  if (challenge === undefined) return undefined;
  const accountId = await deps.db.transaction({}, tx => findAccountByPasskey(tx, response.id));
  if (accountId === undefined) return undefined;
  const passkeys = await deps.db.transaction({ accountId }, tx => store.listPasskeys(tx, accountId));
  const passkey = passkeys.find(each => each.credentialId === response.id);
  if (!passkey || (passkey.simulated && !deps.acceptSimulated)) return undefined;
  const counter = await verify(deps, challenge, response, passkey);
  return counter === undefined ? undefined : { accountId, credentialId: passkey.credentialId, counter };
}

async function open(
  deps: IdentityDependencies,
  accountId: AccountId,
  used: { credentialId: string; counter: number },
): Promise<OpenedSession> {
  return deps.db.transaction({ accountId }, async tx => {
    await store.setCounter(tx, used.credentialId, used.counter);
    return openStaffSession(tx, accountId, deps.clock());
  });
}

/** The assertion's counter when it verifies. The library throws on what does not parse; from outside that is the same no. */
async function verify(
  deps: IdentityDependencies,
  expectedChallenge: string,
  response: AuthenticationResponseJSON,
  passkey: store.Passkey,
): Promise<number | undefined> {
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response,
      expectedChallenge,
      expectedOrigin: deps.relyingParty.origin,
      expectedRPID: deps.relyingParty.id,
      requireUserVerification: true,
      credential: { id: passkey.credentialId, publicKey: new Uint8Array(passkey.publicKey), counter: passkey.counter },
    });
    return verified ? authenticationInfo.newCounter : undefined;
  } catch {
    return undefined;
  }
}
