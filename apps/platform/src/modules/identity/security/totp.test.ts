import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { appAddress, codeOfStep, findStep, stepOf, toBase32 } from './totp.ts';

// RFC 6238 appendix B: SHA-1, the secret "12345678901234567890"; eight digits there, their last six here.
const secret = Buffer.from('12345678901234567890');
const at = (seconds: number): Date => new Date(seconds * 1000);

describe('codes by time', () => {
  test.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('at %i seconds: %s (RFC 6238)', (seconds, code) => {
    expect(codeOfStep(secret, stepOf(at(seconds)))).toBe(code);
  });

  test('are taken a step early or late, and no further', () => {
    const now = at(1_234_567_890);
    const step = stepOf(now);
    const taken = [-2, -1, 0, 1, 2].map(shift =>
      findStep(secret, { typed: codeOfStep(secret, step + shift), now, lastStep: 0 }),
    );
    expect(taken).toEqual([undefined, step - 1, step, step + 1, undefined]);
  });

  test('are never taken again, nor an older one after a newer', () => {
    fc.assert(
      fc.property(fc.nat(4_000_000_000), fc.constantFrom(-1, 0, 1), (seconds, shift) => {
        const now = at(seconds + 60);
        const step = stepOf(now) + shift;
        const typed = codeOfStep(secret, step);
        const used = findStep(secret, { typed, now, lastStep: step - 1 });
        expect(used).toBe(step);
        expect(findStep(secret, { typed, now, lastStep: step })).not.toBe(step);
      }),
    );
  });

  test('are not taken in another length', () => {
    const now = at(59);
    for (const typed of ['', '28708', '2870820', 'abcdef'])
      expect(findStep(secret, { typed, now, lastStep: 0 })).toBeUndefined();
  });
});

test.each([
  ['', ''],
  ['f', 'MY'],
  ['fo', 'MZXQ'],
  ['foo', 'MZXW6'],
  ['foob', 'MZXW6YQ'],
  ['fooba', 'MZXW6YTB'],
  ['foobar', 'MZXW6YTBOI'],
])('base 32 of "%s" is %s (RFC 4648 §10, without padding)', (text, coded) => {
  expect(toBase32(Buffer.from(text))).toBe(coded);
});

test('the address for apps names issuer and account', () => {
  expect(appAddress({ secret: Buffer.from('foobar'), issuer: 'Shubbak شباك', account: '1234 5678 9012' })).toBe(
    'otpauth://totp/Shubbak%20%D8%B4%D8%A8%D8%A7%D9%83:1234%205678%209012?secret=MZXW6YTBOI&issuer=Shubbak+%D8%B4%D8%A8%D8%A7%D9%83',
  );
});
