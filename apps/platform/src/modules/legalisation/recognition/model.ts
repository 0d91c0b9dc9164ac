import type { Id, Language, PersonName } from '../../../kernel/index.ts';
import type { SpecimenId, WitnessNamed } from '../../enrolment/index.ts';
import type { DeclaredIdentity } from '../../identity/index.ts';

/** What somebody cannot do, as the visit words it. */
export type Inability = 'sign' | 'read' | 'both';

/** What stands on the paper for somebody who cannot sign. */
export const inPlaceOfSignature = ['mark', 'fingerprint', 'nothing'] as const;
export type InPlaceOfSignature = (typeof inPlaceOfSignature)[number];

export type SpecimenRuleId = Id<'specimen-rule'>;

/**
 * From when to when a commune lets a signature that was given elsewhere be recognised by a specimen on file (dahir of 25 July 1915), by
 * which decision and why. Days of Morocco, YYYY-MM-DD, both included.
 */
export interface SpecimenRule {
  readonly id: SpecimenRuleId;
  readonly basis: string;
  readonly reason: string;
  readonly startsOn: string;
  readonly endsOn: string | null;
}

/** The clerk's word that the signature on the paper is that of the specimens in force, under the commune's rule. */
export interface Comparison {
  readonly specimens: readonly SpecimenId[];
  readonly rule: SpecimenRuleId;
  /** Version of the sentence that the clerk attested. */
  readonly sentence: string;
  /** Why the paper was not signed at the counter, in the clerk's words. */
  readonly reason: string;
}

/** How somebody who cannot sign or read was heard (dahir of 25 July 1915, art. 4). */
export interface Assistance {
  readonly cannot: Inability;
  /** Null for who signs. */
  readonly inPlace: InPlaceOfSignature | null;
  /** The text was read aloud and understood: version of the clerk's sentence, and the language that was spoken. */
  readonly readAloud: { readonly sentence: string; readonly language: Language };
  /** Version of the warning on obligations (DOC, art. 427). */
  readonly warning: string;
}

/** One of the two who heard somebody, known by a document, with what they drew and agreed to. */
export interface Witness extends DeclaredIdentity {
  readonly position: 1 | 2;
  /** A mark for a witness who cannot write either; null before they drew. */
  readonly signedWith: 'signature' | 'mark' | null;
  readonly consent: { readonly sentence: string; readonly language: Language; readonly at: Date } | null;
}

/** How a signatory's signature is to be recognised. */
export type Recognition =
  | { readonly mode: 'presence' }
  | {
      readonly mode: 'specimen';
      /** The specimens that were looked at. */
      readonly specimens: readonly SpecimenId[];
      readonly sentence: string;
      readonly reason: string;
    }
  | {
      readonly mode: 'witnesses';
      readonly cannot: Inability;
      readonly inPlace: InPlaceOfSignature | null;
      readonly readAloud: { readonly sentence: string; readonly language: Language };
      readonly warning: string;
      readonly witnesses: readonly WitnessNamed[];
    };

/** The sentences that are attested or agreed to, by version: a text is never edited under the same one. */
export const recognitionSentences = {
  /** The clerk: the signature on the paper was compared with the specimens and is of the same hand. */
  comparison: 'comparison-1',
  /** The clerk: the text was read aloud, understood and agreed to, before both witnesses. */
  readAloud: 'paper-read-aloud-1',
  /** The clerk: an obligation of who cannot read needs a notary or adoul (DOC, art. 427). */
  warning: 'warning-427-1',
  /** A witness: they know the person, heard the text read, and the person agreed. */
  witness: 'witness-1',
} as const;

/** Those on duty where a witness is heard: they are no witnesses. */
export type OnDuty = readonly PersonName[];
