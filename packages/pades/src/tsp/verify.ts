import { sameBytes } from '../bytes.ts';
import { onlySigner, parseSignedData, type SignerInfo } from '../cms/signed-data.ts';
import {
  findSigner,
  matchesContent,
  referencesCertificate,
  referencesCertificateBySha1,
  signatureVerifies,
} from '../cms/verify.ts';
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

/** A token whose own signature holds: by whom it was made is known, whether they are trusted is not. */
export interface ReadTimestampToken {
  readonly info: TimestampInfo;
  readonly signerInfo: SignerInfo;
  readonly signer: Certificate;
  /** Certificates that the token carries. */
  readonly carried: readonly Certificate[];
}

/**
 * Reads a timestamp token and checks all that it proves by itself (RFC 3161 §2.3, §2.4.2, RFC 5816): imprint, signed
 * attributes, certificate reference, timeStamping as its only and critical extended key usage, signature. Each check
 * that fails throws its own `timestamp-…` code. The signer’s certificate may also be one of `pool`. Tokens that others
 * obtained before RFC 5816 may name it by SHA-1 (`oldReferences`).
 */
export function readTimestampToken(
  token: Uint8Array,
  matchesImprint: (imprint: TimestampInfo['imprint']) => boolean,
  { pool, oldReferences = false }: { readonly pool: readonly Certificate[]; readonly oldReferences?: boolean },
): ReadTimestampToken {
  const signedData = renamingErrors('timestamp-malformed', () => parseSignedData(token));
  refuseUnless(signedData.contentType === oids.tstInfo, 'timestamp-malformed', 'the token holds no TSTInfo');
  const { content } = signedData;
  if (content === undefined) throw new PadesError('timestamp-malformed', 'the token is detached');
  const info = parseTimestampInfo(content);
  refuseUnless(matchesImprint(info.imprint), 'timestamp-imprint-mismatch', 'the token is over other data');
  const signerInfo = renamingErrors('timestamp-malformed', () => onlySigner(signedData));
  const carried = renamingErrors('timestamp-malformed', () => signedData.certificates.map(parseCertificate));
  const signer = findSigner(signerInfo, [...carried, ...pool]);
  if (signer === undefined) throw new PadesError('timestamp-signer-missing', 'the signer’s certificate is not there');
  checkTokenSignature(signerInfo, signer, { content, oldReferences });
  return { info, signerInfo, signer, carried };
}

function checkTokenSignature(
  signerInfo: SignerInfo,
  signer: Certificate,
  { content, oldReferences }: { readonly content: Uint8Array; readonly oldReferences: boolean },
): void {
  const isOld = oldReferences && !signerInfo.attributes.has(oids.signingCertificateV2);
  const check = (code: PadesErrorCode, message: string, holds: () => boolean) =>
    refuseUnless(renamingErrors(code, holds), code, message);
  check('timestamp-digest-mismatch', 'the signed digest is not that of the TSTInfo', () =>
    matchesContent(signerInfo, oids.tstInfo, digest => hash(digest, content)),
  );
  check('timestamp-certificate-reference-mismatch', 'signing-certificate-v2 names another certificate', () =>
    isOld ? referencesCertificateBySha1(signerInfo, signer) : referencesCertificate(signerInfo, signer),
  );
  check('timestamp-key-usage', 'the certificate is not for timestamps alone', () => isForTimestamps(signer));
  check('timestamp-signature-invalid', 'the signature is wrong', () => signatureVerifies(signerInfo, signer));
}

/**
 * Verifies a timestamp token: all that `readTimestampToken` checks, and a path to one of `trust` that was valid at
 * genTime. Revocation is not looked at.
 */
export function verifyTimestampToken(
  token: Uint8Array,
  expected: { readonly imprint: Imprint; readonly trust: readonly Uint8Array[] },
): VerifiedTimestamp & { readonly info: TimestampInfo } {
  const { digest, algorithm = 'sha256' } = expected.imprint;
  const anchors = expected.trust.map(parseCertificate);
  const { info, signer, carried } = readTimestampToken(
    token,
    imprint => imprint.algorithm === algorithm && sameBytes(imprint.digest, digest),
    { pool: anchors },
  );
  refuseUnless(
    isValidAt(signer, info.genTime),
    'timestamp-certificate-expired',
    'the certificate was not valid at genTime',
  );
  const path = findPath(signer, carried, anchors, info.genTime);
  if (path === undefined) throw new PadesError('timestamp-untrusted', 'no path to a trusted certificate');
  return {
    token,
    info,
    genTime: info.genTime,
    accuracyMilliseconds: info.accuracyMilliseconds,
    serialNumber: Buffer.from(info.serialNumber).toString('hex'),
    policy: info.policy,
    tsaName: signer.commonName,
    path: path.map(certificate => certificate.der),
  };
}

/** RFC 3161 §2.3: extendedKeyUsage holds timeStamping, only that, and is critical. */
function isForTimestamps(certificate: Certificate): boolean {
  const usage = extendedKeyUsageOf(certificate);
  const critical = certificate.extensions.get(oids.extendedKeyUsage)?.critical === true;
  const alone = usage?.length === 1 && usage[0] === oids.timeStamping;
  return critical && alone && maySign(certificate);
}
