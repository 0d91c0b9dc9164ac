import type {
  AssuranceLevel,
  Centimes,
  CommuneId,
  Id,
  Language,
  LocalizedText,
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
import type { UnreadLanguage } from './language.ts';
import type { Warning, WarningRead } from './warnings.ts';
import type { Capacity, IdentifiedPerson } from '../identity/index.ts';
import type { StampLanguages } from '../organisation/index.ts';
import type { AskedVerb, ServiceRequest } from '../requests/index.ts';
import type { Awaited, NamedOffice } from './awaited/model.ts';
import type { Assistance, Comparison, Witness } from './recognition/model.ts';

/** The service of this room. */
export const legalisationService = 'signature-legalisation';

/** How a signature was recognised: before the clerk, at a distance, before two witnesses, by a specimen on file. */
export type SignatureMode = 'presence' | 'distance' | 'witnesses' | 'specimen';

/** Top left corner of the stamp, in millimetres from the top left of the page as displayed. */
export interface StampPlace {
  readonly page: number;
  readonly x: number;
  readonly y: number;
}

export interface StampSize {
  readonly width: number;
  readonly height: number;
}

/** How the commune rules on a nature of act at a moment. */
export interface NatureRuling {
  readonly code: string;
  readonly rule: 'allow' | 'warn' | 'refuse';
  readonly basis: LocalizedText | null;
  readonly attributes: { readonly illiterateObligation: 'allow' | 'warn' | 'refuse' };
  readonly ruleVersion: string;
  readonly fee: Centimes;
}

/** What a legalisation adds to its request. */
export interface Legalisation {
  readonly requestId: RequestId;
  readonly nature: string | null;
  readonly ruleVersion: string | null;
  readonly stampLanguages: StampLanguages | null;
  readonly stampPlace: StampPlace | null;
  readonly exemplars: number;
  /** Codes of the checks that were made by eye. */
  readonly checks: readonly string[];
}

/** For whom a signatory signs, under which mandate, and what the paper is worth (in centimes) where the mandate is limited. */
export interface SignedFor {
  readonly organisationId: OrganisationId;
  readonly mandateId: MandateId;
  readonly worth: Centimes | null;
}

/**
 * Who attests that a signatory is who they say and signed: a member of staff who had them before their eyes at an office, maybe of another
 * commune than the request's; or the person's own session at a distance, of that level, over the document with that digest.
 */
export type AttestedBy =
  | {
      readonly kind: 'staff';
      readonly staffId: StaffId;
      readonly communeId: CommuneId;
      readonly officeId: OfficeId;
      readonly at: Date;
      /** At another office than the request's: the office and the clerk as they were named then, frozen. */
      readonly elsewhere?: { readonly office: NamedOffice; readonly clerk: PersonName };
      /** Of a request that others sign at a distance: the paper that was compared, and as an act of which nature. */
      readonly agreed?: { readonly paper: Sha256; readonly nature: string };
    }
  | {
      readonly kind: 'distance';
      readonly level: AssuranceLevel;
      readonly documentSha256: Sha256;
      readonly at: Date;
    };

/** What somebody agrees to at a counter: the sheets of the paper, and what it is in law; no nature while none was chosen. */
export interface AgreedTo {
  readonly paper: Sha256;
  readonly nature: string | null;
}

/** The word of a signatory: which sentence they accepted, in which language. */
export interface SignatoryConsent {
  readonly sentence: string;
  readonly language: Language;
  readonly at: Date;
  /** At a counter: to what, as it stood when they left. */
  readonly to?: AgreedTo;
  /** The request was handed over since. */
  readonly over?: true;
}

/** A person whose signature is to be certified. */
export interface Signatory {
  readonly personId: PersonId;
  readonly identityDocumentId: Id<'identity-document'>;
  readonly mode: SignatureMode;
  readonly attestedBy: AttestedBy;
  /** The strokes drawn on the pad. */
  readonly signature: Sha256 | null;
  readonly signedAt: Date | null;
  readonly consent: SignatoryConsent | null;
  /** Of the mode `specimen`. */
  readonly comparison: Comparison | null;
  /** Of the mode `witnesses`. */
  readonly assistance: Assistance | null;
  /** Null for somebody who signs for themselves. */
  readonly signedFor: SignedFor | null;
}

/** A signatory with who they are, read for the moment. */
export interface KnownSignatory extends Signatory {
  /** When they agreed to other sheets or another nature than there are now, which counts no more; `consent` is then null. */
  readonly agreedBefore: Date | null;
  /** The two of the mode `witnesses`; none otherwise. */
  readonly witnesses: readonly Witness[];
  readonly person: IdentifiedPerson;
  /** For whom they sign, as the paper says it; `fault` is why the mandate would not do now. */
  readonly capacity: (Capacity & { readonly fault: Refusal | null }) | null;
}

/** Everything about one legalisation, for whoever works on it. */
export interface LegalisationFile {
  readonly request: ServiceRequest;
  /** Warnings that were read before it was handed over. */
  readonly warningsRead: readonly WarningRead[];
  readonly legalisation: Legalisation;
  /** How the commune rules now on the chosen nature; undefined when none is chosen or it is no longer offered. */
  readonly ruling: NatureRuling | undefined;
  readonly signatories: readonly KnownSignatory[];
  /** Those who will sign later: until they have, no act is made. */
  readonly awaited: readonly Awaited[];
  readonly document: RequestDocument | undefined;
  /** The languages in which its office stamps; null: in the language of the paper. */
  readonly officeStamps: StampLanguages | null;
  /** In which language of its paper the office does not read; null where it reads them all, or nothing can be told. */
  readonly unread: UnreadLanguage | null;
  /** Null for a request of the counter that awaits nobody. */
  readonly distance: AtDistance | null;
}

/** What the office must know of a request that people sign from afar. */
export interface AtDistance {
  /** The paper as it is, and as everybody must have agreed to it. */
  readonly sha256: Sha256;
  /** Why no act may be made of it now; null when everybody agreed to this very paper. */
  readonly fault: Refusal | null;
  /** Who made the office's checks of this very paper. */
  readonly checked: { readonly by: StaffId; readonly at: Date } | null;
  /** Where people sign: a page index, millimetres from its top left, and what they drew. */
  readonly placed: readonly {
    readonly page: number;
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
    readonly drawn: Sha256 | null;
  }[];
}

/** A file with what is proposed, what is missing, and what the reader may do. */
export interface LegalisationOverview extends LegalisationFile {
  /** Chosen, else proposed. */
  readonly stamp: { readonly languages: StampLanguages; readonly place: StampPlace | null; readonly size: StampSize };
  readonly missing: readonly Missing[];
  readonly warnings: readonly Warning[];
  /** Who signed the request that this draft takes up, and is not identified here yet. */
  readonly expected: readonly IdentifiedPerson[];
  readonly verbs: readonly AskedVerb[];
}

/** Something that a request lacks before an officer may have it: where on the screen, and a message key. */
export interface Missing {
  readonly field: string;
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/** What is paid for an act, in centimes: at a counter the fee of its nature; nothing at a distance, until fees are taken there. */
export function feeOf(
  { channel }: Pick<ServiceRequest, 'channel'>,
  nature: { readonly fee: Centimes } | undefined,
): Centimes {
  return channel === 'distance' ? 0 : (nature?.fee ?? 0);
}
