import { expect, test } from 'vitest';
import { createRateLimit } from './rate-limit.ts';

test('a burst is let through, then the refusal says how long to wait, and each account has its own', () => {
  const allow = createRateLimit({ perMinute: 60, burst: 3 });
  const now = new Date('2026-11-23T10:00:00Z');
  const three = [1, 2, 3].map(() => allow('a', now).ok);
  expect(three).toEqual([true, true, true]);
  expect(allow('a', now)).toEqual({ ok: false, refusal: { code: 'api.too-many', params: { seconds: 1 } } });
  expect(allow('b', now).ok).toBe(true);
  expect(allow('a', new Date(now.getTime() + 1_000)).ok).toBe(true);
});
