import { createHash } from 'node:crypto';
import { sameBytes } from '../bytes.ts';
import { childrenOf, DerFields, octetsOf, oidOf } from '../der/decode.ts';
import { oids } from '../der/oids.ts';
import { tag } from '../der/tag.ts';
import { type DigestName, digestOf, hash, verifiesSignature } from '../x509/algorithm.ts';
import type { Certificate } from '../x509/certificate.ts';
import { onlyValue, type SignerInfo } from './signed-data.ts';

/** The certificate that a SignerInfo names, among those given. */
export function findSigner(signer: SignerInfo, certificates: readonly Certificate[]): Certificate | undefined {
  const { signer: named } = signer;
  if ('keyId' in named) {
    return certificates.find(({ extensions }) => {
      const keyId = extensions.get(oids.subjectKeyIdentifier);
      return keyId !== undefined && sameBytes(keyId.value.subarray(2), named.keyId);
    });
  }
  return certificates.find(
    ({ issuer, serialNumber }) => sameBytes(issuer, named.issuer) && sameBytes(serialNumber, named.serialNumber),
  );
}

/** Whether content-type and message-digest are signed and match the content's digest (RFC 5652 §5.6, §11.1, §11.2). */
export function matchesContent(
  signer: SignerInfo,
  contentType: string,
  digestOfContent: (digest: DigestName) => Uint8Array,
): boolean {
  const type = onlyValue(signer.attributes, oids.contentType);
  const messageDigest = onlyValue(signer.attributes, oids.messageDigest);
  if (type === undefined || messageDigest === undefined || oidOf(type) !== contentType) return false;
  return sameBytes(octetsOf(messageDigest), digestOfContent(digestOf(signer.digestAlgorithm)));
}

/** Whether the first reference of signing-certificate-v2 names this certificate (RFC 5035 §5.4.1). */
export function referencesCertificate(signer: SignerInfo, certificate: Certificate): boolean {
  const value = onlyValue(signer.attributes, oids.signingCertificateV2);
  if (value === undefined) return false;
  const [first] = childrenOf(new DerFields(value).take(tag.sequence));
  if (first === undefined) return false;
  const fields = new DerFields(first);
  const algorithm = fields.optional(tag.sequence);
  const digest = algorithm === undefined ? 'sha256' : digestOf(algorithm);
  return sameBytes(octetsOf(fields.take(tag.octetString)), hash(digest, certificate.der));
}

/**
 * Whether the older signing-certificate attribute names this certificate by its SHA-1 (RFC 2634 §5.4). For judging what
 * others made before RFC 5035: another certificate would have to be a second preimage, which nobody can make.
 */
export function referencesCertificateBySha1(signer: SignerInfo, certificate: Certificate): boolean {
  const value = onlyValue(signer.attributes, oids.signingCertificate);
  if (value === undefined) return false;
  const [first] = childrenOf(new DerFields(value).take(tag.sequence));
  if (first === undefined) return false;
  const named = octetsOf(new DerFields(first).take(tag.octetString));
  return sameBytes(named, createHash('sha1').update(certificate.der).digest());
}

/** Whether the signature over the signed attributes is the certificate's. */
export function signatureVerifies(signer: SignerInfo, certificate: Certificate): boolean {
  return verifiesSignature({
    algorithm: signer.signatureAlgorithm,
    publicKeyInfo: certificate.publicKeyInfo,
    signed: signer.signedAttributes,
    signature: signer.signature,
    digest: digestOf(signer.digestAlgorithm),
  });
}
