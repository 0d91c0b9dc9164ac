import {
  type Actor,
  type CommuneId,
  type OfficeId,
  ok,
  type RequestId,
  refuse,
  type Result,
  type StaffActor,
} from '../../kernel/index.ts';
import { rebind, type Tx } from '../../platform/db/index.ts';
import { openAgain } from './again.ts';
import { authorise, communeOf, mayAsk, maySee, staffMaySee } from './access.ts';
import { decide, nextStateOf } from './decide.ts';
import { updateNature } from './handling/handling-store.ts';
import { canBeHeld, checkHeld, leaveHands } from './handling/held.ts';
import type { AskedChange, OwnChange, ServiceRequest } from './model.ts';
import { open } from './opening.ts';
import { deleteOwnRequest, insertOwnRequest, selectOwnRequests } from './own-store.ts';
import { type AskedVerb, askedVerbs } from './policy.ts';
import type { RequestAt, Requests, RequestsPorts, TakenStep } from './ports.ts';
import { withDates } from './reckon.ts';
import {
  clearApplicant,
  findRequest,
  findRequests,
  insertEvent,
  lockRequest,
  selectLastChanges,
  selectRequests,
  updateApplicant,
  updateRequest,
} from './store.ts';
import { existsForStaff } from './visibility.ts';

/** Builds the room on its ports. */
export function createRequests(ports: RequestsPorts): Requests {
  return {
    open: (tx, actor, command, now) => open(ports, tx, actor, command, now),
    openAgain: (tx, actor, asked, now) => openAgain(ports, tx, actor, asked, now),
    change: (tx, actor, at, change, now, work) => applyChange(ports, tx, actor, { at, change, now, work }),
    editFromElsewhere: (tx, actor, asked, now, work) => editFromElsewhere(ports, tx, actor, { asked, now, work }),
    readOpen: async (tx, { communeId, requestId }) => {
      const request = await findRequest(tx, communeId, requestId);
      return request && nextStateOf(request, 'edit') !== undefined ? request : undefined;
    },
    gather: async (tx, asked, now) => {
      const gathered = await changeByItself(ports, tx, asked, { verb: 'gather' }, now);
      if (!gathered.ok) return gathered;
      return (await ports.dueOf(tx, gathered.value)) === 0
        ? changeByItself(ports, tx, asked, { verb: 'pay' }, now)
        : gathered;
    },
    pay: (tx, asked, now) => changeByItself(ports, tx, asked, { verb: 'pay' }, now),
    expire: async (tx, asked, now) => {
      const request = await lockRequest(tx, asked.communeId, asked.requestId);
      // What was done in the meantime counts: somebody was faster than the sweep.
      if (request && !(request.expiresAt !== null && request.expiresAt <= now))
        return refuse('requests.not-in-this-state', { state: request.state });
      return changeByItself(ports, tx, asked, { verb: 'expire' }, now);
    },
    complete: (tx, command, now) => end(ports, tx, command, 'complete', now),
    issue: (tx, command, now) => end(ports, tx, command, 'issue', now),
    holdForSigning: (tx, actor, asked) => holdForSigning(ports, tx, actor, asked),
    findStanding: (tx, { communeId, requestId }) => findRequest(tx, communeId, requestId),
    enter,
    leave,
    listOwn: (db, actor) => db.transaction({ personId: actor.personId }, tx => selectOwnRequests(tx, actor.personId)),
    read: (tx, actor, requestId, communeId) => read(ports, tx, actor, requestId, communeId),
    readSeveral: (tx, actor, requestIds, communeId) => readSeveral(ports, tx, actor, requestIds, communeId),
    savedAt,
    list,
    verbsFor: (tx, actor, request) => verbsFor(ports, tx, actor, request),
  };
}

interface Asked {
  readonly at: RequestAt & { readonly communeId?: CommuneId };
  readonly change: AskedChange;
  readonly now: Date;
  readonly work?: ((request: ServiceRequest) => Promise<Result<unknown>>) | undefined;
}

async function applyChange(
  ports: RequestsPorts,
  tx: Tx,
  actor: Actor,
  { at, change, now, work }: Asked,
): Promise<Result<ServiceRequest>> {
  const communeId = communeOf(actor, at.communeId);
  const request = communeId && (await lockRequest(tx, communeId, at.requestId));
  // What an actor may not see does not exist for them: the answer must not tell one from the other.
  if (!request || !(await maySee(ports, tx, actor, request))) return refuse('requests.not-found');
  if (!(await mayAsk(ports, tx, actor, request, change.verb))) return refuse('requests.not-allowed');
  const free = await checkHeld(tx, actor, request, now);
  if (!free.ok) return free;
  const facts = {
    version: at.version,
    beingSigned: await ports.isBeingSigned(tx, request.communeId, request.id),
    refusalReasons: (await ports.refusalReasonsOf(tx, request.communeId, request.service)) ?? [],
  };
  const decision = decide(request, change, facts, now);
  if (!decision.ok) return decision;
  const worked = work ? await work(request) : ok(undefined);
  if (!worked.ok) return worked;
  return ok(await record(ports, tx, request, { ...decision.value, actor, at: now }));
}

/** What recording a step asks of other rooms. */
type Recording = Pick<RequestsPorts, 'turnaroundOf' | 'lapseDays' | 'natureOf' | 'onStep'>;

/** Writes a step, with what follows for the request's place in the queue. */
async function record(
  ports: Recording,
  tx: Tx,
  before: ServiceRequest,
  step: Omit<TakenStep, 'before'>,
): Promise<ServiceRequest> {
  const { event, actor, at } = step;
  const request = await withDates(ports, tx, before, step.request, at);
  await updateRequest(tx, request);
  await insertEvent(tx, request, event, { actor, at });
  await leaveHands(tx, before, request);
  if (before.state !== request.state) await updateNature(tx, request, (await ports.natureOf?.(tx, request)) ?? null);
  await ports.onStep?.(tx, { ...step, request, before: before.state });
  return request;
}

async function editFromElsewhere(
  ports: RequestsPorts,
  tx: Tx,
  actor: StaffActor,
  {
    asked,
    now,
    work,
  }: {
    readonly asked: Parameters<Requests['editFromElsewhere']>[2];
    readonly now: Date;
    readonly work: (request: ServiceRequest) => Promise<Result<unknown>>;
  },
): Promise<Result<ServiceRequest>> {
  const { communeId, requestId, what, subjectId } = asked;
  const request = await lockRequest(tx, communeId, requestId);
  if (!request) return refuse('requests.not-found');
  const beingSigned = await ports.isBeingSigned(tx, communeId, requestId);
  const facts = { version: null, beingSigned, refusalReasons: [] };
  const decision = decide(request, { verb: 'edit', what, subjectId }, facts, now);
  if (!decision.ok) return decision;
  const worked = await work(request);
  if (!worked.ok) return worked;
  const edited = await withDates(ports, tx, request, decision.value.request, now);
  await updateRequest(tx, edited);
  await insertEvent(tx, request, decision.value.event, { actor, at: now });
  return ok(edited);
}

async function changeByItself(
  ports: Recording & Pick<RequestsPorts, 'isBeingSigned'>,
  tx: Tx,
  { communeId, requestId }: { readonly communeId: CommuneId; readonly requestId: RequestId },
  change: OwnChange,
  now: Date,
): Promise<Result<ServiceRequest>> {
  const request = await lockRequest(tx, communeId, requestId);
  if (!request) return refuse('requests.not-found');
  const beingSigned = await ports.isBeingSigned(tx, communeId, requestId);
  const decision = decide(request, change, { version: null, beingSigned, refusalReasons: [] }, now);
  if (!decision.ok) return decision;
  return ok(await record(ports, tx, request, { ...decision.value, actor: null, at: now }));
}

async function end(
  ports: Recording,
  tx: Tx,
  { communeId, requestId, actId }: Parameters<Requests['complete']>[1],
  verb: 'complete' | 'issue',
  now: Date,
): Promise<Result<ServiceRequest>> {
  const request = await lockRequest(tx, communeId, requestId);
  if (request?.state === 'done' || request?.state === 'refused') return ok(request);
  const sealed = { ...ports, isBeingSigned: async () => true };
  return changeByItself(sealed, tx, { communeId, requestId }, { verb, actId }, now);
}

async function holdForSigning(
  { clock }: RequestsPorts,
  tx: Tx,
  actor: Actor,
  { communeId, requestId, version }: Parameters<Requests['holdForSigning']>[2],
): Promise<Result<ServiceRequest>> {
  const request = await lockRequest(tx, communeId, requestId);
  const seen = request && (actor.kind === 'system' || (await staffMaySee(tx, actor, request)));
  if (!request || !seen) return refuse('requests.not-found');
  if (version !== null && version !== request.version) {
    return refuse('requests.changed-meanwhile', { state: request.state, version: request.version });
  }
  if (!canBeHeld(request)) return refuse('requests.not-in-this-state', { state: request.state });
  const free = await checkHeld(tx, actor, request, clock());
  return free.ok ? ok(request) : free;
}

const enter: Requests['enter'] = async (tx, { communeId, id: requestId }, { personId, part }, now) => {
  if (part === 'applicant') await updateApplicant(tx, { communeId, requestId, personId });
  await insertOwnRequest(tx, { personId, communeId, requestId, part, addedAt: now });
};

const leave: Requests['leave'] = async (tx, { communeId, id: requestId }, personId) => {
  await clearApplicant(tx, { communeId, requestId, personId });
  // Theirs in the national index: seen by themselves only.
  await rebind(tx, { communeId, personId });
  await deleteOwnRequest(tx, { communeId, requestId, personId });
  await rebind(tx, { communeId });
};

async function read(
  ports: RequestsPorts,
  tx: Tx,
  actor: Actor,
  requestId: RequestId,
  named: CommuneId | undefined,
): Promise<Result<ServiceRequest>> {
  const communeId = communeOf(actor, named);
  const request = communeId && (await findRequest(tx, communeId, requestId));
  return request && (await maySee(ports, tx, actor, request)) ? ok(request) : refuse('requests.not-found');
}

async function readSeveral(
  ports: RequestsPorts,
  tx: Tx,
  actor: Actor,
  requestIds: readonly RequestId[],
  named: CommuneId | undefined,
): Promise<readonly ServiceRequest[]> {
  const communeId = communeOf(actor, named);
  const requests = communeId ? await findRequests(tx, communeId, requestIds) : [];
  const seen: ServiceRequest[] = [];
  if (actor.kind === 'person') {
    for (const request of requests) if (await maySee(ports, tx, actor, request)) seen.push(request);
    return seen;
  }
  const readable = new Set<OfficeId>();
  for (const officeId of new Set(requests.map(request => request.officeId))) {
    if (await authorise(tx, actor, 'requests.read', officeId)) readable.add(officeId);
  }
  return requests.filter(request => existsForStaff(request) && readable.has(request.officeId));
}

const savedAt: Requests['savedAt'] = async (tx, requests) => {
  const [first] = requests;
  return first
    ? selectLastChanges(
        tx,
        first.communeId,
        requests.map(({ id }) => id),
      )
    : new Map();
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
): Promise<readonly AskedVerb[]> {
  if (await ports.isBeingSigned(tx, request.communeId, request.id)) return [];
  const verbs: AskedVerb[] = [];
  for (const verb of askedVerbs) {
    if (nextStateOf(request, verb) !== undefined && (await mayAsk(ports, tx, actor, request, verb))) verbs.push(verb);
  }
  return verbs;
}
