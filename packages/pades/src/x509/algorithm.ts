import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import { DerFields, type DerValue, oidOf } from '../der/decode.ts';
import { oids } from '../der/oids.ts';
import { tag } from '../der/tag.ts';
import { PadesError } from '../failure.ts';

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

/** How a signature is checked: the kind of key, and the digest when the algorithm names one. */
interface SignatureScheme {
  readonly keyType: 'rsa' | 'ec';
  readonly digest: DigestName | undefined;
}

const schemes: Readonly<Record<string, SignatureScheme>> = {
  [oids.sha256WithRsa]: { keyType: 'rsa', digest: 'sha256' },
  [oids.sha384WithRsa]: { keyType: 'rsa', digest: 'sha384' },
  [oids.sha512WithRsa]: { keyType: 'rsa', digest: 'sha512' },
  [oids.ecdsaWithSha256]: { keyType: 'ec', digest: 'sha256' },
  [oids.ecdsaWithSha384]: { keyType: 'ec', digest: 'sha384' },
  [oids.ecdsaWithSha512]: { keyType: 'ec', digest: 'sha512' },
  // CMS lets a signer name the key's algorithm only, and the digest beside it (RFC 3370 §3.2).
  [oids.rsaEncryption]: { keyType: 'rsa', digest: undefined },
};

/** Public key of a DER SubjectPublicKeyInfo. */
function publicKeyOf(subjectPublicKeyInfo: Uint8Array): KeyObject {
  try {
    return createPublicKey({ key: Buffer.from(subjectPublicKeyInfo), format: 'der', type: 'spki' });
  } catch (cause) {
    throw new PadesError('algorithm-unsupported', 'public key not understood', { cause });
  }
}

/** A signature to check. */
export interface SignatureClaim {
  /** AlgorithmIdentifier of the signature. */
  readonly algorithm: DerValue;
  readonly publicKeyInfo: Uint8Array;
  readonly signed: Uint8Array;
  /** As in CMS and X.509: RSA block, or ECDSA-Sig-Value in DER. */
  readonly signature: Uint8Array;
  /** Digest named beside the algorithm (CMS digestAlgorithm); when both name one, they must agree. */
  readonly digest?: DigestName;
}

/** Whether the signature is the key's, over exactly these bytes. Unknown algorithms throw `algorithm-unsupported`. */
export function verifiesSignature(claim: SignatureClaim): boolean {
  const dotted = oidOf(new DerFields(claim.algorithm).take(tag.oid));
  const scheme = schemes[dotted];
  if (scheme === undefined) throw new PadesError('algorithm-unsupported', `signature ${dotted}`);
  const digest = scheme.digest ?? claim.digest;
  if (digest === undefined) throw new PadesError('algorithm-unsupported', 'no digest named');
  if (claim.digest !== undefined && claim.digest !== digest) return false;
  const key = publicKeyOf(claim.publicKeyInfo);
  if (key.asymmetricKeyType !== scheme.keyType) return false;
  return verify(digest, claim.signed, key, claim.signature);
}
