import { onlySigner, parseSignedData, type SignerInfo } from '../cms/signed-data.ts';
import {
  findSigner,
  matchesContent,
  referencesCertificate,
  referencesCertificateBySha1,
  signatureVerifies,
} from '../cms/verify.ts';
import { oids } from '../der/oids.ts';
import { PadesError } from '../failure.ts';
import { digestOf, hash } from '../x509/algorithm.ts';
import { type Certificate, maySignDocuments, readableCertificates } from '../x509/certificate.ts';
import { algorithmName, weaknessOf } from './algorithms.ts';
import type { Findings } from './conclude.ts';
import type { ValidationPolicy } from './options.ts';
import type { SignatureReport } from './report.ts';
import { cmsOf, type SignedField } from '../pdf/signature-field.ts';

/** A signature’s CMS, read. */
export interface ReadCms {
  readonly signerInfo: SignerInfo;
  readonly signer: Certificate | undefined;
  /** Certificates that it carries, those that can be read. */
  readonly certificates: readonly Certificate[];
}

/** Formats of signatures over byte ranges that bind their certificate or may; others are too old to be judged. */
const knownFormats = new Set(['ETSI.CAdES.detached', 'adbe.pkcs7.detached']);

/** Reads the CMS in /Contents; what is wrong with its form becomes a finding. */
export function readCms(findings: Findings, field: SignedField, pool: readonly Certificate[]): ReadCms | undefined {
  const format = field.subFilter ?? 'none';
  if (!knownFormats.has(format)) findings.add('format-not-pades', `/SubFilter ${format}`);
  const signedData = findings.check('cms-malformed', 'no CMS', () => parseSignedData(cmsOf(field)));
  if (signedData === undefined) return undefined;
  const signerInfo = findings.check('cms-malformed', 'not exactly one signer', () => onlySigner(signedData));
  if (signerInfo === undefined) return undefined;
  if (signedData.contentType !== oids.data || signedData.content !== undefined) {
    findings.add('cms-malformed', 'not a detached signature over data');
  }
  const certificates = readableCertificates(signedData.certificates);
  const signer = findSigner(signerInfo, [...certificates, ...pool]);
  if (signer === undefined) findings.add('signer-certificate-missing', 'the signer’s certificate is not there');
  return { signerInfo, signer, certificates };
}

/** Digest, attributes, certificate reference, signature, key usage and strength (EN 319 102-1 §5.2.3, §5.2.7, §5.2.8). */
export function judgeCryptography(
  findings: Findings,
  { signerInfo, signer }: ReadCms,
  field: SignedField,
  { covered, policy }: { readonly covered: readonly Uint8Array[]; readonly policy: ValidationPolicy },
): void {
  findings.check('message-digest', 'the covered bytes are not those that were signed', () =>
    matchesContent(signerInfo, oids.data, digest => hash(digest, ...covered)),
  );
  if (signer === undefined) return;
  judgeReference(findings, signerInfo, signer, field);
  findings.check('signature-value', 'the signature is not the certificate’s', () =>
    signatureVerifies(signerInfo, signer),
  );
  findings.check('signer-key-usage', 'the certificate is not for signatures', () => maySignDocuments(signer));
  const weakness = weaknessOf(signer, policy.minimumRsaBits);
  if (weakness !== undefined) findings.add('algorithm-weak', weakness);
}

/** Only PAdES asks for the reference (EN 319 142-1 §6.3); where one stands it must hold, whatever the format. */
function judgeReference(findings: Findings, signerInfo: SignerInfo, signer: Certificate, field: SignedField): void {
  const names = (type: string) => signerInfo.attributes.has(type);
  if (!names(oids.signingCertificateV2) && names(oids.signingCertificate)) {
    findings.check('certificate-reference', 'signing-certificate names another certificate', () =>
      referencesCertificateBySha1(signerInfo, signer),
    );
  } else if (names(oids.signingCertificateV2) || field.subFilter === 'ETSI.CAdES.detached') {
    findings.check('certificate-reference', 'signing-certificate-v2 names another certificate', () =>
      referencesCertificate(signerInfo, signer),
    );
  }
}

/** Names of what was used, for the report; undefined when they cannot be read. */
export function algorithmOf({ signerInfo }: ReadCms): SignatureReport['algorithm'] {
  try {
    return { signature: algorithmName(signerInfo.signatureAlgorithm), digest: digestOf(signerInfo.digestAlgorithm) };
  } catch (error) {
    if (error instanceof PadesError) return undefined;
    throw error;
  }
}

/** Why the signature is no PAdES baseline one (EN 319 142-1 §6.3), for engineers. */
export function notBaselineOf({ signerInfo }: ReadCms, field: SignedField): string[] {
  const notBaseline: string[] = [];
  if (field.subFilter !== 'ETSI.CAdES.detached') notBaseline.push(`/SubFilter ${field.subFilter ?? 'missing'}`);
  if (signerInfo.attributes.has(oids.signingTime)) notBaseline.push('signing-time attribute');
  if (!signerInfo.attributes.has(oids.signingCertificateV2)) notBaseline.push('no signing-certificate-v2 attribute');
  return notBaseline;
}
