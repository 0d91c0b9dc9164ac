import type { Centimes, Clock, CommuneId, PersonId, PersonName, Result } from '../../kernel/index.ts';
import type { BlobStore } from '../../platform/blobs/index.ts';
import type { Database, Tx } from '../../platform/db/index.ts';
import type { SignerTrust } from '../documents/index.ts';
import type { IdentifiedPerson, IdentityDocumentId, Mandates, SubjectVault } from '../identity/index.ts';
import type { Requests } from '../requests/index.ts';
import type { TermsPolicy } from './decide.ts';

/** A kind of original as the commune judges it at a moment. */
export interface KindRuled {
  readonly code: string;
  readonly rule: 'allow' | 'warn' | 'refuse';
  readonly ruleVersion: string;
  readonly fee: Centimes;
  readonly label: Readonly<Record<'ar' | 'fr' | 'zgh' | 'en', string>>;
}

/** The part of the catalogue that this room reads. */
export interface CertificationCatalogue {
  findNature(
    tx: Tx,
    communeId: CommuneId,
    asked: { readonly service: string; readonly nature: string; readonly at: Date },
  ): Promise<KindRuled | undefined>;
  findService(
    service: string,
  ):
    | { readonly checks: readonly { readonly code: string }[]; readonly checkOfPoorPages: { readonly code: string } }
    | undefined;
}

/** Who somebody is, read inside this room's transaction; undefined when the commune does not know them. */
export interface PeopleReader {
  readIdentified(
    tx: Tx,
    asked: { readonly personId: PersonId; readonly documentId: IdentityDocumentId },
  ): Promise<IdentifiedPerson | undefined>;
  /** Names for a list; those whom the commune does not know are absent. */
  readNames(tx: Tx, personIds: readonly PersonId[]): Promise<ReadonlyMap<PersonId, PersonName>>;
}

/** How copies are printed. */
export interface CopyPapers {
  /** Version of the wording that new papers are made with. */
  readonly wording: string;
  /** Which template prints them: an officer authorises copies by this one and no other. */
  readonly template: string;
}

/** What somebody drew: the pad in millimetres, strokes of points with milliseconds and pressure. */
export interface DrawnOnPad {
  readonly pad: { readonly widthMm: number; readonly heightMm: number };
  readonly strokes: readonly (readonly {
    readonly x: number;
    readonly y: number;
    readonly t: number;
    readonly pressure: number;
  }[])[];
}

/** How strokes are judged and kept: as those of every signature that is drawn at a counter. */
export interface Pad {
  /** The bytes to keep. Refused for what no hand drew, or what is too short for a mark. */
  write(drawn: DrawnOnPad): Result<Uint8Array>;
}

/** What the room stands on. */
export interface CertificationDeps {
  readonly db: Database;
  readonly blobs: BlobStore;
  readonly clock: Clock;
  readonly requests: Requests;
  readonly people: PeopleReader;
  readonly vault: SubjectVault;
  /** Whether those who show an original for an organisation may act for it, asked inside this room's transactions. */
  readonly mandates: Pick<Mandates, 'check' | 'readCapacities' | 'listReadable'>;
  readonly catalogue: CertificationCatalogue;
  readonly papers: CopyPapers;
  readonly pad: Pad;
  /** How often and how long copies are authorised, usually and at most. */
  readonly terms: TermsPolicy;
  /** Whether copies stop when the officer's delegation ends, or go on to the end of what was authorised. */
  readonly afterDelegation: 'stop' | 'go-on';
  /** Whom the signatures of PDFs that arrive are held against. */
  readonly signerTrust: SignerTrust;
  /** Days that a paper scanned at home waits for the visit. */
  readonly aheadDays: number;
}

/** A commune's own transaction. */
export function inCommune<T>(
  deps: Pick<CertificationDeps, 'db'>,
  communeId: CommuneId,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  return deps.db.transaction({ communeId }, work);
}
