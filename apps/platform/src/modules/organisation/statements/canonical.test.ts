import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson, type Json } from './canonical.ts';

const write = (value: Json): string => new TextDecoder().decode(canonicalJson(value));

test('writes the example of RFC 8785 §3.2.2 and §3.2.3', () => {
  const value: Json = {
    numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
    string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\\"/',
    literals: [null, true, false],
  };
  expect(write(value)).toBe(
    String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
  );
});

test('sorts members by UTF-16 code units', () => {
  expect(write({ '\ufb33': 1, '\u{1f600}': 2, '\u20ac': 3, '1': 4, '\r': 5 })).toBe(
    '{"\\r":5,"1":4,"€":3,"😀":2,"\ufb33":1}',
  );
});

test('gives one encoding whatever the order of members, and loses nothing', () => {
  const values = fc.dictionary(
    fc.string({ unit: 'grapheme' }),
    fc.oneof(fc.string({ unit: 'grapheme' }), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean()),
  );
  fc.assert(
    fc.property(values, value => {
      const reversed = Object.fromEntries(Object.entries(value).toReversed());
      expect(write(reversed)).toBe(write(value));
      expect(JSON.parse(write(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test('refuses what has no canonical form', () => {
  expect(() => write(Number.NaN)).toThrow(TypeError);
  expect(() => write('\ud800')).toThrow(TypeError);
});
