import type { Centimes, LocalizedText, PersonName } from '../../../kernel/index.ts';

/** Languages of a stamp: one official or administrative language, or Arabic beside another. Arabic always comes first. */
const stampLanguages = ['ar', 'fr', 'ar+fr', 'ar+zgh', 'ar+en'] as const;
export type StampLanguages = (typeof stampLanguages)[number];

/** Whether `value` names the languages of a stamp. */
export function isStampLanguages(value: unknown): value is StampLanguages {
  return typeof value === 'string' && (stampLanguages as readonly string[]).includes(value);
}

/** How the signature was recognised (dahir of 25 July 1915, art. 5: appearance and recognition, or special circumstances). */
export type SignatureMode = 'presence' | 'distance' | 'witnesses' | 'specimen';

/** The document that identified a person: national card, passport, residence card, or another that the office accepts. */
export type IdentityDocumentType = 'cnie' | 'passport' | 'residence' | 'other';

/** A person on a paper, with the document that identified them. */
export interface Identified {
  readonly name: PersonName;
  readonly document: { readonly type: IdentityDocumentType; readonly number: string };
}

/** In which quality somebody signs; `other` in words of their own. */
export type SignatoryRole =
  | 'manager'
  | 'president'
  | 'director'
  | 'proxy'
  | 'treasurer'
  | 'secretary-general'
  | 'other';

/** For whom somebody signs, and in which quality. */
export interface SignatoryCapacity {
  readonly role: SignatoryRole;
  readonly roleWords: PersonName | null;
  readonly kind: 'company' | 'association' | 'cooperative' | 'public-body';
  /** With the legal form behind. */
  readonly organisation: PersonName;
  /** Where the organisation can be looked up; `place` is the court's. */
  readonly register: {
    readonly type: 'trade' | 'cooperatives' | 'receipt' | 'ice';
    readonly number: string;
    readonly place: PersonName | null;
  } | null;
}

/** A person whose signature is certified, who holds the original, or whose request was refused. */
export interface Signatory extends Identified {
  readonly mode: SignatureMode;
  /** Where they were identified, at another office than the one that makes the act; absent for those who came to that one. */
  readonly attestedAt?: PaperOffice;
  /** Absent for somebody who signs for themselves, and on acts made before organisations were known. */
  readonly capacity?: SignatoryCapacity;
}

/** The office as papers name it. `arrondissement` is null where a commune has none. */
export interface PaperOffice {
  readonly commune: LocalizedText;
  readonly arrondissement: LocalizedText | null;
  readonly name: LocalizedText;
}

/** A paper without legal effect says so: it comes from a demonstration, or from the shadow commune used for training. */
export type NoEffectMark = 'demo' | 'training';

/** What an act is: a signature legalised, a copy certified, that certification issued again, a request refused. */
export type ActKind = 'legalisation' | 'certified-copy' | 'reissue' | 'refusal';

/** What a certified copy, or its reissue, says of the Original that was shown. */
export interface CopyParticulars {
  /** Kind of document: a diploma, a contract. */
  readonly document: LocalizedText;
  /** Who issued it, as the document says; null when it does not. */
  readonly issuer: PersonName | null;
  /** The document's own number. */
  readonly ownNumber: string | null;
  /** Days, as `YYYY-MM-DD`. */
  readonly issuedOn: string | null;
  readonly expiresOn: string | null;
  /** Of a reissue: the certification that it repeats, and who certified when (ISO 8601). */
  readonly certification: {
    readonly number: string;
    readonly instant: string;
    readonly officer: PersonName;
    readonly capacity: LocalizedText;
    readonly delegation: string;
  } | null;
}

/** What a refusal says of the request that it refuses. */
export interface RefusalParticulars {
  /** What people call the request. */
  readonly reference: string;
  /** What was asked for. */
  readonly service: LocalizedText;
  readonly nature: LocalizedText | null;
  readonly reason: LocalizedText;
  /** The article behind the reason; null where the catalogue has none. */
  readonly basis: LocalizedText | null;
  /** The officer's words to the applicant, as they were typed. */
  readonly note: string;
}

/** Everything that a paper of an act shows, frozen with the act: the same face always gives the same bytes. */
export interface ActFace {
  readonly kind: ActKind;
  /** Version of the wording, `currentWording` for a new act. */
  readonly wording: string;
  /** EntryNumber, such as "2026/MAA-03/000127"; null on a draft. */
  readonly number: string | null;
  /** Sixteen Crockford base-32 characters, ungrouped; null on a draft. */
  readonly code: string | null;
  /** Full https address `/v/CODE/KEY` that the QR code carries; null on a draft. */
  readonly verifyUrl: string | null;
  /** The short address printed beside the code, such as "shubbak.example/v". */
  readonly host: string;
  /** The minute of the act; null on a draft. */
  readonly instant: Date | null;
  readonly office: PaperOffice;
  readonly officer: { readonly name: PersonName; readonly capacity: LocalizedText; readonly delegation: string };
  readonly signatories: readonly Signatory[];
  /** The two witnesses where a mode is `witnesses`; named on the stamp. */
  readonly witnesses?: readonly Identified[];
  /** Of a certified copy and of its reissues. */
  readonly copy?: CopyParticulars;
  /** Of a refusal. */
  readonly refusal?: RefusalParticulars;
  readonly fee: Centimes;
  /** Number of pages of the whole act. */
  readonly pages: number;
  readonly mark: NoEffectMark | null;
}

/** Whether a face belongs to a draft: it has no number, code, address or minute yet. */
export function isDraft(face: ActFace): boolean {
  return face.number === null || face.code === null || face.verifyUrl === null || face.instant === null;
}
