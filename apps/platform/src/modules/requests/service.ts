import {
  type Actor,
  type CommuneId,
  may,
  newId,
  type OfficeId,
  ok,
  type RequestId,
  refuse,
  type Result,
  type StaffActor,
} from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { findOffice, type Office, placeOf } from '../organisation/index.ts';
import { decide, nextState } from './decide.ts';
import type { RequestChange, RequestState, RequestVerb, ServiceRequest } from './model.ts';
import { permissionOf, type RequestsPermission, staffVerbs } from './policy.ts';
import { newReference } from './reference.ts';
import {
  findRequest,
  findRequests,
  insertEvent,
  insertRequest,
  lockRequest,
  selectRequests,
  updateRequest,
} from './store.ts';

/** What other rooms hand in. */
export interface RequestsPorts {
  /** Whether an officer has confirmed an act on the request that is not recorded yet. */
  isBeingSigned(tx: Tx, communeId: CommuneId, requestId: RequestId): Promise<boolean>;
  /** The reasons for which a request of this service may be refused; undefined when no such service is offered. */
  refusalReasonsOf(service: string): readonly string[] | undefined;
}

/** Which request, and the version of it that the person has read. */
export interface RequestAt {
  readonly requestId: RequestId;
  readonly version: number;
}

/** The life of requests of every service. Each function works in the caller's transaction, bound to the actor's commune. */
export interface Requests {
  /** Opens a draft. Refusals: `requests.not-allowed`, `requests.unknown-service`. Needs `requests.prepare` at the office. */
  open(
    tx: Tx,
    actor: Actor,
    command: { readonly officeId: OfficeId; readonly service: string },
    now: Date,
  ): Promise<Result<ServiceRequest>>;
  /**
   * Changes a request: locks it, judges, lets `work` write what the service adds, then records state and event. When `work`
   * refuses, nothing is recorded. Refusals: those of `decide`, `requests.not-found`, `requests.not-allowed`, those of `work`.
   */
  change(
    tx: Tx,
    actor: Actor,
    at: RequestAt,
    change: Exclude<RequestChange, { verb: 'complete' }>,
    now: Date,
    work?: (request: ServiceRequest) => Promise<Result<unknown>>,
  ): Promise<Result<ServiceRequest>>;
  /** The platform's own: the act of a queued request is recorded. Answers the same when it was done already. */
  complete(
    tx: Tx,
    command: { readonly communeId: CommuneId; readonly requestId: RequestId; readonly actId: string },
    now: Date,
  ): Promise<Result<ServiceRequest>>;
  /**
   * A queued request that an act is about to be made of, locked until the transaction ends, so that signing it and changing it exclude each
   * other. `version` is what the officer read; null where the platform goes on by itself. Refusals: `requests.not-found`,
   * `.changed-meanwhile`, `.not-in-this-state`.
   */
  holdForSigning(
    tx: Tx,
    actor: Actor,
    asked: { readonly communeId: CommuneId; readonly requestId: RequestId; readonly version: number | null },
  ): Promise<Result<ServiceRequest>>;
  /** One request. Refusals: `requests.not-found`, also for a request of an office where the actor may not read. */
  read(tx: Tx, actor: Actor, requestId: RequestId): Promise<Result<ServiceRequest>>;
  /** Several requests, in one reading; those of offices where the actor may not read are absent. */
  readSeveral(tx: Tx, actor: Actor, requestIds: readonly RequestId[]): Promise<readonly ServiceRequest[]>;
  /** Up to 200 requests of an office in one state. Needs `requests.read` there. */
  list(
    tx: Tx,
    actor: Actor,
    query: { readonly officeId: OfficeId; readonly state: RequestState },
  ): Promise<Result<readonly ServiceRequest[]>>;
  /** What the actor may do to the request in its state: the buttons to enable. */
  verbsFor(tx: Tx, actor: Actor, request: ServiceRequest): Promise<readonly RequestVerb[]>;
}

/** Builds the room on its ports. */
export function createRequests(ports: RequestsPorts): Requests {
  return {
    open: (tx, actor, command, now) => open(ports, tx, actor, command, now),
    change: (tx, actor, at, change, now, work) => applyChange(ports, tx, actor, { at, change, now, work }),
    complete,
    holdForSigning,
    read,
    readSeveral,
    list,
    verbsFor: (tx, actor, request) => verbsFor(ports, tx, actor, request),
  };
}

async function authorise(
  tx: Tx,
  actor: Actor,
  permission: RequestsPermission,
  officeId: OfficeId,
): Promise<{ readonly actor: StaffActor; readonly office: Office } | undefined> {
  if (actor.kind !== 'staff') return undefined;
  const office = await findOffice(tx, actor.communeId, officeId);
  return office && may(actor, permission, placeOf(office)) ? { actor, office } : undefined;
}

async function open(
  ports: RequestsPorts,
  tx: Tx,
  actor: Actor,
  { officeId, service }: { readonly officeId: OfficeId; readonly service: string },
  now: Date,
): Promise<Result<ServiceRequest>> {
  const allowed = await authorise(tx, actor, 'requests.prepare', officeId);
  if (!allowed) return refuse('requests.not-allowed');
  if (!ports.refusalReasonsOf(service)) return refuse('requests.unknown-service');
  return ok(await openDraft(tx, allowed, service, now));
}

interface Asked {
  readonly at: RequestAt;
  readonly change: Exclude<RequestChange, { verb: 'complete' }>;
  readonly now: Date;
  readonly work?: ((request: ServiceRequest) => Promise<Result<unknown>>) | undefined;
}

async function applyChange(
  ports: RequestsPorts,
  tx: Tx,
  actor: Actor,
  { at, change, now, work }: Asked,
): Promise<Result<ServiceRequest>> {
  if (actor.kind !== 'staff') return refuse('requests.not-allowed');
  const request = await lockRequest(tx, actor.communeId, at.requestId);
  // What an actor may not see does not exist for them: the answer must not tell one from the other.
  if (!request || !(await authorise(tx, actor, 'requests.read', request.officeId))) return refuse('requests.not-found');
  if (!(await authorise(tx, actor, permissionOf[change.verb], request.officeId))) return refuse('requests.not-allowed');
  const facts = {
    version: at.version,
    beingSigned: await ports.isBeingSigned(tx, request.communeId, request.id),
    refusalReasons: ports.refusalReasonsOf(request.service) ?? [],
  };
  const decision = decide(request, change, facts, now);
  if (!decision.ok) return decision;
  const worked = work ? await work(request) : ok(undefined);
  if (!worked.ok) return worked;
  await updateRequest(tx, decision.value.request);
  await insertEvent(tx, request, decision.value.event, { actorId: actor.staffId, at: now });
  return ok(decision.value.request);
}

const complete: Requests['complete'] = async (tx, { communeId, requestId, actId }, now) => {
  const request = await lockRequest(tx, communeId, requestId);
  if (!request) return refuse('requests.not-found');
  if (request.state === 'done') return ok(request);
  const facts = { version: null, beingSigned: true, refusalReasons: [] };
  const decision = decide(request, { verb: 'complete', actId }, facts, now);
  if (!decision.ok) return decision;
  await updateRequest(tx, decision.value.request);
  await insertEvent(tx, request, decision.value.event, { actorId: null, at: now });
  return ok(decision.value.request);
};

const holdForSigning: Requests['holdForSigning'] = async (tx, actor, { communeId, requestId, version }) => {
  const request = await lockRequest(tx, communeId, requestId);
  const seen = request && (actor.kind === 'system' || (await authorise(tx, actor, 'requests.read', request.officeId)));
  if (!request || !seen) return refuse('requests.not-found');
  if (version !== null && version !== request.version) {
    return refuse('requests.changed-meanwhile', { state: request.state, version: request.version });
  }
  return request.state === 'queued' ? ok(request) : refuse('requests.not-in-this-state', { state: request.state });
};

const read: Requests['read'] = async (tx, actor, requestId) => {
  const request = actor.kind === 'staff' ? await findRequest(tx, actor.communeId, requestId) : undefined;
  if (!request || !(await authorise(tx, actor, 'requests.read', request.officeId))) return refuse('requests.not-found');
  return ok(request);
};

const readSeveral: Requests['readSeveral'] = async (tx, actor, requestIds) => {
  if (actor.kind !== 'staff') return [];
  const requests = await findRequests(tx, actor.communeId, requestIds);
  const readable = new Set<OfficeId>();
  for (const officeId of new Set(requests.map(request => request.officeId))) {
    if (await authorise(tx, actor, 'requests.read', officeId)) readable.add(officeId);
  }
  return requests.filter(request => readable.has(request.officeId));
};

const list: Requests['list'] = async (tx, actor, { officeId, state }) => {
  const allowed = await authorise(tx, actor, 'requests.read', officeId);
  if (!allowed) return refuse('requests.not-allowed');
  return ok(await selectRequests(tx, { communeId: allowed.actor.communeId, officeId, state, limit: 200 }));
};

async function verbsFor(
  ports: RequestsPorts,
  tx: Tx,
  actor: Actor,
  request: ServiceRequest,
): Promise<readonly RequestVerb[]> {
  const office = await findOffice(tx, request.communeId, request.officeId);
  if (!office || (await ports.isBeingSigned(tx, request.communeId, request.id))) return [];
  const place = placeOf(office);
  return staffVerbs.filter(
    verb => nextState(request.state, verb) !== undefined && may(actor, permissionOf[verb], place),
  );
}

/** Tries references until one is free: with four signs an office has a million, and a second try is rare. */
async function openDraft(
  tx: Tx,
  { actor, office }: { readonly actor: StaffActor; readonly office: Office },
  service: string,
  now: Date,
): Promise<ServiceRequest> {
  const draft = {
    communeId: actor.communeId,
    id: newId<RequestId>(now),
    officeId: office.id,
    service,
    channel: 'counter',
    state: 'draft',
    version: 1,
    openedBy: actor.staffId,
    openedAt: now,
    queuedAt: null,
    decidedAt: null,
    refusal: null,
  } as const;
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const request: ServiceRequest = { ...draft, reference: newReference(office.code) };
    if (await insertRequest(tx, request)) {
      await insertEvent(
        tx,
        request,
        { version: 1, kind: 'opened', data: { service } },
        { actorId: actor.staffId, at: now },
      );
      return request;
    }
  }
  throw new Error('no free reference in the office');
}
