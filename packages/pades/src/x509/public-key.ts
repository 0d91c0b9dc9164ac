import { createPublicKey, type KeyObject } from 'node:crypto';
import { PadesError } from '../failure.ts';

/** Keys met last, by their octets: reading one costs as much as verifying with it, and a signer signs many files. */
const knownKeys = new Map<string, KeyObject>();
const mostKnownKeys = 64;

/** Public key of a DER SubjectPublicKeyInfo, of any curve and length; throws `algorithm-unsupported`. */
export function publicKeyOf(subjectPublicKeyInfo: Uint8Array): KeyObject {
  const octets = Buffer.from(subjectPublicKeyInfo);
  const name = octets.toString('latin1');
  const known = knownKeys.get(name);
  if (known !== undefined) return known;
  const key = readPublicKey(octets);
  if (knownKeys.size >= mostKnownKeys) knownKeys.clear();
  knownKeys.set(name, key);
  return key;
}

function readPublicKey(subjectPublicKeyInfo: Buffer): KeyObject {
  try {
    return createPublicKey({ key: subjectPublicKeyInfo, format: 'der', type: 'spki' });
  } catch (cause) {
    throw new PadesError('algorithm-unsupported', 'public key not understood', { cause });
  }
}
