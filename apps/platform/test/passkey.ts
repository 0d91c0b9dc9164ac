import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
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

export type PasskeyAlgorithm = 'ES256' | 'EdDSA' | 'RS256';

/** Makes a passkey of the relying party `rpId`. */
export function testPasskey({
  algorithm = 'ES256',
  rpId = 'localhost',
}: {
  algorithm?: PasskeyAlgorithm;
  rpId?: string;
} = {}): TestPasskey {
  const { privateKey, publicKey } = keyPair(algorithm);
  const cose = coseKey(algorithm, publicKey);
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
        signature: sign(algorithm === 'EdDSA' ? null : 'sha256', signed, privateKey).toString('base64url'),
      };
    },
  };
}

function keyPair(algorithm: PasskeyAlgorithm): { readonly privateKey: KeyObject; readonly publicKey: KeyObject } {
  if (algorithm === 'EdDSA') return generateKeyPairSync('ed25519');
  return algorithm === 'ES256'
    ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
    : generateKeyPairSync('rsa', { modulusLength: 2048 });
}

/** COSE_Key maps written out in hexadecimal (RFC 9053 §7.1.1, §7.2; RFC 8230 §4). */
function coseKey(algorithm: PasskeyAlgorithm, publicKey: KeyObject): string {
  const jwk = publicKey.export({ format: 'jwk' });
  const [x, y, n, e] = [jwk.x, jwk.y, jwk.n, jwk.e].map(value => Buffer.from(value ?? '', 'base64url').toString('hex'));
  if (algorithm === 'EdDSA') return `a4010103272006215820${x}`;
  return algorithm === 'ES256' ? `a5010203262001215820${x}225820${y}` : `a401030339010020590100${n}2143${e}`;
}
