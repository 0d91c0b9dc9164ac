import type { RequestState, ServiceRequest } from './model.ts';

/** In which states a request waits for somebody, and how many days it does before it lapses; `counter` is a draft of a counter. */
export type LapseDays = Readonly<Record<'draft' | 'counter' | 'collecting' | 'payable' | 'returned', number>>;

/** Where the installation says nothing else (`REQUEST_DAYS`). */
export const usualLapseDays: LapseDays = { draft: 30, counter: 90, collecting: 30, payable: 7, returned: 30 };

const day = 86_400_000;

/**
 * When a request lapses if nothing happens; null for one that lies with the office or is over. A draft counts from its last change, also one
 * made elsewhere by somebody who was awaited; everything else from the moment at which it came to wait.
 */
export function lapsesAt(
  before: RequestState | null,
  request: Pick<ServiceRequest, 'state' | 'channel' | 'expiresAt'>,
  now: Date,
  days: LapseDays,
): Date | null {
  const { state, channel } = request;
  if (state !== 'draft' && state !== 'collecting' && state !== 'payable' && state !== 'returned') return null;
  if (before === state && state !== 'draft') return request.expiresAt;
  const wait = state === 'draft' && channel === 'counter' ? 'counter' : state;
  return new Date(now.getTime() + days[wait] * day);
}
