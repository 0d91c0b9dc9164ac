import {
  type Actor,
  type CommuneId,
  ok,
  type Place,
  type RequestId,
  refuse,
  type Result,
  type StaffActor,
  type StaffId,
} from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { type Office, placeOf } from '../../organisation/index.ts';
import { authorise, staffMaySee } from '../access.ts';
import type { ServiceRequest } from '../model.ts';
import type { RequestsPermission } from '../policy.ts';
import { lockRequest } from '../store.ts';
import { findStanding, insertHandled, updateHanded, updateRank } from './handling-store.ts';
import { canBeHeld, checkHeld, heldUntil } from './held.ts';
import { deleteLease, findLease, prolongLease, putLease, takeLease } from './lease-store.ts';
import { type HandlingKind, type Lease, priorities, type Priority, type PriorityReason } from './model.ts';

/** What handling needs from outside the room. */
export interface HandlingDeps {
  /** Minutes that a request stays in the hands of whoever claimed it, unless they renew. */
  readonly leaseMinutes: number;
  /** An officer's preparation that waits for their passkey, or is being sealed, and until when; it holds like a lease. */
  preparedBy(
    tx: Tx,
    asked: { readonly communeId: CommuneId; readonly requestId: RequestId; readonly now: Date },
  ): Promise<{ readonly officerId: StaffId; readonly until: Date } | undefined>;
  /** Whether somebody at work may work on requests of the place. */
  mayHandle(tx: Tx, place: Place, staffId: StaffId, now: Date): Promise<boolean>;
}

/** One request, as a member of staff names it. */
export interface Handle {
  readonly requestId: RequestId;
}

/** Who has a request in hand, in which order it waits, and whether an officer may have it. Nothing of it changes the request's version. */
export interface Handling {
  /**
   * Takes a request in hand, once it is free; one's own is prolonged. Refusals: `requests.not-found`, `.not-allowed`,
   * `.not-in-this-state`, `.held-by-other`. Needs `requests.handle` at the office, as all of these do but `assign`.
   */
  claim(tx: Tx, actor: StaffActor, asked: Handle, now: Date): Promise<Result<Lease>>;
  /** Goes on working. Refusals besides: `requests.lease-lost` when it ran out or somebody else was given it. */
  renew(tx: Tx, actor: StaffActor, asked: Handle, now: Date): Promise<Result<Lease>>;
  /** Lets it go. Refusals besides: `requests.lease-lost`. */
  release(tx: Tx, actor: StaffActor, asked: Handle, now: Date): Promise<Result<null>>;
  /** Gives it to a colleague, whoever has it. Needs `requests.assign`. Refusals besides: `requests.colleague-cannot`. */
  assign(tx: Tx, actor: StaffActor, asked: Handle & { readonly to: StaffId }, now: Date): Promise<Result<Lease>>;
  /** Says that it was checked and an officer may have it, and lets it go. Refusals besides: `requests.handed-already`. */
  hand(tx: Tx, actor: StaffActor, asked: Handle, now: Date): Promise<Result<null>>;
  /** Puts it before or behind others, whoever has it. Refusals besides: `requests.priority-same`. */
  prioritise(
    tx: Tx,
    actor: StaffActor,
    asked: Handle & { readonly priority: Priority; readonly reason: PriorityReason },
    now: Date,
  ): Promise<Result<null>>;
}

/** Builds what members of staff do about requests. Each function works in the caller's transaction, bound to the actor's commune. */
export function createHandling(deps: HandlingDeps): Handling {
  return {
    claim: (tx, actor, asked, now) => claim(deps, tx, actor, asked, now),
    renew: (tx, actor, asked, now) => renew(deps, tx, actor, asked, now),
    release,
    assign: (tx, actor, asked, now) => assign(deps, tx, actor, asked, now),
    hand,
    prioritise,
  };
}

async function claim(
  deps: HandlingDeps,
  tx: Tx,
  actor: StaffActor,
  { requestId }: Handle,
  now: Date,
): Promise<Result<Lease>> {
  const locked = await lockHeld(tx, actor, requestId, 'requests.handle');
  if (!locked.ok) return locked;
  const { request } = locked.value;
  const { communeId } = request;
  const prepared = await deps.preparedBy(tx, { communeId, requestId, now });
  if (prepared && prepared.officerId !== actor.staffId) return heldUntil(prepared.until);
  const had = await findLease(tx, communeId, requestId, now);
  const taken = await takeLease(tx, wanted(deps, request, actor.staffId, now));
  if (!taken) return heldUntil(had?.expiresAt ?? now);
  const own = had !== undefined && had.holderId === actor.staffId;
  if (!own) {
    const over = taken.before !== null && taken.before !== actor.staffId;
    await log(
      tx,
      request,
      { kind: over ? 'taken-over' : 'claimed', actor, ...(over && { colleague: taken.before }) },
      now,
    );
  }
  return ok(taken.lease);
}

async function renew(
  deps: HandlingDeps,
  tx: Tx,
  actor: StaffActor,
  { requestId }: Handle,
  now: Date,
): Promise<Result<Lease>> {
  const locked = await lockHeld(tx, actor, requestId, 'requests.handle');
  if (!locked.ok) return locked;
  const lease = await prolongLease(tx, wanted(deps, locked.value.request, actor.staffId, now));
  return lease ? ok(lease) : refuse('requests.lease-lost');
}

const release: Handling['release'] = async (tx, actor, { requestId }, now) => {
  const locked = await lockHeld(tx, actor, requestId, 'requests.handle');
  if (!locked.ok) return locked;
  const { request } = locked.value;
  const lease = await findLease(tx, request.communeId, requestId, now);
  if (lease?.holderId !== actor.staffId) return refuse('requests.lease-lost');
  await deleteLease(tx, request.communeId, requestId);
  await log(tx, request, { kind: 'released', actor }, now);
  return ok(null);
};

async function assign(
  deps: HandlingDeps,
  tx: Tx,
  actor: StaffActor,
  { requestId, to }: Handle & { readonly to: StaffId },
  now: Date,
): Promise<Result<Lease>> {
  const locked = await lockHeld(tx, actor, requestId, 'requests.assign');
  if (!locked.ok) return locked;
  const { request, office } = locked.value;
  if (!(await deps.mayHandle(tx, placeOf(office), to, now))) return refuse('requests.colleague-cannot');
  const prepared = await deps.preparedBy(tx, { communeId: request.communeId, requestId, now });
  if (prepared && prepared.officerId !== to) return heldUntil(prepared.until);
  const lease = await putLease(tx, wanted(deps, request, to, now));
  await log(tx, request, { kind: 'reassigned', actor, colleague: to }, now);
  return ok(lease);
}

const hand: Handling['hand'] = async (tx, actor, { requestId }, now) => {
  const locked = await lockHeld(tx, actor, requestId, 'requests.handle');
  if (!locked.ok) return locked;
  const { request } = locked.value;
  const free = await checkHeld(tx, actor, request, now);
  if (!free.ok) return free;
  if ((await findStanding(tx, request)).handedAt !== null) return refuse('requests.handed-already');
  await updateHanded(tx, request, now);
  await deleteLease(tx, request.communeId, requestId);
  await log(tx, request, { kind: 'handed', actor }, now);
  return ok(null);
};

const prioritise: Handling['prioritise'] = async (tx, actor, { requestId, priority, reason }, now) => {
  const locked = await lockHeld(tx, actor, requestId, 'requests.handle');
  if (!locked.ok) return locked;
  const { request } = locked.value;
  const rank = priorities.indexOf(priority);
  if ((await findStanding(tx, request)).rank === rank) return refuse('requests.priority-same');
  await updateRank(tx, request, rank);
  await log(tx, request, { kind: 'prioritised', actor, data: { priority, reason } }, now);
  return ok(null);
};

/** A request that lies with the office, locked until the transaction ends: what is done about it, and changes of it, follow one another. */
export async function lockHeld(
  tx: Tx,
  actor: Actor,
  requestId: RequestId,
  permission: RequestsPermission,
): Promise<Result<{ readonly request: ServiceRequest; readonly office: Office }>> {
  if (actor.kind !== 'staff') return refuse('requests.not-allowed');
  const request = await lockRequest(tx, actor.communeId, requestId);
  if (!request || !(await staffMaySee(tx, actor, request))) return refuse('requests.not-found');
  const allowed = await authorise(tx, actor, permission, request.officeId);
  if (!allowed) return refuse('requests.not-allowed');
  return canBeHeld(request)
    ? ok({ request, office: allowed.office })
    : refuse('requests.not-in-this-state', { state: request.state });
}

function wanted({ leaseMinutes }: HandlingDeps, request: ServiceRequest, holderId: StaffId, now: Date) {
  const expiresAt = new Date(now.getTime() + leaseMinutes * 60_000);
  return { communeId: request.communeId, requestId: request.id, holderId, now, expiresAt };
}

/** Writes a line of the log. */
export async function log(
  tx: Tx,
  request: ServiceRequest,
  {
    kind,
    actor,
    colleague = null,
    data = {},
  }: {
    readonly kind: HandlingKind;
    readonly actor: StaffActor | null;
    readonly colleague?: StaffId | null;
    readonly data?: Readonly<Record<string, string>>;
  },
  at: Date,
): Promise<void> {
  await insertHandled(tx, request, { kind, actorId: actor?.staffId ?? null, colleagueId: colleague, data, at });
}
