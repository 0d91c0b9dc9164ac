import { civilDate, civilInstant, civilTime } from '../../kernel/index.ts';
import { type Calendar, daysLater, nextOpening, openingAt } from '../organisation/index.ts';

/** How many days of opening an office takes for a request, after the day on which it enters the queue: 0 is that very day. */
export type OpenDays = number;

/**
 * When a request is expected to be ready: at the closing hour of the last of its days. A request that comes while the office is closed
 * counts from the next opening. Null when the office does not open in time to say.
 */
export function expectedAt(calendar: Calendar, queuedAt: Date, openDays: OpenDays): Date | null {
  let next = nextOpening(calendar, { date: civilDate(queuedAt), time: civilTime(queuedAt).time });
  for (let day = 0; next && day < openDays; day += 1)
    next = nextOpening(calendar, { date: daysLater(next.date, 1), time: '00:00' });
  const closing = next && openingAt(calendar, next.date).at(-1)?.until;
  return next && closing !== undefined ? civilInstant(next.date, closing) : null;
}
