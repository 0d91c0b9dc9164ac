import type { KeyObject } from 'node:crypto';
import { compareBytes } from '../bytes.ts';
import { attribute, digestIdentifier, signingCertificateV2 } from '../cms/attributes.ts';
import { encode, explicit, generalizedTime, integer, octetString, oid, retag, sequence, setOf } from '../der/encode.ts';
import { oids } from '../der/oids.ts';
import { contextTag, tag } from '../der/tag.ts';
import { hash } from '../x509/algorithm.ts';
import { parseCertificate } from '../x509/certificate.ts';
import { signatureOf } from './certificate.ts';

/** TSTInfo in DER (RFC 3161 §2.4.2), accurate to one second. `imprint` is a DER MessageImprint. */
export function encodeTimestampInfo(input: {
  readonly policy: string;
  readonly imprint: Uint8Array;
  readonly serialNumber: Uint8Array;
  readonly genTime: Date;
  /** Signed big-endian octets, as they came. */
  readonly nonce: Uint8Array | undefined;
}): Uint8Array {
  return sequence(
    integer(1),
    oid(input.policy),
    input.imprint,
    integer(input.serialNumber),
    generalizedTime(input.genTime),
    sequence(integer(1)),
    ...(input.nonce === undefined ? [] : [encode(tag.integer, input.nonce)]),
  );
}

/** Who signs a token, and how. What is left out is done rightly; tests give it to forge. */
export interface TokenSigner {
  readonly key: KeyObject;
  /** The signer's own certificate first. */
  readonly chain: readonly Uint8Array[];
  readonly withCertificates: boolean;
  /** Certificate that signing-certificate-v2 names. */
  readonly referenced?: Uint8Array;
  /** Bytes whose digest is signed. */
  readonly digested?: Uint8Array;
}

/** A timestamp token: SignedData over a TSTInfo (RFC 3161 §2.4.2, RFC 5816). */
export function signTimestampInfo(info: Uint8Array, signer: TokenSigner): Uint8Array {
  const [own] = signer.chain;
  if (own === undefined) throw new Error('a responder needs its certificate');
  const signature = signatureOf(signer.key);
  const { identifier, digest } = signature;
  const attributes = setOf([
    attribute(oids.contentType, oid(oids.tstInfo)),
    attribute(oids.messageDigest, octetString(hash(digest, signer.digested ?? info))),
    attribute(oids.signingCertificateV2, signingCertificateV2(signer.referenced ?? own)),
  ]);
  const { issuer, serialNumber } = parseCertificate(own);
  const signerInfo = sequence(
    integer(1),
    sequence(issuer, encode(tag.integer, serialNumber)),
    digestIdentifier(digest),
    retag(contextTag(0), attributes),
    identifier,
    octetString(signature.sign(attributes)),
  );
  const certificates = encode(contextTag(0), ...[...signer.chain].sort(compareBytes));
  const signedData = sequence(
    integer(3),
    setOf([digestIdentifier(digest)]),
    sequence(oid(oids.tstInfo), explicit(0, octetString(info))),
    ...(signer.withCertificates ? [certificates] : []),
    setOf([signerInfo]),
  );
  return sequence(oid(oids.signedData), explicit(0, signedData));
}
