import { sameBytes } from '../bytes.ts';
import { onlySigner, parseSignedData, type SignedData } from '../cms/signed-data.ts';
import { findSigner, matchesContent, referencesCertificate, signatureVerifies } from '../cms/verify.ts';
import { oids } from '../der/oids.ts';
import { PadesError, type PadesErrorCode, renamingErrors } from '../failure.ts';
import { hash } from '../x509/algorithm.ts';
import { type Certificate, extendedKeyUsageOf, maySign, parseCertificate } from '../x509/certificate.ts';
import { findPath, isValidAt } from '../x509/path.ts';
import type { Imprint } from './request.ts';
import { parseTimestampInfo, type TimestampInfo } from './token.ts';

/** What a token proves once it has been verified. */
export interface VerifiedTimestamp {
  /** DER ContentInfo, as it goes into the signature. */
  readonly token: Uint8Array;
  readonly genTime: Date;
  /** Milliseconds that genTime may be off; undefined when the authority does not say. */
  readonly accuracyMilliseconds: number | undefined;
  /** Hexadecimal. */
  readonly serialNumber: string;
  readonly policy: string;
  /** Common name of the authority's certificate. */
  readonly tsaName: string | undefined;
  /** From the authority's certificate to the trusted one, DER. */
  readonly path: readonly Uint8Array[];
}

/** Throws the error of a check that did not hold. */
export function refuseUnless(holds: boolean, code: PadesErrorCode, message: string): void {
  if (!holds) throw new PadesError(code, message);
}

/**
 * Verifies a timestamp token (RFC 3161 §2.3, §2.4.2, RFC 5816): imprint, signed attributes, certificate reference,
 * timeStamping as its only and critical extended key usage, signature, and a path to one of `trust` that was valid at
 * genTime. Each check that fails throws its own `timestamp-…` code. Revocation is not looked at.
 */
export function verifyTimestampToken(
  token: Uint8Array,
  expected: { readonly imprint: Imprint; readonly trust: readonly Uint8Array[] },
): VerifiedTimestamp & { readonly info: TimestampInfo } {
  const signedData = renamingErrors('timestamp-malformed', () => parseSignedData(token));
  refuseUnless(signedData.contentType === oids.tstInfo, 'timestamp-malformed', 'the token holds no TSTInfo');
  const { content } = signedData;
  if (content === undefined) throw new PadesError('timestamp-malformed', 'the token is detached');
  const info = parseTimestampInfo(content);
  const { digest, algorithm = 'sha256' } = expected.imprint;
  const sameImprint = info.imprint.algorithm === algorithm && sameBytes(info.imprint.digest, digest);
  refuseUnless(sameImprint, 'timestamp-imprint-mismatch', 'the token is over other data');
  const { signer, path } = verifyTokenSigner(signedData, content, info.genTime, expected.trust);
  return {
    token,
    info,
    genTime: info.genTime,
    accuracyMilliseconds: info.accuracyMilliseconds,
    serialNumber: Buffer.from(info.serialNumber).toString('hex'),
    policy: info.policy,
    tsaName: signer.commonName,
    path,
  };
}

function verifyTokenSigner(signedData: SignedData, content: Uint8Array, genTime: Date, trust: readonly Uint8Array[]) {
  const signerInfo = renamingErrors('timestamp-malformed', () => onlySigner(signedData));
  const carried = renamingErrors('timestamp-malformed', () => signedData.certificates.map(parseCertificate));
  const anchors = trust.map(parseCertificate);
  const signer = findSigner(signerInfo, [...carried, ...anchors]);
  if (signer === undefined) throw new PadesError('timestamp-signer-missing', 'the signer’s certificate is not there');
  const check = (code: PadesErrorCode, message: string, holds: () => boolean) =>
    refuseUnless(renamingErrors(code, holds), code, message);
  check('timestamp-digest-mismatch', 'the signed digest is not that of the TSTInfo', () =>
    matchesContent(signerInfo, oids.tstInfo, digest => hash(digest, content)),
  );
  check('timestamp-certificate-reference-mismatch', 'signing-certificate-v2 names another certificate', () =>
    referencesCertificate(signerInfo, signer),
  );
  check('timestamp-key-usage', 'the certificate is not for timestamps alone', () => isForTimestamps(signer));
  check('timestamp-signature-invalid', 'the signature is wrong', () => signatureVerifies(signerInfo, signer));
  refuseUnless(isValidAt(signer, genTime), 'timestamp-certificate-expired', 'the certificate was not valid at genTime');
  const path = findPath(signer, carried, anchors, genTime);
  if (path === undefined) throw new PadesError('timestamp-untrusted', 'no path to a trusted certificate');
  return { signer, path: path.map(certificate => certificate.der) };
}

/** RFC 3161 §2.3: extendedKeyUsage holds timeStamping, only that, and is critical. */
function isForTimestamps(certificate: Certificate): boolean {
  const usage = extendedKeyUsageOf(certificate);
  const critical = certificate.extensions.get(oids.extendedKeyUsage)?.critical === true;
  const alone = usage?.length === 1 && usage[0] === oids.timeStamping;
  return critical && alone && maySign(certificate);
}
