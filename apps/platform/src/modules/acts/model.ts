import type { PreparedState } from '@shubbak/pades';
import {
  type ActId,
  type CommuneId,
  type CredentialId,
  type DelegationId,
  isTraining,
  type OfficeId,
  type OrganisationId,
  type PersonId,
  type PersonName,
  type Place,
  type PreparationId,
  type Refusal,
  type RequestId,
  type StaffId,
} from '../../kernel/index.ts';
import type { Sha256 } from '../../platform/blobs/index.ts';
import type { ActNature, Assertion, Json } from '../organisation/index.ts';
import type { CancellationReason } from '../register/index.ts';
import type { ActFace, ReissueTerms, SignatoryCapacity } from '../sealing/index.ts';
import type { VerificationCode } from './codes.ts';

/** What the act's own making adds to its face: who signs, under which number and code, in which minute. */
export type GivenFace = Omit<ActFace, 'number' | 'code' | 'verifyUrl' | 'host' | 'instant' | 'officer'>;

/** Where the pages come from and where the stamp goes, frozen: what a `PaperMaker` needs to make them, now or again. */
export type Paper = Readonly<Record<string, Json>>;

/** A request that an officer may turn into an act, as other rooms know it. */
export interface ActFacts {
  readonly requestId: RequestId;
  /** Nature of act, as delegations name it. */
  readonly nature: ActNature;
  readonly place: Place;
  readonly officeCode: string;
  readonly face: GivenFace;
  readonly paper: Paper;
  /** In whose vaults the act will be found. */
  readonly holders: readonly PersonId[];
  /** Organisations for which somebody signed: the act will be found in their vaults too. */
  readonly organisations: readonly OrganisationId[];
  /** Of a certification that the officer lets be issued again. */
  readonly reissues?: ReissueTerms;
}

/** An act on its way: a reserved number, a frozen face, and once rendered the bytes that will be signed. */
export interface PreparedAct {
  readonly communeId: CommuneId;
  readonly preparationId: PreparationId;
  readonly actId: ActId;
  readonly position: number;
  readonly requestId: RequestId;
  /** The version that the officer read; null where whatever it was would do. */
  readonly requestVersion: number | null;
  readonly officeId: OfficeId;
  readonly year: number;
  readonly number: number;
  readonly nature: ActNature;
  readonly reissues: ReissueTerms | null;
  readonly delegationId: DelegationId;
  readonly credentialId: CredentialId;
  readonly code: VerificationCode;
  readonly face: ActFace;
  readonly paper: Paper;
  readonly holders: readonly PersonId[];
  readonly organisations: readonly OrganisationId[];
  readonly rendered: RenderedPages | null;
  readonly settledAt: Date | null;
  /** What held the act up when it was last tried; null before that. */
  readonly waitingFor: Refusal | null;
}

/** The final pages with the signature blank. */
export interface RenderedPages {
  /** SHA-256 of the pages before the signature field was added. */
  readonly contentSha256: Sha256;
  readonly preparedSha256: Sha256;
  readonly state: PreparedState;
}

/** A certification on its way to be issued again: what a prepared act is, but that an earlier confirmation stands behind it. */
export interface ReissueUnderWay
  extends Pick<
    PreparedAct,
    | 'communeId'
    | 'actId'
    | 'requestId'
    | 'officeId'
    | 'year'
    | 'number'
    | 'code'
    | 'face'
    | 'paper'
    | 'holders'
    | 'organisations'
    | 'rendered'
  > {
  readonly certificationId: ActId;
}

/** One gesture of an officer over one or several acts. `manifest` is null while pages are rendered. */
export interface Preparation {
  readonly communeId: CommuneId;
  readonly id: PreparationId;
  readonly officerId: StaffId;
  readonly nonce: Uint8Array;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly manifest: Uint8Array | null;
  readonly acts: readonly PreparedAct[];
}

/** The officer's assertion, from which the act will be finished or cancelled whatever dies meanwhile. */
export interface Confirmation {
  readonly assertion: Assertion;
  readonly assertionSha256: Sha256;
  readonly confirmedAt: Date;
}

/** What became of an act on its way. `sealing` carries what holds it up, if anything does. */
export type ActProgress =
  | { readonly kind: 'rendering' }
  | { readonly kind: 'ready' }
  | { readonly kind: 'sealing'; readonly waitingFor: Refusal | null }
  | { readonly kind: 'made' }
  | { readonly kind: 'cancelled'; readonly reason: CancellationReason };

/** The part of a face that a bare code shows: no identity number, names masked. */
export interface PublicFace {
  readonly commune: ActFace['office']['commune'];
  readonly arrondissement: ActFace['office']['arrondissement'];
  readonly office: ActFace['office']['name'];
  readonly officer: PersonName;
  readonly capacity: ActFace['officer']['capacity'];
  readonly signatories: readonly PersonName[];
  /** For whom each of them signed, whole: registers are public. Absent from acts made before organisations were known. */
  readonly capacities?: readonly (SignatoryCapacity | null)[];
  /** The minute that the paper bears, in ISO 8601: what a reader compares. */
  readonly instant: string;
  readonly pages: number;
  readonly mark: ActFace['mark'];
}

/** A recorded act: what an entry of the register says for ever. */
export interface Act {
  readonly communeId: CommuneId;
  readonly id: ActId;
  readonly requestId: RequestId;
  readonly preparationId: PreparationId;
  readonly kind: ActFace['kind'];
  readonly officeId: OfficeId;
  readonly year: number;
  readonly number: number;
  readonly entryNumber: string;
  readonly code: VerificationCode;
  readonly face: ActFace;
  readonly officerId: StaffId;
  readonly delegationId: DelegationId;
  /** The authority's time, in the signature. */
  readonly timestampedAt: Date;
  readonly recordedAt: Date;
}

/** A sealed file: its bytes' name and length. */
export interface SealedFile {
  readonly sha256: Sha256;
  readonly length: number;
}

/** Whom a sealed file must come from, as DER certificates pinned in the configuration, never read from the database. */
export interface FileTrust {
  /** Roots of officers' certificates. */
  readonly trust: readonly Uint8Array[];
  /** Roots of timestamps. */
  readonly timestampTrust: readonly Uint8Array[];
  /** Roots of officers' certificates in training, which prove nothing for a real commune; none unless told. */
  readonly trainingTrust?: readonly Uint8Array[];
}

/** The roots that count for a commune: those of training for a shadow, and for it alone. */
export function trustFor(
  { trust, timestampTrust, trainingTrust = [] }: FileTrust,
  communeId: CommuneId,
): Pick<FileTrust, 'trust' | 'timestampTrust'> {
  return { trust: isTraining(communeId) ? trainingTrust : trust, timestampTrust };
}

/** Level that a revision reaches: with a timestamp (B-T), or verifiable in the long run (B-LTA; EN 319 142-1 §6). */
export type SealedLevel = 'B-T' | 'B-LTA';
