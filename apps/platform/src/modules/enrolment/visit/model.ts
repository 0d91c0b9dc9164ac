import type { Id, Language, PersonId, PersonName, Place } from '../../../kernel/index.ts';
import type { DocumentType, Enrolment, IdentityDocumentId } from '../../identity/index.ts';
import type { PreEnrolmentId } from '../pre-enrolment/index.ts';
import type { SignatureSample } from '../signature-sample/index.ts';
import type { Authority } from './guardian-powers.ts';

export type VisitId = Id<'visit'>;

/** What cannot be taken is skipped with one of these; `other` needs the clerk's own words. */
export const skipReasons = {
  specimen: ['cannot-sign', 'refuses', 'no-device', 'minor', 'other'],
  fingerprint: ['worn-finger', 'refuses', 'no-device', 'minor', 'not-open', 'other'],
} as const;
export type Skippable = keyof typeof skipReasons;
export type SkipReason<S extends Skippable> = (typeof skipReasons)[S][number];

/** Why something was not taken. `words` say it where the reason is `other`. */
export interface Skip<S extends Skippable> {
  readonly reason: SkipReason<S>;
  readonly words?: string | undefined;
}

/** A template as the sensor's bridge made it: a finger minutiae record (ISO/IEC 19794-2:2005), which says its finger, never a picture. */
export interface FingerprintTaken {
  readonly template: Buffer;
  /** Version of the sentence by which the person agreed to leave it. */
  readonly consent: string;
}

/** Who stands for a minor: an enrolled adult, by a document that the clerk has before them. */
export interface GuardianNamed {
  readonly personId: PersonId;
  readonly documentId: IdentityDocumentId;
  readonly authority: Authority;
  /** Reference of the court's decision; needed where the authority is a court's. */
  readonly reference?: string | undefined;
  /** What was shown: the family booklet, a birth certificate, the judgement. */
  readonly evidence: string;
}

/** Somebody known by a document on the counter; they need no file of their own. */
export interface WitnessNamed {
  readonly name: PersonName;
  readonly birthDate: string;
  readonly document: {
    readonly type: DocumentType;
    readonly number: string;
    readonly issuer?: string | undefined;
    readonly expiresOn: string;
  };
}

/** How somebody who cannot sign or read was heard. */
export interface Assistance {
  readonly cannot: 'sign' | 'read' | 'both';
  readonly witnesses: readonly WitnessNamed[];
  /** The clerk attests that the text was read aloud, understood and agreed to, before both witnesses. */
  readonly readAloud: boolean;
  /** Version of the warning on obligations (DOC art. 427) that the clerk gave. */
  readonly warning: string;
}

/** One visit, as the counter reports it when everything is on the screen. */
export interface VisitReport {
  readonly place: Place;
  readonly preEnrolmentId?: PreEnrolmentId | undefined;
  readonly cardRead: 'machine-readable' | 'by-eye';
  readonly subject:
    | { readonly kind: 'enrolled'; readonly enrolment: Enrolment }
    | { readonly kind: 'completed'; readonly personId: PersonId; readonly documentId: IdentityDocumentId };
  /** The face, the card and the declared facts agree: the clerk's word, by the version of its sentence. */
  readonly attestation: { readonly version: string; readonly agrees: boolean };
  /** The notice of law 09-08 and the consent, as the person (or the guardian) took them in. */
  readonly notice: {
    readonly notice: string;
    readonly consent: string;
    readonly language: Language;
    readonly mode: 'read' | 'read-aloud';
    readonly agrees: boolean;
  };
  /** One to three signatures, or why there is none. */
  readonly specimen: readonly SignatureSample[] | Skip<'specimen'>;
  readonly fingerprint: FingerprintTaken | Skip<'fingerprint'>;
  readonly guardian?: GuardianNamed | undefined;
  readonly assistance?: Assistance | undefined;
}

/** What a finished visit came to. */
export interface VisitDone {
  readonly visitId: VisitId;
  readonly personId: PersonId;
  readonly documentId: IdentityDocumentId;
}

export type SpecimenId = Id<'specimen'>;

/** A signature specimen as it is compared with a signature of today. */
export interface Specimen {
  readonly id: SpecimenId;
  readonly position: number;
  readonly takenAt: Date;
  readonly sample: SignatureSample;
}
