import { createHash } from 'node:crypto';
import { writeBase64url } from '../base64url.ts';
import type { Assertion } from '../webauthn/assertion.ts';
import {
  type AdministratorBody,
  type CredentialBody,
  type DelegationBody,
  type SignedStatement,
  signingBytes,
} from './statement.ts';

/** The private half of the ceremony key, wherever it lives: a card in a safe, or a file in the demo. */
export interface CeremonySigner {
  /** Signs the bytes as they are: ECDSA P-256 over SHA-256 (DER), or Ed25519. */
  sign(bytes: Uint8Array): Promise<Uint8Array>;
}

/** An administrator's passkey at hand: a person before a browser, or a simulated authenticator. */
export interface StatementSigner {
  /** The administrator's own statement, whose passkey this is. */
  readonly administrator: AdministratorBody;
  /** Answers a WebAuthn challenge with the user verified. */
  assert(challenge: Uint8Array): Promise<Assertion>;
}

/** Makes somebody an administrator: signed by the ceremony key. */
export async function signAdministrator(body: AdministratorBody, ceremony: CeremonySigner): Promise<SignedStatement> {
  const bytes = signingBytes(body);
  return { body: bytes, signatures: [{ by: 'ceremony', signature: writeBase64url(await ceremony.sign(bytes)) }] };
}

/** States a credential or a delegation: signed by two administrators, each over the SHA-256 of the same bytes. */
export async function signByTwo(
  body: CredentialBody | DelegationBody,
  signers: readonly [StatementSigner, StatementSigner],
): Promise<SignedStatement> {
  const bytes = signingBytes(body);
  const challenge = challengeOf(bytes);
  const sign = async (signer: StatementSigner) =>
    ({
      by: 'administrator',
      administrator: signer.administrator.id,
      assertion: await signer.assert(challenge),
    }) as const;
  return { body: bytes, signatures: [await sign(signers[0]), await sign(signers[1])] };
}

/** What an administrator's passkey is asked to sign for the bytes of a statement: their SHA-256. */
export function challengeOf(bytes: Uint8Array): Uint8Array {
  return createHash('sha256').update(bytes).digest();
}
