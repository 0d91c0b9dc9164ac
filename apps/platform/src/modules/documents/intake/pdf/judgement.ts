import type { ChangeClass, FindingCode, Indication, SignatureReport, SubIndication } from '@shubbak/pades';

/** Whom the signatures of a file that arrives are held against. */
export interface SignerTrust {
  /** DER certificates trusted for signers. None: every signature is of an unknown authority. */
  readonly signers: readonly Uint8Array[];
  /** DER certificates trusted for timestamps. */
  readonly timestamps: readonly Uint8Array[];
}

/** One signature of a file that arrived, as clerk and officer are shown it. Plain data: it is stored and frozen as it is. */
export type JudgedSignature = {
  readonly kind: SignatureReport['kind'];
  /** The name that stands in the certificate, which proves nobody where the authority is unknown; null where there is none. */
  readonly name: string | null;
  /** EN 319 102-1; a file with a failed signature is refused. */
  readonly indication: Exclude<Indication, 'TOTAL-FAILED'>;
  readonly subIndication: SubIndication | null;
  readonly findings: readonly FindingCode[];
  /** Whether anything said that the signer’s certificate was not revoked. */
  readonly revocationKnown: boolean;
  /** When it surely existed (ISO 8601), by a timestamp that we trust. */
  readonly provenAt: string | null;
  /** When the signer says to have signed (ISO 8601). */
  readonly claimedAt: string | null;
  /** What later revisions of the file changed. */
  readonly changes: ChangeClass;
};

/** The signatures of a file, in the order in which they were made, as they were judged at a moment (ISO 8601). */
export type Judgement = {
  readonly at: string;
  readonly signatures: readonly JudgedSignature[];
  /** Where they are seen: millimetres from the upper left corner of the page (from 0) as displayed. */
  readonly places: readonly SignaturePlace[];
};

/** Where a signature is seen. */
type SignaturePlace = {
  readonly page: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

const longestName = 160;

/** What is kept of a report. Undefined for a signature that failed. */
export function summarise(report: SignatureReport): JudgedSignature | undefined {
  const { indication, subIndication, findings } = report.conclusion;
  if (indication === 'TOTAL-FAILED') return undefined;
  const revocation = report.path[0]?.revocation;
  return {
    kind: report.kind,
    name: printable(report.signer?.commonName),
    indication,
    subIndication: subIndication ?? null,
    findings: [...new Set(findings.map(({ code }) => code))],
    revocationKnown: revocation !== undefined && revocation !== 'unknown',
    provenAt: report.provenAt?.toISOString() ?? null,
    claimedAt: report.claims.time?.toISOString() ?? null,
    changes: report.changes.class,
  };
}

/** A name that a stranger wrote: without controls and overrides, which could rearrange the line it is shown in, and not endless. */
function printable(name: string | undefined): string | null {
  const plain = (name ?? '').replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/gu, ' ').trim();
  return plain === '' ? null : Array.from(plain).slice(0, longestName).join('');
}
