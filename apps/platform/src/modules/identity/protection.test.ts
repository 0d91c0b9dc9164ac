import { randomBytes } from 'node:crypto';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { normaliseNumber } from './document-number.ts';
import { blindIndex, openValue, sealValue } from './protection.ts';

const keys = { envelope: randomBytes(32), index: randomBytes(32) };

test('what is sealed opens in its place with its key, and nowhere else', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), text => {
      const sealed = sealValue(keys, 'row/1', text);
      // Lone surrogates cannot be encoded; everything that can comes back.
      expect(openValue(keys, 'row/1', sealed)).toBe(text.toWellFormed());
      expect(() => openValue(keys, 'row/2', sealed)).toThrow();
      expect(() => openValue({ ...keys, envelope: randomBytes(32) }, 'row/1', sealed)).toThrow();
    }),
  );
});

test('one altered bit anywhere is noticed, and no two sealings look alike', () => {
  const sealed = sealValue(keys, 'row', 'BE123456');
  expect(sealValue(keys, 'row', 'BE123456').equals(sealed)).toBe(false);
  for (let place = 0; place < sealed.length; place++) {
    const altered = Buffer.from(sealed);
    altered[place] = (altered[place] ?? 0) ^ 1;
    expect(() => openValue(keys, 'row', altered)).toThrow();
  }
});

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
  expect(blindIndex({ ...keys, index: randomBytes(32) }, document1).equals(blindIndex(keys, document1))).toBe(false);
});
