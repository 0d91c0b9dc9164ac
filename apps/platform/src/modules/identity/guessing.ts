import { ok, refuse, type Result } from '../../kernel/index.ts';

/** Failures are remembered this long. */
export const memoryMinutes = 15;
/** Wrong answers for one account before the next must wait. */
const freeFailures = 5;
/** Failures in the whole country, within the memory, from which every account is treated as if under attack. */
const stormFailures = 2000;
/** Longest wait: an honest person is never shut out for more than this by somebody else's guesses. */
const longestWaitSeconds = 60;

/** What is remembered of failures: instants for one account (or one address), and their count for everybody. */
export interface Failures {
  readonly ofAccount: readonly Date[];
  readonly overall: number;
}

/** Failures from one address before the next must wait: many honest people stand behind one address of a café or a telephone network. */
const freeFromAddress = 50;

/**
 * Whether another attempt may be made now. Waits double from one second after the free failures and stop at a minute:
 * at most 1,500 guesses a day for an account, from however many addresses. During a storm of failures nationwide the
 * waits start at the second failure.
 */
export function mayTry({ ofAccount, overall }: Failures, now: Date): Result<true> {
  return waited(ofAccount, overall >= stormFailures ? 1 : freeFailures, now);
}

/** Failed codes of six digits are remembered longer, and waits between them grow to a quarter of an hour: some 110 guesses a day, of a million. */
export const codeMemoryHours = 24;
const longestCodeWaitSeconds = 900;

/** Whether another code of six digits may be tried now. */
export function mayTryCode({ ofAccount }: Failures, now: Date): Result<true> {
  return waited(ofAccount, freeFailures, now, longestCodeWaitSeconds);
}

/** Whether another attempt may be made now from an address with these failures, for whatever accounts. */
export function mayTryFromAddress({ ofAccount, overall }: Failures, now: Date): Result<true> {
  return waited(ofAccount, overall >= stormFailures ? freeFailures : freeFromAddress, now);
}

function waited(failures: readonly Date[], free: number, now: Date, longest = longestWaitSeconds): Result<true> {
  const count = failures.length;
  if (count < free) return ok(true);
  const wait = Math.min(2 ** (count - free), longest);
  const last = Math.max(...failures.map(at => at.getTime()));
  const seconds = Math.ceil((last + wait * 1000 - now.getTime()) / 1000);
  return seconds > 0 ? refuse('identity.wait', { seconds }) : ok(true);
}
