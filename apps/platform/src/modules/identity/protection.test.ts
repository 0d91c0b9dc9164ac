import { randomBytes } from 'node:crypto';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { normaliseNumber } from './document-number.ts';
import { blindIndex, contactIndex } from './protection.ts';

const keys = { index: randomBytes(32) };

test('blind indexes are equal exactly when type and number are', () => {
  const type = fc.constantFrom('cnie' as const, 'passport' as const);
  const document = fc.record({
    type,
    number: fc.string({ unit: fc.constantFrom('a', 'B', '1', ' ', '2', '-', '|') }).map(normaliseNumber),
  });
  fc.assert(
    fc.property(document, document, (one, other) => {
      const same = one.type === other.type && one.number === other.number;
      expect(blindIndex(keys, one).equals(blindIndex(keys, other))).toBe(same);
    }),
  );
  const document1 = { type: 'cnie' as const, number: 'A1' };
  expect(blindIndex({ index: randomBytes(32) }, document1).equals(blindIndex(keys, document1))).toBe(false);
});

test('an address and a number have one index however they are written, and never each other’s', () => {
  expect(contactIndex(keys, 'email', 'Amina@Example.ma')).toEqual(contactIndex(keys, 'email', 'amina@example.ma'));
  expect(contactIndex(keys, 'email', '+212612345678')).not.toEqual(contactIndex(keys, 'phone', '+212612345678'));
});
