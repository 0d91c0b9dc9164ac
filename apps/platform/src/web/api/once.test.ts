import { expect, test } from 'vitest';
import { ok, refuse, type Result } from '../../kernel/index.ts';
import { createOnce } from './once.ts';

test('a gesture repeated while it works, or after, is answered with its one answer', async () => {
  let done = 0;
  const once = createOnce<number>(() => new Date());
  const work = async (): Promise<Result<number>> => ok((done += 1));
  const answers = await Promise.all([once('a', work), once('a', work), once('b', work)]);
  expect(answers).toEqual([ok(1), ok(1), ok(2)]);
  expect(await once('a', work)).toEqual(ok(1));
});

test('a refusal or a failure may be tried again, and an old gesture is forgotten', async () => {
  let now = new Date('2026-11-23T10:00:00Z');
  const once = createOnce<number>(() => now);
  expect(await once('a', async () => refuse('acts.not-ready'))).toEqual(refuse('acts.not-ready'));
  await expect(once('a', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(await once('a', async () => ok(1))).toEqual(ok(1));
  now = new Date('2026-11-23T10:11:00Z');
  expect(await once('a', async () => ok(2))).toEqual(ok(2));
});
