import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { readBase64url, writeBase64url } from './base64url.ts';

test('reads back what it writes, and nothing else that stands for the same bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array(), bytes => {
      const text = writeBase64url(bytes);
      expect(readBase64url(text)).toEqual(Buffer.from(bytes));
      for (const other of [`${text}=`, ` ${text}`, `${text}\n`]) expect(readBase64url(other)).toBeNull();
    }),
  );
});

test.each([
  ['spare bits', 'AB'],
  ['the other alphabet', 'a+/b'],
  ['padding', 'AA=='],
])('refuses %s', (_, text) => {
  expect(readBase64url(text)).toBeNull();
});
