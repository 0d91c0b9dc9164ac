import type {
  ActId,
  CommuneId,
  Id,
  MandateId,
  OfficeId,
  OrganisationId,
  PersonId,
  PersonName,
  Refusal,
  RequestId,
  StaffId,
} from '../../kernel/index.ts';
import type { Sha256 } from '../../platform/blobs/index.ts';
import type { RequestDocument } from '../documents/index.ts';
import type { Capacity, IdentifiedPerson } from '../identity/index.ts';
import type { StampLanguages } from '../organisation/index.ts';
import type { AskedVerb, ServiceRequest } from '../requests/index.ts';

/** The service of this room. */
export const certificationService = 'certified-copy';

export type OriginalId = Id<'original'>;
export type AheadId = Id<'scanned-ahead'>;

/** What is read on an original. Names in both scripts; where it bears one, the other repeats it. Days as `YYYY-MM-DD`. */
export interface Particulars {
  readonly issuer: PersonName | null;
  readonly ownNumber: string | null;
  readonly issuedOn: string | null;
  /** The original's own end: no copy is made of it afterwards. */
  readonly expiresOn: string | null;
}

/** The part of the particulars that is sealed for whoever holds the original. */
export type SealedParticulars = Pick<Particulars, 'issuer' | 'ownNumber'>;

/** How often, and until which day (`YYYY-MM-DD`, included), the copy may be issued again. */
export interface ChosenTerms {
  readonly most: number;
  readonly until: string;
}

/** As usual, as somebody chose, or never. */
export type Reissues = { readonly kind: 'usual' | 'none' } | ({ readonly kind: 'chosen' } & ChosenTerms);

/** What a certification adds to its request. */
export interface Certification {
  readonly requestId: RequestId;
  readonly kind: string | null;
  readonly ruleVersion: string | null;
  readonly particulars: Particulars;
  /** Whose data key seals the particulars; null before any was typed. */
  readonly sealedFor: PersonId | OrganisationId | null;
  readonly stampLanguages: StampLanguages | null;
  readonly reissues: Reissues;
  readonly renews: OriginalId | null;
}

/** Somebody whose original it is, or who shows it for an organisation. */
export interface Holder {
  readonly personId: PersonId;
  readonly identityDocumentId: Id<'identity-document'>;
  /** Null for somebody who renews at a distance. */
  readonly identifiedBy: StaffId | null;
  readonly identifiedAt: Date;
  readonly signedFor: { readonly organisationId: OrganisationId; readonly mandateId: MandateId } | null;
  /** What they drew on the pad at the counter, for the register: SHA-256 of the strokes, a blob of the commune. */
  readonly signature: { readonly strokes: Sha256; readonly at: Date } | null;
}

/** A holder with who they are, read for the moment. */
export interface KnownHolder extends Holder {
  readonly person: IdentifiedPerson;
  readonly capacity: (Capacity & { readonly fault: Refusal | null }) | null;
}

/** The check by which a clerk notes that a holder can draw neither signature nor mark. */
export const cannotSign = 'cannot-sign';

/** A check, by whoever made it. */
export interface CheckMade {
  readonly check: string;
  readonly madeBy: StaffId;
  readonly madeAt: Date;
  /** Of which pages (`originalHash`), where it is of a renewal; null in a draft, whose pages are compared one by one. */
  readonly pages: Sha256 | null;
}

/** What a page is held against: the original that lies before the clerk, or what was certified of it before. */
export type HeldAgainst = 'original' | 'certified';

/** That somebody compared this very picture of a page. */
export interface PageCompared {
  readonly pageId: string;
  readonly image: Sha256;
  readonly heldAgainst: HeldAgainst;
  readonly comparedBy: StaffId;
  readonly comparedAt: Date;
}

/** Everything about one certification, for whoever works on it. */
export interface CertificationFile {
  readonly request: ServiceRequest;
  readonly certification: Certification;
  readonly holders: readonly KnownHolder[];
  readonly checks: readonly CheckMade[];
  readonly compared: readonly PageCompared[];
  readonly document: RequestDocument | undefined;
  /** The languages in which its office stamps; null: Arabic, beside French unless the paper is in Arabic. */
  readonly officeStamps: StampLanguages | null;
}

/** Something that a request lacks before an officer may have it: where on the screen, and a message key. */
export interface Missing {
  readonly field: string;
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/** What the terms of reissue come to, and the most that the installation allows. */
export interface TermsOffered {
  /** Null where the officer lets nothing be issued again. */
  readonly terms: ChosenTerms | null;
  readonly limits: ChosenTerms;
}

/** What a renewal renews, and how far its check has come. */
export interface Renewal {
  /** The certification whose pages are certified again. */
  readonly actId: ActId;
  readonly entryNumber: string;
  readonly certifiedAt: Date;
  /** What its pages must be held against. */
  readonly asks: HeldAgainst;
  /** When the last of its checks was made; null while one is missing. */
  readonly checkedAt: Date | null;
}

/** A file with what it lacks and what the reader may do. */
export interface CertificationOverview extends CertificationFile {
  /** Null for a certification that renews none. */
  readonly renewal: Renewal | null;
  readonly stampLanguages: StampLanguages;
  readonly missing: readonly Missing[];
  readonly verbs: readonly AskedVerb[];
  readonly offered: TermsOffered;
}

/** An original that was shown once and certified. */
export interface Original {
  readonly communeId: CommuneId;
  readonly id: OriginalId;
  readonly requestId: RequestId;
  readonly actId: ActId;
  readonly officeId: OfficeId;
  readonly kind: string;
  readonly sealedFor: PersonId | OrganisationId;
  readonly sealed: Buffer;
  readonly issuedOn: string | null;
  readonly expiresOn: string | null;
  readonly stampLanguages: StampLanguages;
  /** Over the digests of its pages. */
  readonly pages: Sha256;
  readonly depositedAt: Date;
}
