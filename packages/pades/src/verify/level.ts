import type { BaselineLevel } from './report.ts';

/** What the level of a signature follows from; each only as far as it was verified. */
export interface LevelFacts {
  /** Format and signature hold, and the format is that of PAdES. */
  readonly isBaseline: boolean;
  /** A timestamp over the signature passed. */
  readonly isTimestamped: boolean;
  /** The file holds certificates and revocation of signer and timestamps. */
  readonly hasValidationData: boolean;
  /** A document timestamp that passed covers that data. */
  readonly isArchived: boolean;
}

/** The highest baseline level whose every requirement holds (EN 319 142-1 §6.1): each includes the ones below. */
export function levelOf(facts: LevelFacts): BaselineLevel | undefined {
  if (!facts.isBaseline) return undefined;
  if (!facts.isTimestamped) return 'B-B';
  if (!facts.hasValidationData) return 'B-T';
  return facts.isArchived ? 'B-LTA' : 'B-LT';
}
