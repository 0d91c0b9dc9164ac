import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mayTry } from './guessing.ts';
import { checkPassword, hashPassword, readPassword } from './security/passwords.ts';

const now = new Date('2026-11-10T10:00:00Z');
const failures = (count: number, secondsAgo: number): Date[] =>
  Array.from({ length: count }, () => new Date(now.getTime() - secondsAgo * 1000));

describe('limits on guessing', () => {
  test('the first five failures cost nothing, the sixth waits, and no wait is longer than a minute', () => {
    expect(mayTry({ ofAccount: failures(4, 0), overall: 0 }, now).ok).toBe(true);
    expect(mayTry({ ofAccount: failures(5, 0), overall: 0 }, now)).toMatchObject({
      refusal: { code: 'identity.wait', params: { seconds: 1 } },
    });
    fc.assert(
      fc.property(
        fc.nat(500),
        fc.nat(100_000),
        (count, overall) => mayTry({ ofAccount: failures(count, 60), overall }, now).ok,
      ),
    );
  });

  test('a storm of failures elsewhere never stops somebody who has not failed', () => {
    expect(mayTry({ ofAccount: [], overall: 1_000_000 }, now).ok).toBe(true);
    expect(mayTry({ ofAccount: failures(1, 0), overall: 2000 }, now).ok).toBe(false);
  });
});

describe('passwords', () => {
  const account = '123456789012';
  test.each([
    ['short', 'identity.password-too-short'],
    ['x'.repeat(201), 'identity.password-too-long'],
    ['aaaaaaaaaaaa', 'identity.password-common'],
    ['abcdefghijkl', 'identity.password-common'],
    ['Casablanca2026', 'identity.password-common'],
    ['MotDePasse!!1', 'identity.password-common'],
    ['1234 5678 9012', 'identity.password-is-account-number'],
  ])('%s is refused as %s', (password, code) => {
    expect(readPassword(password, { accountNumber: account })).toMatchObject({ refusal: { code } });
  });

  test.each(['thé à la menthe', 'كأس شاي بالنعناع', 'xk42-vvqz-81', 'quatre babouches'])(
    '%s needs no composition',
    password => {
      expect(readPassword(password, { accountNumber: account }).ok).toBe(true);
    },
  );

  test('open what they closed, and nothing is opened by the decoy', async () => {
    const kept = await hashPassword('quatre babouches');
    expect(kept).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await checkPassword(kept, 'quatre babouches')).toBe(true);
    expect(await checkPassword(kept, 'quatre babouche')).toBe(false);
    expect(await checkPassword(undefined, 'no password opens this')).toBe(false);
  });
});
