import type { Centimes, Clock, CommuneId, LocalizedText, OfficeId, PersonId, PersonName } from '../../kernel/index.ts';
import type { BlobStore } from '../../platform/blobs/index.ts';
import type { Database, Tx } from '../../platform/db/index.ts';
import type { SignerTrust } from '../documents/index.ts';
import type { Capacity, IdentifiedPerson, IdentityDocumentId, Mandates, SubjectVault } from '../identity/index.ts';
import type { Requests } from '../requests/index.ts';
import type { NamedOffice } from './awaited/model.ts';
import type { Parties } from './parties/service.ts';
import type { StampLanguages } from '../organisation/index.ts';
import type { NatureRuling, SignatureMode, StampSize } from './model.ts';

/** The part of the catalogue that this room reads. */
export interface LegalisationCatalogue {
  findNature(
    tx: Tx,
    communeId: CommuneId,
    asked: { readonly service: string; readonly nature: string; readonly at: Date },
  ): Promise<NatureRuling | undefined>;
  /** Which languages an office reads, and what becomes of a paper in another one. */
  findLanguageRule(
    tx: Tx,
    communeId: CommuneId,
    officeId: OfficeId,
  ): Promise<{ readonly reads: readonly string[]; readonly rule: 'warn' | 'refuse'; readonly version: string }>;
  findService(
    service: string,
  ):
    | { readonly checks: readonly { readonly code: string }[]; readonly consent: { readonly version: string } }
    | undefined;
}

/** Who somebody is, read inside this room's transaction; undefined when the commune does not know them. */
export interface PeopleReader {
  /** Seals and opens what is kept of witnesses, with the key of the signatory whom they heard. */
  readonly vault: SubjectVault;
  readIdentified(
    tx: Tx,
    asked: { readonly personId: PersonId; readonly documentId: IdentityDocumentId },
  ): Promise<IdentifiedPerson | undefined>;
  /** Names for a list; those whom the commune does not know are absent. */
  readNames(tx: Tx, personIds: readonly PersonId[]): Promise<ReadonlyMap<PersonId, PersonName>>;
}

/** For whom a signatory signs, as papers print it. */
export type DraftCapacity = Omit<Capacity, 'organisationId' | 'mandateId'>;

/** A paper's words that are known before any officer has signed. */
export interface DraftFace {
  readonly office: {
    readonly commune: LocalizedText;
    readonly arrondissement: LocalizedText | null;
    readonly name: LocalizedText;
  };
  readonly signatories: readonly {
    readonly name: PersonName;
    readonly document: { readonly type: 'cnie' | 'passport' | 'residence' | 'other'; readonly number: string };
    readonly mode: SignatureMode;
    /** Where they were identified, at another office than the one that makes the act. */
    readonly attestedAt?: NamedOffice;
    readonly capacity?: DraftCapacity;
  }[];
  /** Those who heard signatories before them; absent where there are none. */
  readonly witnesses?: readonly {
    readonly name: PersonName;
    readonly document: { readonly type: 'cnie' | 'passport' | 'residence' | 'other'; readonly number: string };
  }[];
  readonly fee: Centimes;
  readonly pages: number;
  readonly mark: 'demo' | 'training' | null;
}

/** What printing needs to tell this room. */
export interface StampMeasure {
  /** Size of the stamp in millimetres: 85 wide, as high as its names need; higher with the mark that stands under it. */
  measure(face: DraftFace, languages: StampLanguages, options: { readonly marked: boolean }): Promise<StampSize>;
  /** Version of the wording that new papers are made with. */
  readonly wording: string;
  /** Height in millimetres at the foot of a page that the margin mark takes. */
  readonly foot: number;
}

/** What the room stands on. */
export interface LegalisationDeps {
  readonly db: Database;
  readonly blobs: BlobStore;
  readonly clock: Clock;
  readonly requests: Requests;
  readonly people: PeopleReader;
  /** Whether those who sign for an organisation may, asked inside this room's transactions. */
  readonly mandates: Pick<Mandates, 'check' | 'checkTogether' | 'readCapacities' | 'meetOrganisation'>;
  readonly catalogue: LegalisationCatalogue;
  readonly stamps: StampMeasure;
  /** Whoever signs a request at a distance, for those of them who come to a counter. */
  readonly parties: Pick<Parties, 'seekAtCounter' | 'openAtCounter' | 'attestedAtCounter'>;
  /** Whom the signatures of PDFs that arrive are held against. */
  readonly signerTrust: SignerTrust;
}

/** A commune's own transaction. */
export function inCommune<T>(
  deps: Pick<LegalisationDeps, 'db'>,
  communeId: CommuneId,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  return deps.db.transaction({ communeId }, work);
}
