import { octetString, oid, sequence, setOf } from '../der/encode.ts';
import { oids } from '../der/oids.ts';
import { type DigestName, digestOid, hash } from '../x509/algorithm.ts';
import { type SignerStatement, statementAttributes } from './statement.ts';

/** One Attribute with one value (RFC 5652 §5.3). */
export function attribute(type: string, value: Uint8Array): Uint8Array {
  return sequence(oid(type), setOf([value]));
}

/** SigningCertificateV2 naming one certificate by its SHA-256, which is the default and so stays unwritten (RFC 5035). */
export function signingCertificateV2(certificateDer: Uint8Array): Uint8Array {
  const essCertId = sequence(octetString(hash('sha256', certificateDer)));
  return sequence(sequence(essCertId));
}

/** AlgorithmIdentifier of a digest, parameters absent (RFC 5754 §2). */
export function digestIdentifier(digest: DigestName): Uint8Array {
  return sequence(oid(digestOid(digest)));
}

/**
 * The attributes that the signer’s key signs: content-type, message-digest and signing-certificate-v2, what the signer
 * states besides, and no signing-time, which EN 319 142-1 §6.3 rules out. The result is the DER `SET OF Attribute`, exactly the bytes
 * to be signed (RFC 5652 §5.4). `messageDigest` is the digest of the PDF's byte ranges, `signerCertificate` DER.
 */
export function signedAttributes(
  input: SignerStatement & { readonly messageDigest: Uint8Array; readonly signerCertificate: Uint8Array },
): Uint8Array {
  return setOf([
    attribute(oids.contentType, oid(oids.data)),
    attribute(oids.messageDigest, octetString(input.messageDigest)),
    attribute(oids.signingCertificateV2, signingCertificateV2(input.signerCertificate)),
    ...statementAttributes(input).map(({ type, value }) => attribute(type, value)),
  ]);
}
