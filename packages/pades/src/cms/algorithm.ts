import { DerFields, integerOctetsOf, readOnly } from '../der/decode.ts';
import { integer, nullValue, oid, sequence } from '../der/encode.ts';
import { oids } from '../der/oids.ts';
import { tag } from '../der/tag.ts';
import { PadesError } from '../failure.ts';
import { type DigestName, pssIdentifier } from '../x509/algorithm.ts';

/** What an external signer may use. */
export type SignatureAlgorithm =
  | 'ecdsa-p256-sha256'
  | 'ecdsa-p384-sha384'
  | 'ed25519'
  | 'rsa-pkcs1-sha256'
  | 'rsa-pkcs1-sha384'
  | 'rsa-pkcs1-sha512'
  /** MGF1 with SHA-256 and a salt of 32 octets. */
  | 'rsa-pss-sha256';

interface AlgorithmFacts {
  readonly digest: DigestName;
  /** AlgorithmIdentifier, DER. */
  readonly identifier: Uint8Array;
  /** Octets of r and of s; undefined for all but ECDSA. */
  readonly coordinateLength?: number;
  /** Longest signature in octets, RSA up to 4096 bits. */
  readonly longestSignature: number;
}

/** RSASSA-PKCS1-v1_5, whose parameters are NULL (RFC 4055 §5). */
function pkcs1(digest: DigestName, dotted: string): AlgorithmFacts {
  return { digest, identifier: sequence(oid(dotted), nullValue()), longestSignature: 512 };
}

const facts: Readonly<Record<SignatureAlgorithm, AlgorithmFacts>> = {
  'ecdsa-p256-sha256': {
    digest: 'sha256',
    identifier: sequence(oid(oids.ecdsaWithSha256)),
    coordinateLength: 32,
    longestSignature: 72,
  },
  'ecdsa-p384-sha384': {
    digest: 'sha384',
    identifier: sequence(oid(oids.ecdsaWithSha384)),
    coordinateLength: 48,
    longestSignature: 104,
  },
  // RFC 8419 §3.1: with signed attributes the digest is SHA-512, and there are no parameters.
  ed25519: { digest: 'sha512', identifier: sequence(oid(oids.ed25519)), longestSignature: 64 },
  'rsa-pkcs1-sha256': pkcs1('sha256', oids.sha256WithRsa),
  'rsa-pkcs1-sha384': pkcs1('sha384', oids.sha384WithRsa),
  'rsa-pkcs1-sha512': pkcs1('sha512', oids.sha512WithRsa),
  'rsa-pss-sha256': { digest: 'sha256', identifier: pssIdentifier('sha256'), longestSignature: 512 },
};

/** Digest, AlgorithmIdentifier and sizes of an algorithm; throws `algorithm-unsupported` for any other name. */
export function factsOf(algorithm: SignatureAlgorithm): AlgorithmFacts {
  if (!Object.hasOwn(facts, algorithm))
    throw new PadesError('algorithm-unsupported', `there is no algorithm ${algorithm}`);
  return facts[algorithm];
}

/** Digest that goes with an algorithm: of the byte ranges, and inside the signature. */
export function digestFor(algorithm: SignatureAlgorithm): DigestName {
  return factsOf(algorithm).digest;
}

/** ECDSA r‖s, both of the curve's length (PKCS#11, IEEE P1363), to the ECDSA-Sig-Value that CMS carries (RFC 3279). */
export function ecdsaRawToDer(raw: Uint8Array): Uint8Array {
  if (raw.length === 0 || raw.length % 2 !== 0) throw new PadesError('signature-malformed', 'r and s differ in length');
  const half = raw.length / 2;
  return sequence(integer(raw.subarray(0, half)), integer(raw.subarray(half)));
}

/** ECDSA-Sig-Value to r‖s of `coordinateLength` octets each (32 for P-256, 48 for P-384). */
export function ecdsaDerToRaw(der: Uint8Array, coordinateLength: number): Uint8Array {
  const fields = new DerFields(readOnly(der, tag.sequence));
  const coordinates = [fields.take(tag.integer), fields.take(tag.integer)].map(integerOctetsOf);
  fields.end();
  const raw = new Uint8Array(2 * coordinateLength);
  for (const [index, octets] of coordinates.entries()) {
    const unsigned = octets[0] === 0 ? octets.subarray(1) : octets;
    if (unsigned.length > coordinateLength) throw new PadesError('signature-malformed', 'coordinate too long');
    raw.set(unsigned, (index + 1) * coordinateLength - unsigned.length);
  }
  return raw;
}

/** A raw signature as CMS carries it: RSA and Ed25519 as they are, ECDSA in DER after its length was checked. */
export function signatureValueOf(algorithm: SignatureAlgorithm, raw: Uint8Array): Uint8Array {
  const { coordinateLength } = factsOf(algorithm);
  if (coordinateLength === undefined) return raw;
  if (raw.length !== 2 * coordinateLength) {
    throw new PadesError('signature-malformed', `expected r‖s of ${2 * coordinateLength} octets, got ${raw.length}`);
  }
  return ecdsaRawToDer(raw);
}
