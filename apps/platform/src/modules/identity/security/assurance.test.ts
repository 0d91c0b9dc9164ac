import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assuranceLevels, reaches } from '../../../kernel/index.ts';
import { hasSteppedUp, levelOfSession, levelOfWay, provenAgain, signInMethods, type WayIn } from './assurance.ts';

const level = fc.constantFrom(...assuranceLevels);
const way: fc.Arbitrary<WayIn> = fc
  .record({ method: fc.constantFrom(...signInMethods), level })
  .map(({ method, level: own }) =>
    method === 'slip' || method === 'password' || method === 'recovery' ? { method } : { method, level: own },
  );
const proof = fc.record({ proven: level, suspended: fc.boolean() });

describe('the level of a session', () => {
  test('is never above the way in, nor, but through the provider, above what is proven of the person', () => {
    fc.assert(
      fc.property(proof, way, (known, used) => {
        const found = levelOfSession(known, used);
        expect(reaches(levelOfWay(used), found)).toBe(true);
        if (used.method !== 'national') expect(reaches(known.proven, found)).toBe(true);
        if (used.method !== 'national' && known.suspended) expect(found).toBe('low');
      }),
    );
  });

  test.each([
    [{ method: 'password' }, 'low'],
    [{ method: 'recovery' }, 'low'],
    [{ method: 'slip' }, 'substantial'],
    [{ method: 'password-and-code', level: 'substantial' }, 'substantial'],
    [{ method: 'passkey', level: 'high' }, 'high'],
  ] as const)('with %o is %s for somebody known from the counter', (used, expected) => {
    expect(levelOfSession({ proven: 'high', suspended: false }, used)).toBe(expected);
  });
});

test('a proof never lowers what is known, and ends a recovery only when it is as sure as before', () => {
  fc.assert(
    fc.property(proof, level, (known, again) => {
      const after = provenAgain(known, again);
      expect(reaches(after.proven, known.proven)).toBe(true);
      expect(after.suspended).toBe(known.suspended && !reaches(again, known.proven));
    }),
  );
});

test('proving again counts for ten minutes, and never before it was done', () => {
  const at = new Date('2026-11-10T10:00:00Z');
  const later = (seconds: number): Date => new Date(at.getTime() + seconds * 1000);
  expect(hasSteppedUp({ steppedUpAt: null }, at)).toBe(false);
  expect(hasSteppedUp({ steppedUpAt: at }, later(599))).toBe(true);
  expect(hasSteppedUp({ steppedUpAt: at }, later(600))).toBe(false);
  expect(hasSteppedUp({ steppedUpAt: at }, later(-1))).toBe(false);
});
