import type {
  Actor,
  Centimes,
  Clock,
  CommuneId,
  OfficeId,
  PersonActor,
  PersonId,
  RequestId,
  Result,
  StaffActor,
} from '../../kernel/index.ts';
import type { Database, Tx } from '../../platform/db/index.ts';
import type { OpenDays } from './due.ts';
import type { OpenedAgain } from './again.ts';
import type { LapseDays } from './lapse.ts';
import type { AskedChange, Part, RequestEvent, RequestState, ServiceRequest } from './model.ts';
import type { OwnRequest } from './own-store.ts';
import type { AskedVerb } from './policy.ts';

/** What other rooms hand in. */
export interface RequestsPorts {
  readonly clock: Clock;
  /** Whether an officer has confirmed an act on the request that is not recorded yet. */
  isBeingSigned(tx: Tx, communeId: CommuneId, requestId: RequestId): Promise<boolean>;
  /** The reasons for which the commune refuses requests of this service; undefined when no such service is offered. */
  refusalReasonsOf(tx: Tx, communeId: CommuneId, service: string): Promise<readonly string[] | undefined>;
  /** Whether somebody is a signatory of the request, as the request's service knows; its applicant is known here. */
  isSignatory(tx: Tx, request: ServiceRequest, personId: PersonId): Promise<boolean>;
  /** What becomes of a step elsewhere, in the transaction that records it: people are told, files follow. */
  onStep?(tx: Tx, step: TakenStep): Promise<void>;
  /** What is due before the request enters the queue, in centimes. */
  dueOf(tx: Tx, request: ServiceRequest): Promise<Centimes>;
  /** By its service's own word, of what nature the request is; null for none. Asked at each step of its life, for the lists. */
  natureOf?(tx: Tx, request: ServiceRequest): Promise<string | null>;
  /** How long requests wait for people outside the office; as usual where it is absent. */
  readonly lapseDays?: LapseDays;
  /** How many days of opening an office takes for a request of this service, by where it came from. */
  turnaroundOf(request: Pick<ServiceRequest, 'service' | 'channel'>): OpenDays;
}

/** A change of a request that was just recorded. */
export interface TakenStep {
  /** The state that it left; null for the opening. */
  readonly before: RequestState | null;
  /** The request as it became. */
  readonly request: ServiceRequest;
  readonly event: RequestEvent;
  /** Who made it; null for the platform itself. */
  readonly actor: Actor | null;
  readonly at: Date;
}

/** Which request, and the version of it that the person has read. */
export interface RequestAt {
  readonly requestId: RequestId;
  readonly version: number;
}

/** A draft to open: at a counter by a clerk, or by its applicant for an office of a commune. */
export interface Opening {
  readonly officeId: OfficeId;
  readonly service: string;
  /** The request that this one takes up again. */
  readonly resubmissionOf?: RequestId;
}

/** The life of requests of every service. Each function works in the caller's transaction, bound to the request's commune. */
export interface Requests {
  /**
   * Opens a draft. Refusals: `requests.not-allowed`, `requests.unknown-service`. A clerk needs `requests.prepare` at the office; a person
   * opens their own, in a transaction bound to the office's commune.
   */
  open(
    tx: Tx,
    actor: Actor,
    command: Opening & { readonly communeId?: CommuneId },
    now: Date,
  ): Promise<Result<ServiceRequest>>;
  /**
   * Takes up again a request of which nothing was made (refused, declined, expired, abandoned): a new draft at its office, that costs
   * nothing and names it. What the service had kept of it is the service's to bring along. Refusals: `requests.not-found`,
   * `requests.not-allowed`, `requests.not-in-this-state` {state}, those of `open`.
   */
  openAgain(
    tx: Tx,
    actor: Actor,
    asked: { readonly requestId: RequestId; readonly communeId?: CommuneId },
    now: Date,
  ): Promise<Result<OpenedAgain>>;
  /**
   * Changes a request: locks it, judges, lets `work` write what the service adds, then records state and event. When `work`
   * refuses, nothing is recorded. Refusals: those of `decide`, `requests.not-found`, `requests.not-allowed`, `requests.held-by-other` for staff
   * while a colleague has it in hand, those of `work`.
   */
  change(
    tx: Tx,
    actor: Actor,
    at: RequestAt & { readonly communeId?: CommuneId },
    change: AskedChange,
    now: Date,
    work?: (request: ServiceRequest) => Promise<Result<unknown>>,
  ): Promise<Result<ServiceRequest>>;
  /**
   * An edit by a member of staff who does not work at the request's office, whom the service lets in: it has checked by what right. Made on
   * whichever version stands. Refusals: those of `decide`, `requests.not-found`, those of `work`.
   */
  editFromElsewhere(
    tx: Tx,
    actor: StaffActor,
    asked: {
      readonly communeId: CommuneId;
      readonly requestId: RequestId;
      readonly what: string;
      readonly subjectId: string;
    },
    now: Date,
    work: (request: ServiceRequest) => Promise<Result<unknown>>,
  ): Promise<Result<ServiceRequest>>;
  /** For the service that lets such a one in: the request, while it may still be edited. */
  readOpen(
    tx: Tx,
    asked: { readonly communeId: CommuneId; readonly requestId: RequestId },
  ): Promise<ServiceRequest | undefined>;
  /**
   * The platform's own: everybody has consented. The fee is asked, and where nothing is due the request enters the queue at once.
   * Refusals: those of `decide`, `requests.not-found`.
   */
  gather(
    tx: Tx,
    asked: { readonly communeId: CommuneId; readonly requestId: RequestId },
    now: Date,
  ): Promise<Result<ServiceRequest>>;
  /** The platform's own: what was due is settled. Refusals: those of `decide`, `requests.not-found`. */
  pay(
    tx: Tx,
    asked: { readonly communeId: CommuneId; readonly requestId: RequestId },
    now: Date,
  ): Promise<Result<ServiceRequest>>;
  /** The platform's own: nothing happened in time. Refusals: those of `decide`, `requests.not-found`. */
  expire(
    tx: Tx,
    asked: { readonly communeId: CommuneId; readonly requestId: RequestId },
    now: Date,
  ): Promise<Result<ServiceRequest>>;
  /** The platform's own: the act of a queued request is recorded. Answers the same when it was done already. */
  complete(
    tx: Tx,
    command: { readonly communeId: CommuneId; readonly requestId: RequestId; readonly actId: string },
    now: Date,
  ): Promise<Result<ServiceRequest>>;
  /** The platform's own: what a draft asked for was issued at once. Answers the same when it was done already. */
  issue(
    tx: Tx,
    command: { readonly communeId: CommuneId; readonly requestId: RequestId; readonly actId: string },
    now: Date,
  ): Promise<Result<ServiceRequest>>;
  /**
   * A request that an act is about to be made of (queued, or with a refusal to sign), locked until the transaction ends, so that signing it
   * and changing it exclude each other. `version` is what the officer read; null where the platform goes on by itself. Refusals:
   * `requests.not-found`, `.changed-meanwhile`, `.not-in-this-state`, `.held-by-other`.
   */
  holdForSigning(
    tx: Tx,
    actor: Actor,
    asked: { readonly communeId: CommuneId; readonly requestId: RequestId; readonly version: number | null },
  ): Promise<Result<ServiceRequest>>;
  /** Of which service a request is and where it stands, for whoever hands it to the room of that service; undefined when unknown. */
  findStanding(
    tx: Tx,
    asked: { readonly communeId: CommuneId; readonly requestId: RequestId },
  ): Promise<Pick<ServiceRequest, 'service' | 'state'> | undefined>;
  /**
   * Says that a person is concerned by a request, so that they find it in their account; the first applicant stays. In the transaction of the
   * request's commune; again is the same.
   */
  enter(
    tx: Tx,
    request: Pick<ServiceRequest, 'communeId' | 'id'>,
    concerned: { readonly personId: PersonId; readonly part: Part },
    now: Date,
  ): Promise<void>;
  /**
   * Undoes `enter` for somebody who was taken for another at the counter: it is no longer theirs to see, and whoever is entered next as
   * applicant is it. In the transaction of the request's commune.
   */
  leave(tx: Tx, request: Pick<ServiceRequest, 'communeId' | 'id'>, personId: PersonId): Promise<void>;
  /** Which requests concern the person, in every commune, latest first, at most 500. Opens a transaction of its own, bound to them. */
  listOwn(db: Database, actor: PersonActor): Promise<readonly OwnRequest[]>;
  /**
   * One request. Refusals: `requests.not-found`, also for a request of an office where the actor may not read, and for a person whom it does
   * not concern. A person's transaction is bound to the request's commune, which `listOwn` names.
   */
  read(tx: Tx, actor: Actor, requestId: RequestId, communeId?: CommuneId): Promise<Result<ServiceRequest>>;
  /**
   * Several requests, in one reading; those of offices where the actor may not read are absent, and for a person those that do not concern
   * them. A person's transaction is bound to the commune that they name.
   */
  readSeveral(
    tx: Tx,
    actor: Actor,
    requestIds: readonly RequestId[],
    communeId?: CommuneId,
  ): Promise<readonly ServiceRequest[]>;
  /** When each of several requests that were read was last changed: for a draft, when it was saved. */
  savedAt(tx: Tx, requests: readonly ServiceRequest[]): Promise<ReadonlyMap<RequestId, Date>>;
  /** Up to 200 requests of an office in one state. Needs `requests.read` there. */
  list(
    tx: Tx,
    actor: Actor,
    query: { readonly officeId: OfficeId; readonly state: RequestState },
  ): Promise<Result<readonly ServiceRequest[]>>;
  /** What the actor may do to the request in its state: the buttons to enable. */
  verbsFor(tx: Tx, actor: Actor, request: ServiceRequest): Promise<readonly AskedVerb[]>;
}
