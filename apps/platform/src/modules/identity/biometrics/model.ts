import type { Actor, PersonId, Result } from '../../../kernel/index.ts';
import type { Finger } from './finger-template.ts';

/** What a person may agree to have a fingerprint used for: to be recognised at a counter, or to get their account back there. */
export type FingerprintPurpose = 'identify' | 'recover';

/** A template that the person agreed to leave. */
export interface FingerprintEnrolment {
  readonly personId: PersonId;
  /** Finger minutiae record, ISO/IEC 19794-2:2005: never an image. It says itself which finger it is of. */
  readonly template: Buffer;
  readonly purpose: FingerprintPurpose;
  /** Version of the sentence that the person agreed to. */
  readonly consent: string;
}

/** What is kept of a person, without the template itself. */
export interface FingerprintKept {
  readonly finger: Finger;
  readonly purpose: FingerprintPurpose;
  readonly consent: string;
  readonly authorisation: string;
  readonly takenAt: Date;
}

/** Compares two templates of one finger; real ones come with the station. */
export interface FingerprintMatcher {
  /** From which score on two templates are of one finger: the maker's choice. */
  readonly threshold: number;
  /** How alike two finger minutiae records are. */
  compare(template: Buffer, probe: Buffer): Promise<number>;
}

/**
 * Fingerprints, one person at a time: every function is told whose they are, and none searches. Off (`biometrics.not-authorised`) until
 * the configuration holds the number of the data-protection authority's authorisation. Nothing gives a template out.
 */
export interface Biometrics {
  /** Number of the authorisation under which templates are taken; null: none are. */
  readonly authorisation: string | null;
  /**
   * Keeps a template, in the place of the earlier one of that finger. Once a `key`. Needs `identity.enrol` and a person known in the
   * commune. Refused: `biometrics.not-authorised`, `.template-malformed`, `.template-poor`, `identity.not-allowed`, `.person-unknown`.
   */
  enrol(actor: Actor, enrolment: FingerprintEnrolment, key: string): Promise<Result<{ readonly finger: Finger }>>;
  /**
   * Whether `probe` is of the finger that the person left, for the purpose that they agreed to. The person sees the comparison among the
   * readings of their file; its score goes nowhere. Refused besides: `biometrics.no-matcher`, `.not-enrolled`, `.other-purpose`.
   */
  match(
    actor: Actor,
    asked: { readonly personId: PersonId; readonly probe: Buffer; readonly purpose: FingerprintPurpose },
  ): Promise<Result<{ readonly matches: boolean }>>;
  /** Deletes every template of a person: the person themself, or a counter at their request. Also when no authorisation holds any more. */
  erase(actor: Actor, personId: PersonId): Promise<Result<{ readonly erased: number }>>;
  /** What is kept of a person, for the person and for a commune that serves them. */
  state(actor: Actor, personId: PersonId): Promise<Result<readonly FingerprintKept[]>>;
}
