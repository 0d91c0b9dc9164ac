import type { KeyObject } from 'node:crypto';
import type {
  Clock,
  CommuneId,
  PersonId,
  PersonName,
  Place,
  RequestId,
  Result,
  StaffActor,
} from '../../kernel/index.ts';
import type { Acts, Withdrawals } from '../../modules/acts/index.ts';
import type { CertificationService, Originals } from '../../modules/certification/index.ts';
import type { Catalogue } from '../../modules/catalogue/index.ts';
import type { Visits } from '../../modules/enrolment/index.ts';
import type { PreEnrolments } from '../../modules/enrolment/index.ts';
import type { IdentityService, Mandates, Merging, Profile, Rights, StaffAccess } from '../../modules/identity/index.ts';
import type { LegalisationService } from '../../modules/legalisation/index.ts';
import type { Administration, Staff } from '../../modules/organisation/index.ts';
import type { Corrections, Extracts, RegisterBook } from '../../modules/register/index.ts';
import type {
  ChangedRequest,
  Conversations,
  Doubts,
  Handling,
  Opinions,
  Queues,
  RequestPages,
  RequestRefusal,
  Requests,
  ServiceRequest,
  Timeline,
} from '../../modules/requests/index.ts';
import type { Papers } from '../../modules/sealing/index.ts';
import type { Database, Tx } from '../../platform/db/index.ts';

/** Prints the pages of a request as its act would have them, marked as a draft. */
export interface DraftPrinter {
  /** Refused: `requests.not-found`, `requests.not-allowed`, and what the request's service lacks to show them. */
  print(actor: StaffActor, requestId: RequestId): Promise<Result<Uint8Array>>;
}

/** How requests of every service are refused: proposed here, signed by an officer. */
export interface Refusing {
  /** Refusals: those of `requests.change`, and of the service where nobody is known to give the paper to. */
  propose(
    actor: StaffActor,
    command: {
      readonly key: string;
      readonly requestId: RequestId;
      readonly version: number;
      readonly refusal: RequestRefusal;
    },
  ): Promise<Result<ChangedRequest>>;
  /** Puts a request whose refusal nobody signed back into the queue. */
  reconsider(
    actor: StaffActor,
    command: { readonly key: string; readonly requestId: RequestId; readonly version: number },
  ): Promise<Result<ChangedRequest>>;
}

/** An officer's certificate that the platform would believe. */
export interface OfficerCertificate {
  readonly der: Uint8Array;
  readonly validFrom: Date;
  readonly validUntil: Date;
}

/** What the statements of administrators need beside the rooms. */
export interface StatementPorts {
  readonly ceremonyKey: KeyObject;
  /** Host name that the staff's passkeys belong to. */
  readonly rpId: string;
  /**
   * Reads PEM text, or DER in base64: the officer's certificate first, then whatever stands between it and the trusted ones. Refuses
   * `organisation.certificate-*`, and `sealing.sealer-unavailable` when nobody can say whether its key is at hand.
   */
  judgeCertificate(text: string): Promise<Result<OfficerCertificate>>;
  /** SIMULATED, demo only: the ceremony and the certification authority; null elsewhere. */
  readonly simulated: {
    signCeremony(bytes: Uint8Array): Promise<Uint8Array>;
    /** Makes an officer's key and certificate, PEM. */
    issueCertificate(name: PersonName): Promise<string>;
  } | null;
}

/** What visits need beside the rooms. */
export interface VisitPorts {
  readonly service: Visits;
  /** Origin of the bridge on the clerk's machine (docs/devices.md); null where stations have none. */
  readonly bridge: string | null;
}

/** What is done about requests beside changing them. */
export interface RequestDesk {
  readonly requests: Pick<Requests, 'read' | 'change' | 'verbsFor'>;
  readonly handling: Handling;
  readonly opinions: Opinions;
  readonly conversation: Conversations;
  readonly doubts: Doubts;
  readonly timeline: Timeline;
  readonly queues: Queues;
  /** Everybody with a file who is bound to a request: they see who looked at it. */
  concernedBy(tx: Tx, request: ServiceRequest): Promise<readonly PersonId[]>;
  /** Who is at work and may handle requests of a place. */
  colleaguesAt(tx: Tx, place: Place, now: Date): Promise<readonly Staff[]>;
  /** In the transaction that changes a calendar: what is expected of the commune's requests is reckoned anew. */
  calendarChanged(tx: Tx, communeId: CommuneId): Promise<void>;
  /** Names by which people recognise requests in a list. */
  namesOf(tx: Tx, requests: readonly ServiceRequest[]): Promise<ReadonlyMap<RequestId, readonly PersonName[]>>;
}

/** What the routes call. Composition plugs it together. */
export interface ApiDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly identity: IdentityService;
  readonly profile: Profile;
  readonly rights: Rights;
  readonly merging: Merging;
  readonly visits: VisitPorts;
  readonly preEnrolments: Pick<PreEnrolments, 'findByCode' | 'get'>;
  readonly staffAccess: StaffAccess;
  readonly administration: Administration;
  readonly legalisation: LegalisationService;
  readonly certification: CertificationService;
  readonly desk: RequestDesk;
  readonly originals: Pick<Originals, 'listForCounter' | 'takeAhead'>;
  /** The pages of requests, whatever the service. */
  readonly pages: RequestPages;
  readonly mandates: Mandates;
  readonly acts: Acts;
  readonly register: {
    readonly book: RegisterBook;
    readonly corrections: Corrections;
    readonly withdrawals: Withdrawals;
    readonly extracts: Extracts;
  };
  readonly catalogue: Catalogue;
  readonly papers: Pick<Papers, 'slip' | 'waitingSlip' | 'label' | 'overprint'>;
  readonly refusals: Refusing;
  readonly drafts: DraftPrinter;
  readonly statements: StatementPorts;
  /** Address printed on papers, without a trailing slash. */
  readonly publicUrl: string;
  /** Networks of the proxies in front; none unless given. */
  readonly trustedProxies?: readonly string[];
  /** Demo only: where an assertion by the simulated authenticator is made; null elsewhere. */
  readonly simulatedAuthenticator: string | null;
  /** Told of every failure that is nobody's input. */
  readonly onFailure: (error: unknown) => void;
}
