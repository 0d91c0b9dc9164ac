import type { RequestState, ServiceRequest } from './model.ts';

/** Where a request from a distance is with the people who make it, however often it comes back to them. */
export const withPeople: readonly RequestState[] = ['draft', 'collecting', 'payable'];
/** How a request ends without the office. */
const endedWithPeople: readonly RequestState[] = ['declined', 'expired', 'abandoned'];

/**
 * Whether a request exists for the staff of its office. One of the counter always does. One from a distance does from the queue on: what
 * people prepare, agree to and pay is theirs, and so is what they gave up before the office had it. A correction tells that it had it.
 */
export function existsForStaff({
  channel,
  state,
  correction,
}: Pick<ServiceRequest, 'channel' | 'state' | 'correction'>) {
  if (channel === 'counter' || (endedWithPeople.includes(state) && correction !== null)) return true;
  return !withPeople.includes(state) && !endedWithPeople.includes(state);
}
