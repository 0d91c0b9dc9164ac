import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asId, type ActId } from '../../kernel/index.ts';
import { codeHash, deriveKey, formatCode, isKey, newCode, parseCode, withCheck } from './codes.ts';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const character = fc.constantFrom(...alphabet.split(''));
const code = fc.array(character, { minLength: 15, maxLength: 15 }).map(characters => withCheck(characters.join('')));

describe('a verification code', () => {
  test('has 16 characters and reads back as printed', () => {
    const made = newCode();
    expect(made).toMatch(/^[0-9A-HJKMNP-TV-Z]{16}$/);
    expect(formatCode(made)).toMatch(/^(.{4}-){3}.{4}$/);
    expect(parseCode(formatCode(made))).toEqual({ ok: true, value: made });
  });

  test('is read in any case, with spaces, dashes and the letters that look like digits', () => {
    fc.assert(
      fc.property(code, made => {
        const typed = formatCode(made).toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l').replaceAll('-', ' – ');
        expect(parseCode(` ${typed}\n`)).toEqual({ ok: true, value: made });
      }),
    );
  });

  test('never stays right when one character is wrong', () => {
    fc.assert(
      fc.property(code, fc.nat(15), character, (made, place, wrong) => {
        fc.pre(made[place] !== wrong);
        const altered = `${made.slice(0, place)}${wrong}${made.slice(place + 1)}`;
        expect(parseCode(altered)).toEqual({ ok: false, refusal: { code: 'acts.code-check', params: {} } });
      }),
      { numRuns: 2000 },
    );
  });

  test('never stays right when any two characters are exchanged', () => {
    fc.assert(
      fc.property(code, fc.nat(15), fc.nat(15), (made, left, right) => {
        fc.pre(made[left] !== made[right]);
        const characters = made.split('');
        [characters[left], characters[right]] = [made[right] ?? '', made[left] ?? ''];
        expect(parseCode(characters.join('')).ok).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    ['0123', 'acts.code-length', { length: 4 }],
    ['', 'acts.code-length', { length: 0 }],
    ['0123 4567 89AB CDEFG', 'acts.code-length', { length: 17 }],
    ['0123-45U7-89AB-CDEF', 'acts.code-character', { position: 7, character: 'U' }],
    ['0123 4567 89ٱB', 'acts.code-character', { position: 11, character: 'ٱ' }],
  ])('names the typing error in %j', (typed, refusal, params) => {
    expect(parseCode(typed)).toEqual({ ok: false, refusal: { code: refusal, params } });
  });

  test('is filed under a hash of 32 bytes', () => {
    expect(codeHash(newCode())).toHaveLength(32);
  });
});

describe('the KEY of an act', () => {
  const accessKey = Buffer.alloc(32, 7);
  const act = asId<ActId>('019a0000-0000-7000-8000-000000000001');
  const other = asId<ActId>('019a0000-0000-7000-8000-000000000002');

  test('has 128 bits and opens that act and generation only', () => {
    const key = deriveKey(accessKey, act, 1);
    expect(Buffer.from(key, 'base64url')).toHaveLength(16);
    expect(isKey(key, accessKey, act, 1)).toBe(true);
    expect(isKey(key, accessKey, act, 2)).toBe(false);
    expect(isKey(key, accessKey, other, 1)).toBe(false);
    expect(isKey(key, Buffer.alloc(32, 8), act, 1)).toBe(false);
    expect(isKey('', accessKey, act, 1)).toBe(false);
  });
});

test('a code of training begins with T, and no other does', () => {
  for (let round = 0; round < 300; round += 1) {
    expect(newCode().startsWith('T')).toBe(false);
    expect(newCode({ training: true })).toMatch(/^T/);
  }
  expect(parseCode(newCode({ training: true })).ok).toBe(true);
});
