import type { ChangeClass } from '../../changes/model.ts';
import type { FindingCode, Indication } from '../report.ts';

/** Languages of a report for readers. */
export type ReportLanguage = 'ar' | 'fr' | 'en';

/** Everything that a report says in one language. Braces stand for what is filled in. */
export interface ReportWords {
  readonly title: string;
  readonly judgedAt: string;
  readonly unsigned: string;
  readonly indication: Readonly<Record<Indication, string>>;
  readonly overall: string;
  readonly signature: string;
  readonly documentTimestamp: string;
  readonly signer: string;
  /** Whoever made a timestamp: an authority signs nothing as its own. */
  readonly maker: string;
  readonly unknownSigner: string;
  readonly level: string;
  readonly noLevel: string;
  readonly provenAt: string;
  readonly notProven: string;
  readonly claimedAt: string;
  readonly reason: string;
  readonly location: string;
  readonly roles: string;
  readonly covers: string;
  readonly coversPart: string;
  readonly certification: string;
  readonly timestampedBy: string;
  readonly changes: string;
  readonly change: Readonly<Record<ChangeClass, string>>;
  readonly findings: string;
  readonly finding: Readonly<Record<FindingCode, string>>;
}
