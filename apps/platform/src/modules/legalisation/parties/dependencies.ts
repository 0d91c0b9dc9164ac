import type {
  Centimes,
  Clock,
  CommuneId,
  Language,
  LocalizedText,
  OfficeId,
  PageId,
  PartyId,
  PersonActor,
  PersonId,
  RequestId,
} from '../../../kernel/index.ts';
import type { BlobStore, Sha256 } from '../../../platform/blobs/index.ts';
import type { Database, Tx } from '../../../platform/db/index.ts';
import type { RequestDocument } from '../../documents/index.ts';
import type { SignatureSample } from '../../enrolment/index.ts';
import type { ContactCodes, IdentityService, Mandates, ServiceLevels } from '../../identity/index.ts';
import type { Requests } from '../../requests/index.ts';
import type { LegalisationKey } from '../store.ts';
import type { PartyContact } from './model.ts';

/** A message that invites or reminds, ready to leave. `reference` is the same for every copy of one message. */
export interface PartyMessage {
  readonly kind: PartyContact['kind'];
  readonly to: string;
  readonly language: Language;
  /** For e-mail; a text message has none. */
  readonly subject: string;
  /** Paragraphs of an e-mail, or the lines of a text message. */
  readonly lines: readonly string[];
  /** The line that is an address. */
  readonly address: string;
  readonly reference: string;
}

/** Where invitations leave; handed in by composition. */
export interface PartyMessenger {
  readonly textMessages: boolean;
  /** `refused` when it will never be taken. Throws, naming neither address nor text, when it should be tried again. */
  send(message: PartyMessage): Promise<'accepted' | 'refused'>;
}

/** Where a party signs: millimetres from the top left of a page as it is displayed. */
export interface PaperField {
  readonly partyId: PartyId;
  readonly pageId: PageId;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The paper that is put before everybody. */
export interface PaperToSign {
  readonly document: RequestDocument;
  readonly fields: readonly PaperField[];
  /** Digest of all that it shows and of who signs where: any change is another paper. */
  readonly sha256: Sha256;
  /** The handwritten signature that its initiator gave while preparing it. */
  readonly initiatorSignature: Sha256 | null;
}

/** The part of the catalogue that parties read. */
export interface PartiesCatalogue {
  findNature(
    tx: Tx,
    communeId: CommuneId,
    asked: { readonly service: string; readonly nature: string; readonly at: Date },
  ): Promise<{ readonly label: LocalizedText; readonly fee: Centimes } | undefined>;
  findService(
    service: string,
  ): { readonly consent: { readonly version: string; readonly text: LocalizedText } } | undefined;
}

/** What the parties of a request stand on. */
export interface PartiesDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly blobs: BlobStore;
  readonly identity: Pick<IdentityService, 'vault' | 'readNames' | 'ownsContact' | 'meet' | 'findDocumentInForce'>;
  readonly contactCodes: Pick<ContactCodes, 'send' | 'confirm'>;
  readonly mandates: Pick<Mandates, 'check' | 'checkTogether' | 'readCapacities' | 'listSigning' | 'meetOrganisation'>;
  readonly levels: ServiceLevels;
  readonly requests: Pick<Requests, 'enter' | 'leave' | 'listOwn' | 'change' | 'gather'>;
  readonly catalogue: PartiesCatalogue;
  /** The paper of a request; undefined while it has none. */
  readonly readPaper: (tx: Tx, key: LegalisationKey) => Promise<PaperToSign | undefined>;
  /** The person's own specimen in force; undefined where they have left none. */
  readonly readSpecimen: (actor: PersonActor) => Promise<SignatureSample | undefined>;
  /** Keyed digest of a token: only who holds the key outside the database can look one up. */
  readonly tokenDigest: (token: string) => Buffer;
  /** Days for which an invitation holds, where the request itself does not end earlier. */
  readonly invitationDays: number;
  /** Days after which who has not answered is reminded. */
  readonly reminderDays: number;
  /** Owes somebody who is bound word that their signature is awaited, for the first time or once more. */
  readonly tell: (
    tx: Tx,
    whom: {
      readonly communeId: CommuneId;
      readonly personId: PersonId;
      readonly requestId: RequestId;
      readonly event: 'signature-awaited' | 'reminder';
    },
  ) => Promise<void>;
  readonly messenger: PartyMessenger;
  readonly communeName: (tx: Tx, communeId: CommuneId) => Promise<LocalizedText>;
  readonly officeName: (tx: Tx, communeId: CommuneId, officeId: OfficeId) => Promise<LocalizedText>;
  /** Printed in messages, without a trailing slash. */
  readonly publicUrl: string;
}
