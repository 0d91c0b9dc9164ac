import { constants, createHash, verify } from 'node:crypto';
import { DerFields, type DerValue, integerOf, oidOf, readOnly } from '../der/decode.ts';
import { explicit, integer, nullValue, oid, sequence } from '../der/encode.ts';
import { oids } from '../der/oids.ts';
import { contextTag, tag } from '../der/tag.ts';
import { PadesError } from '../failure.ts';
import { publicKeyOf } from './public-key.ts';

/** Digests in use, by the names that node:crypto knows. */
export type DigestName = 'sha256' | 'sha384' | 'sha512';

const digestOids: Readonly<Record<DigestName, string>> = {
  sha256: oids.sha256,
  sha384: oids.sha384,
  sha512: oids.sha512,
};

/** Object identifier of a digest. */
export function digestOid(digest: DigestName): string {
  return digestOids[digest];
}

/** Hash of some bytes. */
export function hash(digest: DigestName, ...parts: readonly Uint8Array[]): Uint8Array {
  const hasher = createHash(digest);
  for (const part of parts) hasher.update(part);
  return hasher.digest();
}

/** Digest named by an AlgorithmIdentifier; parameters must be absent or NULL (RFC 5754 §2). SHA-1 is refused. */
export function digestOf(algorithmIdentifier: DerValue): DigestName {
  const fields = new DerFields(algorithmIdentifier);
  const dotted = oidOf(fields.take(tag.oid));
  fields.optional(tag.null);
  fields.end();
  for (const name of ['sha256', 'sha384', 'sha512'] as const) if (digestOids[name] === dotted) return name;
  throw new PadesError('algorithm-unsupported', `digest ${dotted}`);
}

/** How a signature is checked: which keys fit, and with which digest. */
interface SignatureScheme {
  readonly keyTypes: readonly KeyType[];
  /** Undefined when the algorithm names the key alone. */
  readonly digest: DigestName | undefined;
  readonly padding?: { readonly padding: number; readonly saltLength: number };
}

type KeyType = 'rsa' | 'rsa-pss' | 'ec' | 'ed25519';

const schemes: Readonly<Record<string, SignatureScheme>> = {
  [oids.sha256WithRsa]: { keyTypes: ['rsa'], digest: 'sha256' },
  [oids.sha384WithRsa]: { keyTypes: ['rsa'], digest: 'sha384' },
  [oids.sha512WithRsa]: { keyTypes: ['rsa'], digest: 'sha512' },
  [oids.ecdsaWithSha256]: { keyTypes: ['ec'], digest: 'sha256' },
  [oids.ecdsaWithSha384]: { keyTypes: ['ec'], digest: 'sha384' },
  [oids.ecdsaWithSha512]: { keyTypes: ['ec'], digest: 'sha512' },
  // Hashes the message itself; in CMS the content’s digest is SHA-512 (RFC 8419 §3.1).
  [oids.ed25519]: { keyTypes: ['ed25519'], digest: 'sha512' },
  // CMS lets a signer name the key's algorithm only, and the digest beside it (RFC 3370 §3.2).
  [oids.rsaEncryption]: { keyTypes: ['rsa'], digest: undefined },
};

/** Curves of ECDSA keys: P-256, P-384, P-521 (RFC 5480), and in European certificates Brainpool’s (RFC 5639). */
const curves = new Set([
  '1.2.840.10045.3.1.7',
  '1.3.132.0.34',
  '1.3.132.0.35',
  '1.3.36.3.3.2.8.1.1.7',
  '1.3.36.3.3.2.8.1.1.11',
  '1.3.36.3.3.2.8.1.1.13',
]);

/** Whether a SubjectPublicKeyInfo names a known curve; parameters written out could describe any (RFC 5480 §2.1.1). */
function isOnKnownCurve(subjectPublicKeyInfo: Uint8Array): boolean {
  const algorithm = new DerFields(new DerFields(readOnly(subjectPublicKeyInfo)).take(tag.sequence));
  algorithm.take(tag.oid);
  const curve = algorithm.optional(tag.oid);
  return curve !== undefined && curves.has(oidOf(curve));
}

/** Octets of salt that RFC 4055 falls back to; a shorter one is nobody’s choice. */
const shortestSalt = 20;

/** The scheme of an AlgorithmIdentifier; `algorithm-unsupported` when it, or a parameter of it, is not known. */
function schemeOf(algorithm: DerValue): SignatureScheme {
  const fields = new DerFields(algorithm);
  const dotted = oidOf(fields.take(tag.oid));
  if (dotted === oids.rsassaPss) {
    const parameters = fields.take(tag.sequence);
    fields.end();
    return pssScheme(parameters);
  }
  // RFC 5758 §3.2 leaves ECDSA’s parameters out, some writers put NULL; Ed25519 has none at all (RFC 8410 §3).
  if (dotted !== oids.ed25519) fields.optional(tag.null);
  fields.end();
  const scheme = schemes[dotted];
  if (scheme === undefined) throw new PadesError('algorithm-unsupported', `signature ${dotted}`);
  return scheme;
}

/** RSASSA-PSS-params (RFC 4055 §3.1): one SHA-2 digest both for the message and in MGF1, a salt, the one trailer. */
function pssScheme(parameters: DerValue): SignatureScheme {
  const fields = new DerFields(parameters);
  const wrapped = [0, 1, 2, 3].map(number => fields.optional(contextTag(number)));
  fields.end();
  const [hashed, masked, salted, trailer] = wrapped.map(value => value && readOnly(value.content));
  // What is left out means SHA-1.
  if (hashed === undefined || masked === undefined) throw new PadesError('algorithm-unsupported', 'PSS with SHA-1');
  const digest = digestOf(hashed);
  const mask = new DerFields(masked);
  const isMgf1 = oidOf(mask.take(tag.oid)) === oids.mgf1;
  if (!isMgf1 || digestOf(mask.take(tag.sequence)) !== digest) {
    throw new PadesError('algorithm-unsupported', 'PSS with another mask generation');
  }
  mask.end();
  if (trailer !== undefined && integerOf(trailer) !== 1n) throw new PadesError('algorithm-unsupported', 'PSS trailer');
  const saltLength = salted === undefined ? shortestSalt : Number(integerOf(salted));
  if (!Number.isSafeInteger(saltLength) || saltLength < shortestSalt || saltLength > 2048) {
    throw new PadesError('algorithm-unsupported', `PSS salt of ${saltLength} octets`);
  }
  return { keyTypes: ['rsa', 'rsa-pss'], digest, padding: { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength } };
}

/** RSASSA-PSS AlgorithmIdentifier, every parameter written: this digest, MGF1 with it, a salt of its length (RFC 4055 §3.1). */
export function pssIdentifier(digest: DigestName): Uint8Array {
  const digestIdentifier = sequence(oid(digestOid(digest)), nullValue());
  const saltLength = { sha256: 32, sha384: 48, sha512: 64 }[digest];
  const parameters = sequence(
    explicit(0, digestIdentifier),
    explicit(1, sequence(oid(oids.mgf1), digestIdentifier)),
    explicit(2, integer(saltLength)),
  );
  return sequence(oid(oids.rsassaPss), parameters);
}

/** A signature to check. */
export interface SignatureClaim {
  /** AlgorithmIdentifier of the signature. */
  readonly algorithm: DerValue;
  readonly publicKeyInfo: Uint8Array;
  readonly signed: Uint8Array;
  /** As in CMS and X.509: RSA block, ECDSA-Sig-Value in DER, or the octets of Ed25519. */
  readonly signature: Uint8Array;
  /** Digest named beside the algorithm (CMS digestAlgorithm); when both name one, they must agree. */
  readonly digest?: DigestName;
}

/**
 * Whether the signature is the key's, over exactly these bytes. A key of another kind, or another digest beside the
 * algorithm, is a signature that does not hold; unknown algorithms, curves and parameters throw `algorithm-unsupported`.
 */
export function verifiesSignature(claim: SignatureClaim): boolean {
  const { keyTypes, digest = claim.digest, padding } = schemeOf(claim.algorithm);
  if (digest === undefined) throw new PadesError('algorithm-unsupported', 'no digest named');
  if (claim.digest !== undefined && claim.digest !== digest) return false;
  const key = publicKeyOf(claim.publicKeyInfo);
  const type = key.asymmetricKeyType;
  if (type === 'ec' && !isOnKnownCurve(claim.publicKeyInfo)) {
    throw new PadesError('algorithm-unsupported', 'unknown curve');
  }
  if (!keyTypes.some(fitting => fitting === type)) return false;
  try {
    return verify(type === 'ed25519' ? null : digest, claim.signed, { key, ...padding }, claim.signature);
  } catch {
    // A PSS key may be bound to another digest or a longer salt (RFC 4055 §3.3): the signature is then none of its.
    return false;
  }
}

/** A `verifiesSignature` that looks at equal claims once: for one judgement, in which the same material comes up again. */
export function rememberingVerifier(): typeof verifiesSignature {
  const known = new Map<string, boolean>();
  return claim => {
    const { algorithm, publicKeyInfo, signature, signed, digest = '' } = claim;
    const hash = createHash('sha256').update(digest);
    for (const part of [algorithm.bytes, publicKeyInfo, signature, signed])
      hash.update(` ${part.length} `).update(part);
    const key = hash.digest('hex');
    const holds = known.get(key) ?? verifiesSignature(claim);
    known.set(key, holds);
    return holds;
  };
}
