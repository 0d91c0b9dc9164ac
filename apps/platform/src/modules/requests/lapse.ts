import type { RequestState, ServiceRequest } from './model.ts';

/** States in which a request waits for somebody outside the office, and how many days it does before it lapses. */
export type LapseDays = Readonly<Record<'draft' | 'collecting' | 'payable' | 'returned', number>>;

/** Where the installation says nothing else (`REQUEST_DAYS`). */
export const usualLapseDays: LapseDays = { draft: 30, collecting: 30, payable: 7, returned: 30 };

const day = 86_400_000;

/**
 * When a request lapses if nothing happens; null for one that lies with the office or is over, and for a counter's draft, which its clerk
 * gives up. A draft counts from its last edit, everything else from the moment at which it came to wait.
 */
export function lapsesAt(
  before: RequestState | null,
  request: Pick<ServiceRequest, 'state' | 'channel' | 'expiresAt'>,
  now: Date,
  days: LapseDays,
): Date | null {
  const { state, channel } = request;
  if (state !== 'draft' && state !== 'collecting' && state !== 'payable' && state !== 'returned') return null;
  if (state === 'draft' && channel === 'counter') return null;
  if (before === state && state !== 'draft') return request.expiresAt;
  return new Date(now.getTime() + days[state] * day);
}
