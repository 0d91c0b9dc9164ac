import { constants, type KeyObject, sign } from 'node:crypto';
import { digestFor, type SignatureAlgorithm } from '../cms/algorithm.ts';
import { PadesError } from '../failure.ts';
import type { Signer } from './signer.ts';

/** The algorithm that goes with a private or public key; throws `algorithm-unsupported`. */
export function algorithmOf(key: KeyObject): SignatureAlgorithm {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key;
  if (type === 'rsa') return 'rsa-pkcs1-sha256';
  if (type === 'rsa-pss') return 'rsa-pss-sha256';
  if (type === 'ed25519') return 'ed25519';
  if (type === 'ec' && details?.namedCurve === 'prime256v1') return 'ecdsa-p256-sha256';
  if (type === 'ec' && details?.namedCurve === 'secp384r1') return 'ecdsa-p384-sha384';
  throw new PadesError('algorithm-unsupported', `key of type ${type}`);
}

/** What node:crypto is told beside the digest: r‖s for ECDSA, and the padding of PSS. */
function signingKey(key: KeyObject, algorithm: SignatureAlgorithm) {
  if (algorithm !== 'rsa-pss-sha256') return { key, dsaEncoding: 'ieee-p1363' as const };
  return { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 };
}

/** Digest for node:crypto; Ed25519 hashes by itself. */
function digestArgument(algorithm: SignatureAlgorithm) {
  return algorithm === 'ed25519' ? null : digestFor(algorithm);
}

/** Raw signature of a private key in memory: what a `Signer` answers. */
export function signWithKey(key: KeyObject, algorithm: SignatureAlgorithm, bytes: Uint8Array): Uint8Array {
  return sign(digestArgument(algorithm), bytes, signingKey(key, algorithm));
}

/**
 * A signer with its private key in memory. The algorithm is that of the key unless told; an RSA key may sign
 * `rsa-pss-sha256` as well. A key that does not fit throws `algorithm-unsupported`. Not for keys that bind anybody, which
 * belong in hardware.
 */
export function softwareSigner(
  key: KeyObject,
  chain: readonly Uint8Array[],
  algorithm: SignatureAlgorithm = algorithmOf(key),
): Signer {
  const usual = algorithmOf(key);
  const fits = algorithm === usual || (key.asymmetricKeyType === 'rsa' && algorithm.startsWith('rsa-'));
  if (!fits) throw new PadesError('algorithm-unsupported', `a key of ${usual} cannot sign ${algorithm}`);
  return { algorithm, chain, sign: async bytes => signWithKey(key, algorithm, bytes) };
}
