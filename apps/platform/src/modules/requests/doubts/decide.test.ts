import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ok, refuse } from '../../../kernel/index.ts';
import { decideMark, decideSettled, longestWords, mostOpen } from './decide.ts';

const facts = { reasons: ['cut', 'other'], page: { width: 210, height: 297 }, open: 0 };
const whole = { reason: 'cut', words: '', place: null };

describe('a mark of doubt', () => {
  test('lies on its page, wherever that is, and nowhere else', () => {
    const length = fc.double({ min: 1, max: 400, noNaN: true });
    fc.assert(
      fc.property(length, length, length, length, (x, y, width, height) => {
        const inside = x + width <= 210.5 && y + height <= 297.5;
        const judged = decideMark({ ...whole, place: { x, y, width, height } }, facts);
        expect(judged).toEqual(inside ? ok(undefined) : refuse('requests.doubt-outside'));
      }),
    );
    for (const bad of [{ width: 0 }, { height: -1 }, { x: -2 }, { y: Number.NaN }, { width: Number.POSITIVE_INFINITY }])
      expect(decideMark({ ...whole, place: { x: 1, y: 1, width: 5, height: 5, ...bad } }, facts).ok).toBe(false);
  });

  test('has a reason of the catalogue, words where the reason says nothing, and not too many of them', () => {
    expect(decideMark(whole, facts)).toEqual(ok(undefined));
    expect(decideMark({ ...whole, reason: 'CLOUDS' }, facts)).toEqual(refuse('requests.unknown-doubt-reason'));
    expect(decideMark({ ...whole, reason: 'other', words: ' ' }, facts)).toEqual(refuse('requests.text-missing'));
    const words = 'a'.repeat(longestWords + 1);
    expect(decideMark({ ...whole, words }, facts)).toEqual(refuse('requests.text-too-long', { most: longestWords }));
    expect(decideMark(whole, { ...facts, open: mostOpen })).toEqual(
      refuse('requests.too-many-doubts', { most: mostOpen }),
    );
  });

  test('holds the act up while it is open', () => {
    expect(decideSettled(0)).toEqual(ok(undefined));
    expect(decideSettled(2)).toEqual(refuse('requests.doubts-open', { count: 2 }));
  });
});
