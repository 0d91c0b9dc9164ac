import {
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type RegistrationResponseJSON,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import type { AccountId } from '../../kernel/index.ts';
import type { IdentityDependencies } from './dependencies.ts';
import { listPasskeys, type Passkey } from './passkey-store.ts';

/** AAGUID of the simulated authenticator (the letters "shubbak-simulate"), by which its passkeys are told apart for ever. */
export const simulatedAaguid = '73687562-6261-6b2d-7369-6d756c617465';

/** What `navigator.credentials.create` is asked for a member of staff; `label` names the passkey in the authenticator. */
export async function registrationOptions(
  deps: IdentityDependencies,
  accountId: AccountId,
  { challenge, label }: { readonly challenge: Uint8Array<ArrayBuffer>; readonly label: string },
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const known = await deps.db.transaction({ accountId }, tx => listPasskeys(tx, accountId));
  return generateRegistrationOptions({
    rpName: deps.relyingParty.name,
    rpID: deps.relyingParty.id,
    userName: label,
    userDisplayName: label,
    userID: new TextEncoder().encode(accountId),
    challenge,
    attestationType: 'none',
    excludeCredentials: known.map(passkey => ({ id: passkey.credentialId })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    // ES256, EdDSA, RS256: what the sealer verifies too.
    supportedAlgorithmIDs: [-7, -8, -257],
  });
}

/** The passkey of a registration that verifies. The library throws on what does not parse: the same no. */
export async function verifyRegistration(
  deps: IdentityDependencies,
  expectedChallenge: string,
  response: RegistrationResponseJSON,
): Promise<Passkey | undefined> {
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response,
      expectedChallenge,
      expectedOrigin: deps.relyingParty.origin,
      expectedRPID: deps.relyingParty.id,
      requireUserVerification: true,
      supportedAlgorithmIDs: [-7, -8, -257],
    });
    if (!verified) return undefined;
    const { credential, aaguid, credentialBackedUp } = registrationInfo;
    return {
      credentialId: credential.id,
      publicKey: Buffer.from(credential.publicKey),
      counter: credential.counter,
      transports: [...(credential.transports ?? [])],
      backedUp: credentialBackedUp,
      simulated: aaguid === simulatedAaguid,
    };
  } catch {
    return undefined;
  }
}
