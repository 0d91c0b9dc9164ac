import { digestFor, type SignatureAlgorithm } from '../cms/algorithm.ts';
import { nullValue, octetString, oid, sequence } from '../der/encode.ts';
import { PadesError } from '../failure.ts';
import { type DigestName, digestOid, hash } from '../x509/algorithm.ts';
import { constants, type Mechanism } from './library.ts';

const { mechanism: mechanisms } = constants;

/** A mechanism, and what it is given to sign. */
export interface MechanismUse {
  readonly mechanism: Mechanism;
  readonly data: Uint8Array;
}

/**
 * How a module that knows `available` signs these bytes with an algorithm: a mechanism that hashes by itself where it has
 * one, else the bare one over our hash. Throws `algorithm-unsupported`.
 */
export function mechanismFor(
  algorithm: SignatureAlgorithm,
  bytes: Uint8Array,
  available: ReadonlySet<number>,
): MechanismUse {
  const use = waysFor(algorithm, bytes).find(({ mechanism }) => available.has(mechanism.mechanism));
  if (use === undefined) throw new PadesError('algorithm-unsupported', `the module has no mechanism for ${algorithm}`);
  return use;
}

function waysFor(algorithm: SignatureAlgorithm, bytes: Uint8Array): readonly MechanismUse[] {
  const digest = digestFor(algorithm);
  const whole = (mechanism: Mechanism): MechanismUse => ({ mechanism, data: bytes });
  switch (algorithm) {
    case 'ecdsa-p256-sha256':
    case 'ecdsa-p384-sha384':
      return [{ mechanism: { mechanism: mechanisms.ecdsa }, data: hash(digest, bytes) }];
    case 'ed25519':
      return [whole({ mechanism: mechanisms.eddsa })];
    case 'rsa-pss-sha256':
      return [
        whole({ mechanism: mechanisms.sha256RsaPkcsPss, parameter: pssParameter }),
        { mechanism: { mechanism: mechanisms.rsaPkcsPss, parameter: pssParameter }, data: hash(digest, bytes) },
      ];
    case 'rsa-pkcs1-sha256':
    case 'rsa-pkcs1-sha384':
    case 'rsa-pkcs1-sha512':
      return [
        whole({ mechanism: hashingRsaPkcs[digest] }),
        { mechanism: { mechanism: mechanisms.rsaPkcs }, data: digestInfo(digest, bytes) },
      ];
  }
}

const hashingRsaPkcs: Readonly<Record<DigestName, number>> = {
  sha256: mechanisms.sha256RsaPkcs,
  sha384: mechanisms.sha384RsaPkcs,
  sha512: mechanisms.sha512RsaPkcs,
};

/** MGF1 with SHA-256 and a salt as long as the digest, as the AlgorithmIdentifier in the CMS says. */
const pssParameter = {
  type: constants.pssParameter,
  hashAlg: mechanisms.sha256,
  mgf: constants.mgf1Sha256,
  saltLen: 32,
} as const;

/** DigestInfo, which PKCS #1 v1.5 pads (RFC 8017 §9.2); its NULL is asked for there. */
function digestInfo(digest: DigestName, bytes: Uint8Array): Uint8Array {
  return sequence(sequence(oid(digestOid(digest)), nullValue()), octetString(hash(digest, bytes)));
}
