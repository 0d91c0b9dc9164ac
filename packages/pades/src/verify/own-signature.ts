import { sameBytes } from '../bytes.ts';
import { onlySigner, onlyValue, parseSignedData, type SignerInfo } from '../cms/signed-data.ts';
import { findSigner, matchesContent, referencesCertificate, signatureVerifies } from '../cms/verify.ts';
import { oids } from '../der/oids.ts';
import { PadesError } from '../failure.ts';
import { PdfDocument } from '../pdf/document.ts';
import { type VerifiedTimestamp, verifyTimestampToken } from '../tsp/verify.ts';
import { hash } from '../x509/algorithm.ts';
import { type Certificate, maySignDocuments, parseCertificate } from '../x509/certificate.ts';
import { findPath } from '../x509/path.ts';
import { cmsOf, type SignedField, signedFields, textOf } from '../pdf/signature-field.ts';

/** What is checked, in this order. */
export type OwnSignatureCheck =
  | 'original-kept'
  | 'structure'
  | 'byte-range'
  | 'cms'
  | 'message-digest'
  | 'certificate-reference'
  | 'signature'
  | 'signer-usage'
  | 'timestamp'
  | 'signer-trusted';

/** Outcome of `verifyOwnSignature`. */
export interface OwnSignatureReport {
  readonly valid: boolean;
  /** Checks that did not hold, with a reason for engineers; empty when valid. */
  readonly failures: readonly { readonly check: OwnSignatureCheck; readonly reason: string }[];
  readonly fieldName: string | undefined;
  /** /Reason of the signature dictionary: of the signed bytes where the report is valid. */
  readonly reason: string | undefined;
  readonly signer: { readonly commonName: string | undefined; readonly certificate: Uint8Array } | undefined;
  readonly timestamp: VerifiedTimestamp | undefined;
}

/** What the file is held against. */
export interface OwnSignatureOptions {
  /** DER certificates trusted for signers. */
  readonly trust: readonly Uint8Array[];
  /** DER certificates trusted for timestamps; those of `trust` unless told. */
  readonly timestampTrust?: readonly Uint8Array[];
  /** The file before it was prepared: the signed one must begin with exactly these bytes. */
  readonly original?: Uint8Array;
  /** Moment at which the signer's certificate is judged when there is no timestamp, which is then allowed (B-B). */
  readonly withoutTimestampAt?: Date;
}

/** Collects which checks failed; a PadesError inside a check is its failure, any other error is a bug and goes on up. */
class Checks {
  readonly failures: { readonly check: OwnSignatureCheck; readonly reason: string }[] = [];

  /** Runs a check; returns its value, or undefined and a failure when it throws or returns false or undefined. */
  run<T>(check: OwnSignatureCheck, action: () => T, reason: string): T | undefined {
    try {
      const value = action();
      if (value !== false && value !== undefined) return value;
      this.failures.push({ check, reason });
    } catch (error) {
      if (!(error instanceof PadesError)) throw error;
      this.failures.push({ check, reason: error.message });
    }
    return undefined;
  }
}

/**
 * Verifies once more a file that this package signed, before it is released: the newest signature covers the whole file
 * but its own /Contents, digest, certificate reference and signature hold, the timestamp is over this signature and
 * trusted, and the signer's certificate was valid and trusted at that time. Never throws on a bad file. It does not
 * judge other signatures, changes between them, or revocation.
 */
export function verifyOwnSignature(pdf: Uint8Array, options: OwnSignatureOptions): OwnSignatureReport {
  const checks = new Checks();
  const { original } = options;
  if (original !== undefined) {
    checks.run(
      'original-kept',
      () => sameBytes(pdf.subarray(0, original.length), original),
      'the file begins otherwise',
    );
  }
  const field = checks.run('structure', () => newestField(pdf), 'no signed field');
  const judged = field && judgeField(checks, pdf, field, options);
  return {
    valid: checks.failures.length === 0,
    failures: checks.failures,
    fieldName: field?.field.name,
    reason: field && textOf(field, 'Reason'),
    signer: judged && { commonName: judged.signer.commonName, certificate: judged.signer.der },
    timestamp: judged?.timestamp,
  };
}

/** The signature that covers most; which is the newest, as each update is written after the last. */
function newestField(pdf: Uint8Array): SignedField | undefined {
  const end = ({ byteRange: [, , resume = 0, rest = 0] }: SignedField) => resume + rest;
  return signedFields(new PdfDocument(pdf)).sort((left, right) => end(right) - end(left))[0];
}

function judgeField(checks: Checks, pdf: Uint8Array, field: SignedField, options: OwnSignatureOptions) {
  checks.run('byte-range', () => coversAllButContents(pdf, field), 'the byte range leaves out more than /Contents');
  checks.run('structure', () => field.subFilter === 'ETSI.CAdES.detached', 'not a PAdES signature');
  const cms = checks.run('cms', () => readCms(field), 'the signer’s certificate is not there');
  if (cms === undefined) return undefined;
  const { signerInfo, signer, certificates } = cms;
  const { start, end } = field.contents;
  const matches = () =>
    matchesContent(signerInfo, oids.data, digest => hash(digest, pdf.subarray(0, start), pdf.subarray(end)));
  checks.run('message-digest', matches, 'the file is not what was signed');
  checks.run('certificate-reference', () => referencesCertificate(signerInfo, signer), 'another certificate is named');
  checks.run('signature', () => signatureVerifies(signerInfo, signer), 'the signature is wrong');
  checks.run('signer-usage', () => maySignDocuments(signer), 'the certificate is not for signatures');
  const timestamp = judgeTimestamp(checks, signerInfo, options);
  const at = timestamp?.genTime ?? options.withoutTimestampAt;
  const path = () => at && findPath(signer, certificates, options.trust.map(parseCertificate), at);
  checks.run('signer-trusted', path, 'no path to a trusted certificate, valid at the time of signing');
  return { signer, timestamp };
}

function coversAllButContents(pdf: Uint8Array, { byteRange, contents: { start, end } }: SignedField): boolean {
  const expected = [0, start, end, pdf.length - end];
  const isHexadecimal = pdf[start] === 0x3c;
  return isHexadecimal && byteRange.length === 4 && expected.every((value, index) => byteRange[index] === value);
}

function readCms(
  field: SignedField,
): { signerInfo: SignerInfo; signer: Certificate; certificates: Certificate[] } | undefined {
  const signedData = parseSignedData(cmsOf(field));
  if (signedData.contentType !== oids.data || signedData.content !== undefined) {
    throw new PadesError('cms-malformed', 'not a detached signature over data');
  }
  const signerInfo = onlySigner(signedData);
  const certificates = signedData.certificates.map(parseCertificate);
  const signer = findSigner(signerInfo, certificates);
  return signer && { signerInfo, signer, certificates };
}

function judgeTimestamp(
  checks: Checks,
  signerInfo: SignerInfo,
  options: OwnSignatureOptions,
): VerifiedTimestamp | undefined {
  const token = onlyValue(signerInfo.unsignedAttributes, oids.signatureTimeStampToken);
  if (token === undefined) {
    checks.run('timestamp', () => options.withoutTimestampAt !== undefined, 'there is no timestamp');
    return undefined;
  }
  const trust = options.timestampTrust ?? options.trust;
  const imprint = { digest: hash('sha256', signerInfo.signature) };
  return checks.run('timestamp', () => verifyTimestampToken(token.bytes, { imprint, trust }), 'not verified');
}
