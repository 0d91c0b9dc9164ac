import {
  type AuthenticationResponseJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import type { RelyingParty } from '../dependencies.ts';
import { simulatedAaguid } from '../passkey-registration.ts';
import type { OwnPasskey, PasskeyUse } from './own-passkey-store.ts';

/** ES256, EdDSA, RS256: what the sealer verifies too. */
export const passkeyAlgorithms = [-7, -8, -257];

/** What an authenticator tells of a passkey that it has just made. */
export type NewPasskey = Omit<OwnPasskey, 'name' | 'level'>;

/**
 * The passkey of a registration that verifies (WebAuthn Level 3 §7.1, user verification required). The library throws on what does not
 * parse: from outside that is the same no.
 */
export async function verifyRegistration(
  relyingParty: RelyingParty,
  expectedChallenge: string,
  response: RegistrationResponseJSON,
): Promise<NewPasskey | undefined> {
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response,
      expectedChallenge,
      expectedOrigin: relyingParty.origin,
      expectedRPID: relyingParty.id,
      requireUserVerification: true,
      supportedAlgorithmIDs: passkeyAlgorithms,
    });
    if (!verified) return undefined;
    const { credential, aaguid, credentialBackedUp, credentialDeviceType } = registrationInfo;
    return {
      credentialId: credential.id,
      publicKey: Buffer.from(credential.publicKey),
      counter: credential.counter,
      transports: [...(credential.transports ?? [])],
      backupEligible: credentialDeviceType === 'multiDevice',
      backedUp: credentialBackedUp,
      simulated: aaguid === simulatedAaguid,
    };
  } catch {
    return undefined;
  }
}

/**
 * The use of a passkey by an assertion that verifies (WebAuthn Level 3 §7.2, user verification required): a counter that goes back and an
 * eligibility for backup that changed are refused.
 */
export async function verifyAssertion(
  relyingParty: RelyingParty,
  expectedChallenge: string,
  response: AuthenticationResponseJSON,
  passkey: OwnPasskey,
): Promise<PasskeyUse | undefined> {
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response,
      expectedChallenge,
      expectedOrigin: relyingParty.origin,
      expectedRPID: relyingParty.id,
      requireUserVerification: true,
      credential: { id: passkey.credentialId, publicKey: new Uint8Array(passkey.publicKey), counter: passkey.counter },
    });
    if (!verified) return undefined;
    const { newCounter, credentialBackedUp, credentialDeviceType } = authenticationInfo;
    if ((credentialDeviceType === 'multiDevice') !== passkey.backupEligible) return undefined;
    return { credentialId: passkey.credentialId, counter: newCounter, backedUp: credentialBackedUp };
  } catch {
    return undefined;
  }
}
