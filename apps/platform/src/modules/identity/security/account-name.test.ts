import { describe, expect, test } from 'vitest';
import { actorOf, citizenPassword as password, testCitizen } from '../../../../test/citizen.ts';
import { testDatabase } from '../../../../test/database.ts';
import { testIdentity, testKeys } from '../../../../test/identity.ts';
import { getValue, type PersonId } from '../../../kernel/index.ts';
import { keepContact } from '../file.ts';
import { readAccountName } from './account-name.ts';
import type { ToldEvent } from './security-events.ts';

const { as } = await testDatabase();
const app = as('app');
const keys = testKeys();
const told: ToldEvent[] = [];
const world = testIdentity(app, { keys, tellSecurity: async (_tx, { event }) => void told.push(event) });
const { identity, security, now, pass } = world;
const codeOf = (result: { ok: boolean; refusal?: { code: string } }): string =>
  result.ok ? 'ok' : (result.refusal?.code ?? '');
const keep = (personId: PersonId, kind: 'email' | 'phone', value: string, confirmed = true) =>
  app.transaction({ personId }, tx => keepContact(tx, keys, personId, { kind, value, confirmed }, now()));

describe('a name', () => {
  test.each([
    ['1000 0000 0093', 'number', '100000000093'],
    ['١٠٠٠ ٠٠٠٠ ٠٠٩٣', 'number', '100000000093'],
    [' Amina@EXAMPLE.ma ', 'email', 'Amina@example.ma'],
    ['06 12 34 56 78', 'phone', '+212612345678'],
    ['00212 612-345-678', 'phone', '+212612345678'],
    ['212612345678', 'phone', '+212612345678'],
    ['٠٦١٢٣٤٥٦٧٨', 'phone', '+212612345678'],
  ])('%s is read as %s %s', (typed, kind, value) => {
    expect(readAccountName(typed)).toEqual({ ok: true, value: { kind, value } });
  });

  test.each([
    ['', 'identity.name-missing'],
    ['amina', 'identity.name-unreadable'],
    ['amina@', 'identity.email-malformed'],
    ['100000000076', 'identity.account-number-mistyped'],
    ['1234', 'identity.account-number-shape'],
  ])('"%s" is refused as %s', (typed, code) => {
    expect(readAccountName(typed)).toMatchObject({ refusal: { code } });
  });
});

describe('sign-in by a contact', () => {
  test('works once it is confirmed, in any spelling', async () => {
    const { personId } = await testCitizen(world);
    await keep(personId, 'email', 'Zineb@example.ma', false);
    expect(codeOf(await identity.signIn({ name: 'zineb@example.ma', password }))).toBe('identity.sign-in-refused');
    await keep(personId, 'email', 'Zineb@example.ma');
    await keep(personId, 'phone', '+212661000001');
    for (const name of ['zineb@EXAMPLE.ma', '06 61 00 00 01']) {
      const { token } = getValue(await identity.signIn({ name, password }));
      expect((await actorOf(world, token)).personId).toBe(personId);
    }
  });

  test('is refused like a wrong password where a family shares it, for each of them; the account number goes on working', async () => {
    const [one, other] = [await testCitizen(world), await testCitizen(world)];
    for (const { personId } of [one, other]) await keep(personId, 'email', 'famille@example.ma');
    const shared = await identity.signIn({ name: 'famille@example.ma', password });
    expect(shared).toEqual(await identity.signIn({ name: 'personne@example.ma', password }));
    expect(codeOf(shared)).toBe('identity.sign-in-refused');
    expect(codeOf(await identity.signIn({ name: one.accountNumber, password }))).toBe('ok');
  });

  test('spends the same guesses as the account number', async () => {
    const { personId, accountNumber } = await testCitizen(world);
    await keep(personId, 'email', 'cible@example.ma');
    for (let index = 0; index < 5; index += 1)
      await identity.signIn({ name: 'cible@example.ma', password: `guess ${index}` });
    expect(codeOf(await identity.signIn({ name: accountNumber, password }))).toBe('identity.wait');
  });
});

test('an address of nobody waits under guessing as a real one does, in whatever letters it is typed', async () => {
  const { personId } = await testCitizen(world);
  await keep(personId, 'email', 'lettres@example.ma');
  const guess = async (address: string): Promise<string[]> => {
    const codes = [];
    for (let index = 0; index < 6; index += 1) {
      const name = `${address.slice(0, index)}${address.slice(index).toUpperCase()}`;
      codes.push(codeOf(await identity.signIn({ name, password: `guess ${index}` })));
    }
    return codes;
  };
  const real = await guess('lettres@example.ma');
  expect(real.at(-1)).toBe('identity.wait');
  expect(await guess('absente@example.ma')).toEqual(real);
  const asked = [];
  for (const name of ['Une@x.ma', 'uNe@x.ma', 'unE@x.ma', 'UNe@x.ma', 'UnE@x.ma', 'UNE@x.ma'])
    asked.push(codeOf(await security.recovery.begin({ name, language: 'fr' })));
  expect(asked.at(-1)).toBe('identity.wait');
});

describe('the browser', () => {
  const place = { device: 'firefox/android', shared: false };

  test('is known again, and a new one is told to the owner', async () => {
    const { accountNumber } = await testCitizen(world);
    told.length = 0;
    const first = getValue(await identity.signIn({ name: accountNumber, password, place }));
    expect(told).toEqual(['new-device']);
    const known = { ...place, deviceToken: first.deviceToken };
    getValue(await identity.signIn({ name: accountNumber, password, place: known }));
    expect(told).toEqual(['new-device']);
    const sessions = await identity.listSessions(await actorOf(world, first.token));
    expect(sessions.find(({ current }) => current)).toMatchObject({
      device: 'firefox/android',
      method: 'password',
      level: 'low',
    });
  });

  test('of the owner is let in while strangers guess', async () => {
    const { accountNumber } = await testCitizen(world);
    const { deviceToken } = getValue(await identity.signIn({ name: accountNumber, password, place }));
    for (let index = 0; index < 6; index += 1)
      await identity.signIn({ name: accountNumber, password: `guess ${index}` });
    expect(codeOf(await identity.signIn({ name: accountNumber, password }))).toBe('identity.wait');
    expect(codeOf(await identity.signIn({ name: accountNumber, password, place: { ...place, deviceToken } }))).toBe(
      'ok',
    );
    const foreign = { ...place, deviceToken: 'A'.repeat(43) };
    expect(codeOf(await identity.signIn({ name: accountNumber, password, place: foreign }))).toBe('identity.wait');
  });

  test('of somebody else is not remembered, and its session idles after ten minutes', async () => {
    const { accountNumber } = await testCitizen(world);
    told.length = 0;
    const opened = getValue(
      await identity.signIn({ name: accountNumber, password, place: { ...place, shared: true } }),
    );
    expect(opened.deviceToken).toBeUndefined();
    expect(told).toEqual([]);
    expect((await identity.resolve(opened.token))?.sharedDevice).toBe(true);
    pass(11 * 60_000);
    expect(await identity.resolve(opened.token)).toBeUndefined();
  });

  test('network that guesses at many accounts must wait, and others need not', async () => {
    const from = (address: string) => ({ ...place, address });
    const { accountNumber } = await testCitizen(world);
    for (let index = 0; index < 50; index += 1)
      await identity.signIn({
        name: `nobody${index}@example.ma`,
        password: 'wrong guess',
        place: from(`2001:db8:1:2::${index}`),
      });
    const same = await identity.signIn({ name: accountNumber, password, place: from('2001:db8:1:2:ffff::1') });
    expect(codeOf(same)).toBe('identity.wait');
    expect(codeOf(await identity.signIn({ name: accountNumber, password, place: from('192.0.2.1') }))).toBe('ok');
  });
});

test('a change of password needs the old one or a fresh proof, ends other sessions when asked, and is told', async () => {
  const { accountNumber, session } = await testCitizen(world);
  const other = getValue(await identity.signIn({ name: accountNumber, password }));
  const change = async (given: { present: string; chosen: string; endOthers: boolean }) =>
    codeOf(await security.password.change(await actorOf(world, session.token), given));
  expect(await change({ present: '', chosen: 'huit lanternes vertes', endOthers: true })).toBe(
    'identity.step-up-needed',
  );
  expect(await change({ present: 'not this one', chosen: 'huit lanternes vertes', endOthers: true })).toBe(
    'identity.step-up-refused',
  );
  expect(await change({ present: password, chosen: 'Amina El Fassi 1990', endOthers: true })).toBe(
    'identity.password-has-name',
  );
  told.length = 0;
  expect(await change({ present: password, chosen: 'huit lanternes vertes', endOthers: true })).toBe('ok');
  expect(told).toEqual(['password-changed']);
  expect(await identity.resolve(other.token)).toBeUndefined();
  expect(await identity.resolve(session.token)).toBeDefined();
});
