import { ok, refuse, type Result } from '../../kernel/index.ts';

/** Failures are remembered this long. */
export const memoryMinutes = 15;
/** Wrong answers for one account before the next must wait. */
const freeFailures = 5;
/** Failures in the whole country, within the memory, from which every account is treated as if under attack. */
const stormFailures = 2000;
/** Longest wait: an honest person is never shut out for more than this by somebody else's guesses. */
const longestWaitSeconds = 60;

/** What is remembered of failures: instants for one account, and their count for everybody. */
export interface Failures {
  readonly ofAccount: readonly Date[];
  readonly overall: number;
}

/**
 * Whether another attempt may be made now. Waits double from one second after the free failures and stop at a minute:
 * at most 1,500 guesses a day for an account, from however many addresses. During a storm of failures nationwide the
 * waits start at the second failure.
 */
export function mayTry(failures: Failures, now: Date): Result<true> {
  const free = failures.overall >= stormFailures ? 1 : freeFailures;
  const count = failures.ofAccount.length;
  if (count < free) return ok(true);
  const wait = Math.min(2 ** (count - free), longestWaitSeconds);
  const last = Math.max(...failures.ofAccount.map(at => at.getTime()));
  const seconds = Math.ceil((last + wait * 1000 - now.getTime()) / 1000);
  return seconds > 0 ? refuse('identity.wait', { seconds }) : ok(true);
}
