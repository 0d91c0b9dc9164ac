import type { ActId, Centimes, Id, LocalizedText, PersonId, PersonName, StaffId } from '../../../kernel/index.ts';
import type { Entry } from '../model.ts';

/** What stands in the one series of an office: acts of every kind, refusals, and corrections of other entries. */
const entryKinds = ['legalisation', 'certified-copy', 'reissue', 'refusal', 'correction'] as const;
export type EntryKind = (typeof entryKinds)[number];

/** How one signature was recognised (dahir of 25 July 1915, art. 5). */
export const applicantModes = ['presence', 'distance', 'witnesses', 'specimen'] as const;
export type ApplicantMode = (typeof applicantModes)[number];

/** The nature and subject of a document: the catalogue's code, and what it was called when the entry was made. */
export interface Subject {
  readonly code: string;
  readonly words: LocalizedText;
}

/** The columns of decree 2-22-047 that are nobody's personal data. */
export interface Particulars {
  readonly kind: EntryKind;
  readonly subject: Subject | null;
  /** `mixed` where several signed in several modes; null where nobody signed. */
  readonly mode: ApplicantMode | 'mixed' | null;
  readonly fee: Centimes;
  /** Paper originals of the one act. */
  readonly exemplars: number;
  readonly pages: number;
  readonly officerId: StaffId;
  readonly officer: { readonly name: PersonName; readonly capacity: LocalizedText; readonly delegation: string };
}

export type ApplicantId = Id<'register-applicant'>;

/** A document as the register names it. */
export interface ApplicantDocument {
  readonly type: string;
  readonly number: string;
}

/** The columns that are somebody's personal data. */
export interface Applicant {
  readonly personId: PersonId;
  readonly name: PersonName;
  readonly document: ApplicantDocument | null;
  readonly address: string | null;
  /** The organisation for which they signed. */
  readonly organisation: PersonName | null;
  readonly mode: ApplicantMode | null;
  /** SHA-256 of the strokes that they drew, a blob of the commune. */
  readonly signature: string | null;
}

/** What is written into the register when an act is recorded. */
export interface GivenParticulars extends Particulars {
  readonly applicants: readonly Applicant[];
}

/** An applicant as a page of the register names them: what is sealed stays sealed. */
export interface ListedApplicant {
  readonly id: ApplicantId;
  readonly personId: PersonId;
  /** Null for a reader without the right to the applicants' data. */
  readonly name: PersonName | null;
  readonly organisation: PersonName | null;
  readonly mode: ApplicantMode | null;
  readonly signed: boolean;
}

export type CorrectionId = Id<'correction'>;

/** The fields of an entry that may be wrong; number, minute, officer and signature never are: they are sealed with the act. */
const communalFields = ['subject', 'exemplars', 'mode'] as const;
export const applicantFields = ['name', 'document', 'address'] as const;
export type CorrectionField = (typeof communalFields)[number] | (typeof applicantFields)[number];

/** Why an entry says something wrong: a word of the code. */
const correctionReasons = ['misread', 'mistyped', 'wrong-paper', 'changed-since'] as const;
export type CorrectionReason = (typeof correctionReasons)[number];

/** An entry whose number and year say where it stands in its office's series. */
export interface NumberedPlace {
  readonly year: number;
  readonly number: number;
}

/** A correction that stands, as the entry that it is about names it. */
export interface StandingCorrection {
  readonly id: CorrectionId;
  readonly field: CorrectionField;
  readonly applicantId: ApplicantId | null;
  /** The entry that was corrected, and the entry that says so. */
  readonly of: NumberedPlace;
  readonly entry: NumberedPlace;
  readonly reason: CorrectionReason;
  readonly proposedBy: StaffId;
  readonly approvedBy: StaffId;
  readonly at: Date;
}

/** How the act of an entry stands, where it is valid no more; the acts' own words. */
export interface EntryStanding {
  readonly state: 'revoked' | 'superseded';
  readonly reason: string;
  readonly since: Date;
  readonly successor: { readonly entryNumber: string } | null;
}

/** A line of the register. */
export interface BookEntry extends Entry {
  /** Null while the number is reserved, for a cancelled one, and for an act made before the register kept columns. */
  readonly particulars: Particulars | null;
  readonly applicants: readonly ListedApplicant[];
  readonly corrections: readonly StandingCorrection[];
  /** For the entry of a correction: what it corrects. */
  readonly corrects: StandingCorrection | null;
  readonly standing: EntryStanding | null;
}

/** An applicant with everything that the register keeps of them; null where the person was erased since. */
export interface WholeApplicant extends ListedApplicant {
  readonly document: ApplicantDocument | null;
  readonly address: string | null;
  /** The strokes as a drawing (SVG). */
  readonly picture: string | null;
}

/** What a correction changed, in words and values. */
export interface ShownCorrection extends StandingCorrection {
  readonly old: CorrectionValue | null;
  readonly new: CorrectionValue | null;
}

/** The value of a field: a subject, a name, a document, a number, or words. */
export type CorrectionValue = Subject | PersonName | ApplicantDocument | number | string;

/** One entry whole. */
export interface WholeEntry extends BookEntry {
  readonly whole: readonly WholeApplicant[];
  readonly shown: readonly ShownCorrection[];
}

/** What a search asks; everything that is given must hold. Dates are civil days of Morocco, YYYY-MM-DD. */
export interface BookSearch {
  readonly year: number;
  readonly number?: number | undefined;
  /** Words of an applicant's name, or their beginnings. */
  readonly name?: string | undefined;
  readonly kind?: EntryKind | undefined;
  readonly subject?: string | undefined;
  readonly officerId?: StaffId | undefined;
  readonly state?: Entry['outcome']['kind'] | undefined;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  /** Entries before this number: where the page before ended. */
  readonly before?: number | undefined;
}

/** Some entries, latest first; `next` is where the page after begins, null at the end. */
export interface BookPage {
  readonly entries: readonly BookEntry[];
  readonly next: number | null;
  /** Whether names are shown. */
  readonly named: boolean;
}

/** The act whose standing is asked, by whoever knows. */
export type StandingsOf = ReadonlyMap<ActId, EntryStanding>;
