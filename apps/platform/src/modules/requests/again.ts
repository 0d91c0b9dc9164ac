import { type Actor, type CommuneId, ok, type RequestId, refuse, type Result } from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { communeOf, maySee } from './access.ts';
import type { RequestState, ServiceRequest } from './model.ts';
import { open } from './opening.ts';
import type { RequestsPorts } from './ports.ts';
import { findRequest } from './store.ts';

/** States from which a request is taken up again: nothing was made of it, and nothing more will be. */
const takenUpFrom: readonly RequestState[] = ['refused', 'declined', 'expired', 'abandoned'];

/** Whether a request in that state can be taken up again. */
export function isTakenUpFrom(state: RequestState): boolean {
  return takenUpFrom.includes(state);
}

/** A new draft, and the request that it takes up again. */
export interface OpenedAgain {
  readonly request: ServiceRequest;
  readonly earlier: ServiceRequest;
}

/** See `Requests.openAgain`. */
export async function openAgain(
  ports: RequestsPorts,
  tx: Tx,
  actor: Actor,
  { requestId, communeId: named }: { readonly requestId: RequestId; readonly communeId?: CommuneId },
  now: Date,
): Promise<Result<OpenedAgain>> {
  const communeId = communeOf(actor, named);
  const earlier = communeId && (await findRequest(tx, communeId, requestId));
  if (!earlier || !(await maySee(ports, tx, actor, earlier))) return refuse('requests.not-found');
  // A signatory sees the request; taking it up again is its applicant's, or the office's.
  if (actor.kind === 'person' && earlier.applicantId !== actor.personId) return refuse('requests.not-allowed');
  const { state, officeId, service } = earlier;
  if (!isTakenUpFrom(state)) return refuse('requests.not-in-this-state', { state });
  const opening = { communeId: earlier.communeId, officeId, service, resubmissionOf: earlier.id };
  const opened = await open(ports, tx, actor, opening, now);
  return opened.ok ? ok({ request: opened.value, earlier }) : opened;
}
