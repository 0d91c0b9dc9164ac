/**
 * A budget of misses for the whole country: a guesser spends it, an honest reader does not, because a code that exists
 * costs nothing. Beyond the rate, each further miss waits its turn; when the wait grows past `patience` it is turned away.
 */
export interface MissBudget {
  /** Spends one miss at `now` (milliseconds): how long its answer must wait, or undefined when too many wait already. */
  spend(now: number): number | undefined;
}

/** A budget of `rate` misses a second with `burst` in hand; `patience` is the longest wait in milliseconds. */
export function createMissBudget({
  rate,
  burst,
  patience,
}: {
  rate: number;
  burst: number;
  patience: number;
}): MissBudget {
  const spacing = 1000 / rate;
  // The moment at which all misses granted so far will have been paid for (a virtual schedule, as GCRA keeps).
  let paidUntil = 0;
  return {
    spend(now) {
      const start = Math.max(paidUntil, now - burst * spacing);
      const wait = Math.max(0, start + spacing - now);
      if (wait > patience) return undefined;
      paidUntil = start + spacing;
      return wait;
    },
  };
}
