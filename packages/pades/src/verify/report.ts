import type { CertificationLevel, ChangeReport } from '../changes/model.ts';
import type { DigestName } from '../x509/algorithm.ts';

/** Overall result for one signature (EN 319 102-1 §5.1.3, table 5). */
export type Indication = 'TOTAL-PASSED' | 'INDETERMINATE' | 'TOTAL-FAILED';

/** Why it is not passed (EN 319 102-1 §5.1.3, tables 6 and 7). */
export type SubIndication =
  | 'FORMAT_FAILURE'
  | 'HASH_FAILURE'
  | 'SIG_CRYPTO_FAILURE'
  | 'REVOKED'
  | 'EXPIRED'
  | 'NOT_YET_VALID'
  | 'SIG_CONSTRAINTS_FAILURE'
  | 'CHAIN_CONSTRAINTS_FAILURE'
  | 'CRYPTO_CONSTRAINTS_FAILURE'
  | 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE'
  | 'NO_SIGNING_CERTIFICATE_FOUND'
  | 'NO_CERTIFICATE_CHAIN_FOUND'
  | 'REVOKED_NO_POE'
  | 'REVOKED_CA_NO_POE'
  | 'OUT_OF_BOUNDS_NOT_REVOKED'
  | 'OUT_OF_BOUNDS_NO_POE'
  | 'TIMESTAMP_ORDER_FAILURE'
  | 'TRY_LATER';

/** Result of one signature or timestamp, with what led to it. */
export interface Conclusion {
  readonly indication: Indication;
  readonly subIndication: SubIndication | undefined;
  /** What did not hold; empty when passed. */
  readonly findings: readonly Finding[];
}

/** One check that did not hold. */
export interface Finding {
  readonly code: FindingCode;
  /** For engineers; readers get the sentence of the code in their language. */
  readonly detail: string;
}

/** Each check by its name. docs/checks.md says what each proves and which article it implements. */
export type FindingCode =
  // the file
  | 'file-unreadable'
  | 'file-ambiguous'
  | 'contents-malformed'
  | 'byte-range'
  | 'uncovered-tail'
  | 'signature-reused'
  // the signature
  | 'cms-malformed'
  | 'format-not-pades'
  | 'message-digest'
  | 'certificate-reference'
  | 'signature-value'
  | 'algorithm-weak'
  | 'algorithm-unknown'
  // the certificate
  | 'signer-certificate-missing'
  | 'signer-key-usage'
  | 'path-not-found'
  | 'path-constraints'
  | 'certificate-not-yet-valid'
  | 'certificate-expired'
  | 'certificate-revoked'
  | 'authority-revoked'
  | 'revocation-unknown'
  // time
  | 'timestamp-malformed'
  | 'timestamp-imprint'
  | 'timestamp-signature'
  | 'timestamp-key-usage'
  | 'timestamp-invalid'
  | 'timestamp-order'
  // what came after
  | 'changed-after'
  | 'changed-against-certification'
  | 'changed-locked-field';

/** Baseline level that a signature's material reaches (EN 319 142-1 §6); only what was verified counts. */
export type BaselineLevel = 'B-B' | 'B-T' | 'B-LT' | 'B-LTA';

/** One certificate of a path, as judged. */
export interface CertificateReport {
  /** DER. */
  readonly certificate: Uint8Array;
  readonly commonName: string | undefined;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** `trusted` for an anchor, `unknown` when nothing in the file or handed in says. */
  readonly revocation: 'good' | 'revoked' | 'unknown' | 'trusted';
  readonly revokedAt: Date | undefined;
}

/** A timestamp over a signature or over the document. */
export interface TimestampReport {
  readonly kind: 'signature' | 'document';
  readonly conclusion: Conclusion;
  readonly genTime: Date | undefined;
  readonly tsaName: string | undefined;
  readonly path: readonly CertificateReport[];
}

/** What the signer claims, covered by the signature and proven by nothing else. */
export interface SignerClaims {
  readonly name: string | undefined;
  readonly reason: string | undefined;
  readonly location: string | undefined;
  readonly time: Date | undefined;
  readonly roles: readonly string[];
  /** Object identifier, dotted. */
  readonly commitment: string | undefined;
  /** Object identifier of the signature policy, dotted. */
  readonly policy: string | undefined;
}

/** One signature field that is signed, or one document timestamp. */
export interface SignatureReport {
  readonly kind: 'signature' | 'document-timestamp';
  /** Full name of the field. */
  readonly fieldName: string;
  readonly conclusion: Conclusion;
  readonly level: BaselineLevel | undefined;
  /** Why it is no PAdES baseline signature, for engineers; empty when it has a level. Not a fault by itself. */
  readonly notBaseline: readonly string[];
  /** The revision that is signed: the file's first `end` octets. */
  readonly revision: { readonly end: number; readonly coversWholeFile: boolean };
  readonly signer: { readonly commonName: string | undefined; readonly certificate: Uint8Array } | undefined;
  readonly algorithm: { readonly signature: string; readonly digest: DigestName } | undefined;
  readonly claims: SignerClaims;
  /** When the signature surely existed: the oldest proof; undefined without any timestamp. */
  readonly provenAt: Date | undefined;
  /** From the signer to a trusted certificate; empty when there is none. */
  readonly path: readonly CertificateReport[];
  readonly timestamps: readonly TimestampReport[];
  /** What changed after it, and whether that may be. */
  readonly changes: ChangeReport;
  /** Certification level when this signature certifies the file (DocMDP). */
  readonly certification: CertificationLevel | undefined;
}

/** Report of `validate`. Plain data: dates and octets apart it is JSON. */
export interface ValidationReport {
  /** Moment for which the file was judged. */
  readonly at: Date;
  /** Passed only when there is a signature and every one passed; undefined when nothing is signed. */
  readonly indication: Indication | undefined;
  /** What holds for the file as a whole. */
  readonly findings: readonly Finding[];
  /** Departures from ISO 32000 that were read over, for engineers. */
  readonly forgiven: readonly string[];
  /** In the order in which they were made. */
  readonly signatures: readonly SignatureReport[];
}
