import { ok, refuse, type Result } from '../../kernel/index.ts';

/** How many calls of one kind an account may make in a minute, and how many at once. */
export interface Rate {
  readonly perMinute: number;
  readonly burst: number;
}

interface Bucket {
  tokens: number;
  filledAt: number;
}

const mostBuckets = 20_000;

/** Counts the calls of each account in this process, as a bucket that refills. Refused: `api.too-many` with the `seconds` to wait. */
export function createRateLimit(rate: Rate): (account: string, now: Date) => Result<void> {
  const buckets = new Map<string, Bucket>();
  return (account, now) => {
    const bucket = buckets.get(account) ?? { tokens: rate.burst, filledAt: now.getTime() };
    const refill = ((now.getTime() - bucket.filledAt) / 60_000) * rate.perMinute;
    bucket.tokens = Math.min(rate.burst, bucket.tokens + Math.max(0, refill));
    bucket.filledAt = now.getTime();
    if (buckets.size >= mostBuckets) buckets.clear();
    buckets.set(account, bucket);
    if (bucket.tokens < 1)
      return refuse('api.too-many', { seconds: Math.ceil(((1 - bucket.tokens) * 60) / rate.perMinute) });
    bucket.tokens -= 1;
    return ok(undefined);
  };
}
