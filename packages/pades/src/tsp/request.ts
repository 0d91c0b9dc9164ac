import { randomBytes } from 'node:crypto';
import { digestIdentifier } from '../cms/attributes.ts';
import { boolean, integer, octetString, oid, sequence } from '../der/encode.ts';
import { PadesError } from '../failure.ts';
import type { DigestName } from '../x509/algorithm.ts';

/** What is to be timestamped: a digest, and the algorithm that made it (SHA-256 unless told). */
export interface Imprint {
  readonly digest: Uint8Array;
  readonly algorithm?: DigestName;
}

const digestLength: Readonly<Record<DigestName, number>> = { sha256: 32, sha384: 48, sha512: 64 };

/** A nonce of 128 bits: its top bits are 01, so that it has the same length everywhere and is never negative. */
export function createNonce(): Uint8Array {
  const nonce = new Uint8Array(randomBytes(16));
  nonce[0] = ((nonce[0] ?? 0) & 0x3f) | 0x40;
  return nonce;
}

/** TimeStampReq in DER (RFC 3161 §2.4.1); asks for the authority's certificate. `policy` is a dotted identifier. */
export function timestampRequest(imprint: Imprint, nonce: Uint8Array, policy?: string): Uint8Array {
  if (imprint.digest.length !== digestLength[imprint.algorithm ?? 'sha256']) {
    throw new PadesError('option-invalid', 'the digest does not have its algorithm’s length');
  }
  return sequence(
    integer(1),
    sequence(digestIdentifier(imprint.algorithm ?? 'sha256'), octetString(imprint.digest)),
    ...(policy === undefined ? [] : [oid(policy)]),
    integer(nonce),
    boolean(true),
  );
}
