import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import type { Assertion, Passkey } from '../src/modules/organisation/index.ts';

/** What a test may have an authenticator get wrong. */
export interface AssertionFaults {
  readonly type?: string;
  readonly origin?: string;
  readonly crossOrigin?: boolean;
  readonly rpId?: string;
  readonly flags?: number;
}

/** A passkey with its private half, for tests: ES256 or EdDSA, user present and verified unless told otherwise. */
export interface TestPasskey extends Passkey {
  assert(challenge: Uint8Array, faults?: AssertionFaults): Assertion;
}

/** Makes a passkey of the relying party `rpId`. */
export function testPasskey({
  algorithm = 'ES256',
  rpId = 'localhost',
}: {
  algorithm?: 'ES256' | 'EdDSA';
  rpId?: string;
} = {}): TestPasskey {
  const { privateKey, publicKey } =
    algorithm === 'ES256' ? generateKeyPairSync('ec', { namedCurve: 'P-256' }) : generateKeyPairSync('ed25519');
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const coordinates = [x, y].map(value => Buffer.from(value, 'base64url').toString('hex'));
  // COSE_Key maps written out (RFC 9053 §7.1.1, §7.2).
  const cose =
    algorithm === 'ES256'
      ? `a5010203262001215820${coordinates[0]}225820${coordinates[1]}`
      : `a4010103272006215820${coordinates[0]}`;
  const credentialId = createHash('sha256').update(cose).digest('base64url');
  return {
    credentialId,
    publicKey: Buffer.from(cose, 'hex').toString('base64url'),
    rpId,
    assert: (challenge, faults = {}) => {
      const clientData = Buffer.from(
        JSON.stringify({
          type: faults.type ?? 'webauthn.get',
          challenge: Buffer.from(challenge).toString('base64url'),
          origin: faults.origin ?? `https://${rpId}`,
          crossOrigin: faults.crossOrigin ?? false,
        }),
      );
      const rpIdHash = createHash('sha256')
        .update(faults.rpId ?? rpId)
        .digest();
      const data = Buffer.concat([rpIdHash, Buffer.from([faults.flags ?? 0x05, 0, 0, 0, 0])]);
      const signed = Buffer.concat([data, createHash('sha256').update(clientData).digest()]);
      return {
        credentialId,
        clientDataJSON: clientData.toString('base64url'),
        authenticatorData: data.toString('base64url'),
        signature: sign(algorithm === 'ES256' ? 'sha256' : null, signed, privateKey).toString('base64url'),
      };
    },
  };
}
