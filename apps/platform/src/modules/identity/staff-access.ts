import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server';
import { generateAuthenticationOptions } from '@simplewebauthn/server';
import { type AccountId, type Actor, ok, type Result, refuse, type StaffActor } from '../../kernel/index.ts';
import { closeActivations } from './account-store.ts';
import type { IdentityDependencies } from './dependencies.ts';
import { registrationOptions, verifyRegistration } from './passkey-registration.ts';
import * as store from './passkey-store.ts';
import { endSessions, markSteppedUp, updateTraining } from './session-store.ts';
import { mayRegister } from './staff-accounts.ts';
import { type AccountUse, selectAccountUse } from './staff-access-store.ts';
import { type Asked, newChallenge, takeChallenge, verifyAnswer } from './staff-sign-in.ts';

/** Passkeys that one person may hold at a time. */
const mostPasskeys = 5;

/** A passkey as its owner sees it in a list. */
export interface PasskeyListed {
  readonly credentialId: string;
  /** COSE_Key. */
  readonly publicKey: Uint8Array;
  readonly createdAt: Date;
  readonly backedUp: boolean;
  readonly simulated: boolean;
}

/** How members of staff keep their access: the passkey asked again, further passkeys, and an administrator who takes it away. */
export interface StaffAccess {
  /** Options for asking the passkey of the signed-in person again. */
  beginConfirmation(actor: StaffActor): Promise<Asked<PublicKeyCredentialRequestOptionsJSON>>;
  /** Notes that the person behind the session answered now. Refused: `identity.passkey-refused`, also for another person's passkey. */
  confirm(
    actor: StaffActor,
    answer: { readonly challengeId: string; readonly response: AuthenticationResponseJSON },
  ): Promise<Result<null>>;
  /** Options for a further passkey. Refused: `identity.passkeys-full`. */
  beginAdding(actor: StaffActor, label: string): Promise<Result<Asked<PublicKeyCredentialCreationOptionsJSON>>>;
  /** Takes the session into training, or out of it: from the next call on it works in the shadow of the commune, or in the commune. */
  setTraining(actor: Pick<StaffActor, 'accountId' | 'sessionId'>, training: boolean): Promise<void>;
  /** Keeps the further passkey. Refused: `identity.passkey-refused`. */
  finishAdding(
    actor: StaffActor,
    answer: { readonly challengeId: string; readonly response: RegistrationResponseJSON },
  ): Promise<Result<null>>;
  listOwn(actor: Pick<StaffActor, 'accountId'>): Promise<readonly PasskeyListed[]>;
  /** Takes one of one's own passkeys away. Refused: `identity.passkey-last`, `identity.passkey-unknown`. */
  removeOwn(actor: StaffActor, credentialId: string): Promise<Result<null>>;
  /** Takes every passkey, open code and session of an account away, at once. For who holds `identity.register-staff`. */
  shut(actor: Actor, accountId: AccountId): Promise<Result<null>>;
  /** Whether accounts of staff can be used and when they were. For who holds `identity.register-staff`; else of none. */
  readUse(actor: Actor, accountIds: readonly AccountId[]): Promise<ReadonlyMap<AccountId, AccountUse>>;
}

/** Builds the access of staff. */
export function createStaffAccess(deps: IdentityDependencies): StaffAccess {
  const { db, clock } = deps;
  return {
    beginConfirmation: async ({ accountId }) => {
      const { challengeId, challenge } = await newChallenge(deps);
      const known = await db.transaction({ accountId }, tx => store.listPasskeys(tx, accountId));
      const options = await generateAuthenticationOptions({
        rpID: deps.relyingParty.id,
        challenge,
        userVerification: 'required',
        allowCredentials: known.map(({ credentialId }) => ({ id: credentialId })),
      });
      return { challengeId, options };
    },
    confirm: async ({ accountId, sessionId }, answer) => {
      const used = await verifyAnswer(deps, answer);
      if (used?.accountId !== accountId) return refuse('identity.passkey-refused');
      await db.transaction({ accountId }, async tx => {
        await store.setCounter(tx, used.credentialId, used.counter);
        await markSteppedUp(tx, sessionId, clock());
      });
      return ok(null);
    },
    beginAdding: async ({ accountId }, label) => {
      const known = await db.transaction({ accountId }, tx => store.listPasskeys(tx, accountId));
      if (known.length >= mostPasskeys) return refuse('identity.passkeys-full', { most: mostPasskeys });
      const { challengeId, challenge } = await newChallenge(deps);
      return ok({ challengeId, options: await registrationOptions(deps, accountId, { challenge, label }) });
    },
    finishAdding: (actor, answer) => finishAdding(deps, actor, answer),
    setTraining: ({ accountId, sessionId }, training) =>
      db.transaction({ accountId }, tx => updateTraining(tx, sessionId, training)),
    listOwn: ({ accountId }) => db.transaction({ accountId }, tx => store.listPasskeys(tx, accountId)),
    removeOwn: ({ accountId }, credentialId) =>
      db.transaction({ accountId }, async tx => {
        const known = await store.listPasskeys(tx, accountId);
        if (!known.some(each => each.credentialId === credentialId)) return refuse('identity.passkey-unknown');
        if (known.length === 1) return refuse('identity.passkey-last');
        await store.revokePasskeys(tx, accountId, credentialId, clock());
        return ok(null);
      }),
    shut: async (actor, accountId) => {
      if (!mayRegister(actor)) return refuse('identity.not-allowed');
      const now = clock();
      await db.transaction({ accountId }, async tx => {
        await store.revokePasskeys(tx, accountId, 'all', now);
        await closeActivations(tx, accountId, now);
        await endSessions(tx, accountId, 'all', now);
      });
      return ok(null);
    },
    readUse: async (actor, accountIds) =>
      mayRegister(actor) ? db.transaction({}, tx => selectAccountUse(tx, accountIds)) : new Map(),
  };
}

async function finishAdding(
  deps: IdentityDependencies,
  { accountId }: StaffActor,
  answer: { readonly challengeId: string; readonly response: RegistrationResponseJSON },
): Promise<Result<null>> {
  const challenge = await takeChallenge(deps, answer.challengeId);
  if (challenge === undefined) return refuse('identity.passkey-refused');
  const passkey = await verifyRegistration(deps, challenge, answer.response);
  if (!passkey || (passkey.simulated && !deps.acceptSimulated)) return refuse('identity.passkey-refused');
  await deps.db.transaction({ accountId }, tx => store.insertPasskey(tx, accountId, passkey, deps.clock()));
  return ok(null);
}
