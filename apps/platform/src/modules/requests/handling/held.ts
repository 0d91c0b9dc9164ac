import { type Actor, civilTime, ok, type Refusal, refuse, type Result } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { ServiceRequest } from '../model.ts';
import { updateHanded } from './handling-store.ts';
import { deleteLease, findLease } from './lease-store.ts';
import { heldStates } from './model.ts';

/** Whether a request lies with the office, so that somebody can have it in hand. */
export function canBeHeld({ state }: Pick<ServiceRequest, 'state'>): boolean {
  const states: readonly string[] = heldStates;
  return states.includes(state);
}

/**
 * Whether a member of staff may act on a request as far as their colleagues are concerned. Refused: `requests.held-by-other` with the
 * minute (`until`) at which it is free again. The platform and people in their account are not held up.
 */
export async function checkHeld(tx: Tx, actor: Actor, request: ServiceRequest, now: Date): Promise<Result<void>> {
  if (actor.kind !== 'staff' || !canBeHeld(request)) return ok(undefined);
  const lease = await findLease(tx, request.communeId, request.id, now);
  return lease && lease.holderId !== actor.staffId ? heldUntil(lease.expiresAt) : ok(undefined);
}

/** The refusal of whoever comes while another works on the request. */
export function heldUntil(until: Date): { readonly ok: false; readonly refusal: Refusal } {
  const { date, time } = civilTime(until);
  return refuse('requests.held-by-other', { date, until: time });
}

/** What a change of state means for whoever has the request in hand: nobody has what does not lie with the office, and what comes back is checked anew. */
export async function leaveHands(tx: Tx, before: ServiceRequest, after: ServiceRequest): Promise<void> {
  if (before.state === after.state) return;
  if (!canBeHeld(after)) await deleteLease(tx, after.communeId, after.id);
  // A clerk who submits has checked already; what comes from a distance, or comes back, has not been looked at.
  if (after.state === 'queued') await updateHanded(tx, after, after.channel === 'counter' ? after.queuedAt : null);
}
