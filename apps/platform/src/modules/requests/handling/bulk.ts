import {
  type Refusal,
  type RequestId,
  refuse,
  type Result,
  type StaffActor,
  type StaffId,
} from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { Correction } from '../model.ts';
import type { RequestAt, Requests } from '../ports.ts';
import type { Handling } from './handling.ts';
import type { Priority, PriorityReason } from './model.ts';

/** What is done to several requests at once. */
export type BulkAction =
  | { readonly what: 'claim' | 'release' | 'hand' }
  | { readonly what: 'assign'; readonly to: StaffId }
  | { readonly what: 'prioritise'; readonly priority: Priority; readonly reason: PriorityReason }
  | { readonly what: 'return'; readonly correction: Correction };

/** What became of one of them: null when it was done. */
export interface Outcome {
  readonly requestId: RequestId;
  readonly refusal: Refusal | null;
}

/** The most requests that one command may name. */
const mostAtOnce = 200;

/**
 * Does one thing to each of several requests, in the caller's transaction: each is done or refused by itself, and a refusal wrote nothing.
 * They are locked in one order, so that two such commands cannot wait for each other. Refused as a whole: `requests.too-many` with `most`.
 */
export async function applyToEach(
  rooms: { readonly handling: Handling; readonly requests: Pick<Requests, 'change'> },
  tx: Tx,
  actor: StaffActor,
  { requests, action }: { readonly requests: readonly RequestAt[]; readonly action: BulkAction },
  now: Date,
): Promise<Result<readonly Outcome[]>> {
  if (requests.length > mostAtOnce) return refuse('requests.too-many', { most: mostAtOnce });
  const outcomes = new Map<RequestId, Outcome>();
  for (const at of requests.toSorted((a, b) => a.requestId.localeCompare(b.requestId))) {
    const done = await applyTo(rooms, tx, actor, { at, action }, now);
    outcomes.set(at.requestId, { requestId: at.requestId, refusal: done.ok ? null : done.refusal });
  }
  return { ok: true, value: requests.flatMap(({ requestId }) => outcomes.get(requestId) ?? []) };
}

function applyTo(
  { handling, requests }: Parameters<typeof applyToEach>[0],
  tx: Tx,
  actor: StaffActor,
  { at, action }: { readonly at: RequestAt; readonly action: BulkAction },
  now: Date,
): Promise<Result<unknown>> {
  const { requestId } = at;
  switch (action.what) {
    case 'claim':
    case 'release':
    case 'hand':
      return handling[action.what](tx, actor, { requestId }, now);
    case 'assign':
      return handling.assign(tx, actor, { requestId, to: action.to }, now);
    case 'prioritise':
      return handling.prioritise(tx, actor, { requestId, priority: action.priority, reason: action.reason }, now);
    case 'return':
      return requests.change(tx, actor, at, { verb: 'return', correction: action.correction }, now);
  }
}
