import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { testDatabase } from '../../../test/database.ts';
import { testClerk, testEnrolment, testIdentity, testPlace } from '../../../test/identity.ts';
import { type CommuneId, getValue, newId, type PersonId } from '../../kernel/index.ts';

const { as } = await testDatabase();
const app = as('app');
const { identity, now, pass } = testIdentity(app);
const clerk = testClerk(newId<CommuneId>(now()));
const minute = 60_000;
const password = 'quatre babouches';
let next = 1000;
const enrolFresh = async () => {
  const document = { type: 'cnie' as const, number: `BH${next++}`, expiresOn: '2035-01-31' };
  return getValue(await identity.enrol(clerk, testEnrolment({ document }), randomUUID()));
};
const activated = async () => {
  const { personId, slip } = await enrolFresh();
  const session = getValue(await identity.activate({ ...slip, password }));
  return { personId, accountNumber: slip.accountNumber, session };
};
const place = testPlace(clerk);
const renew = async (personId: PersonId) => {
  const printed = getValue(await identity.printSlip(clerk, { personId, place, served: true, renewal: true }));
  if (!printed.slip) throw new Error('no code was printed');
  return printed.slip;
};
const codeOf = (result: { ok: boolean; refusal?: { code: string } }): string =>
  result.ok ? 'ok' : (result.refusal?.code ?? '');

describe('the slip', () => {
  test('opens the account once, typed as people type', async () => {
    const { slip, personId } = await enrolFresh();
    const typed = {
      accountNumber: slip.accountNumber.replace(/(.{4})/g, '$1 '),
      activationCode: slip.activationCode.toLowerCase(),
      password,
    };
    const session = getValue(await identity.activate(typed));
    expect((await identity.resolve(session.token))?.actor).toMatchObject({ kind: 'person', personId });
    expect(codeOf(await identity.activate({ ...typed, password: 'another password' }))).toBe(
      'identity.activation-over',
    );
    expect(codeOf(await identity.signIn({ name: slip.accountNumber, password }))).toBe('ok');
  });

  test('is over after thirty days, and a new one kills the old one', async () => {
    const { slip, personId } = await enrolFresh();
    pass(31 * 24 * 60 * minute);
    expect(codeOf(await identity.activate({ ...slip, password }))).toBe('identity.activation-over');
    const renewed = await renew(personId);
    expect(renewed.accountNumber).toBe(slip.accountNumber);
    expect(codeOf(await identity.activate({ ...slip, password }))).toBe('identity.activation-refused');
    expect(codeOf(await identity.activate({ ...renewed, password }))).toBe('ok');
  });

  test('given anew for a forgotten password ends what the old password had opened', async () => {
    const { personId, session } = await activated();
    const renewed = await renew(personId);
    expect(await identity.resolve(session.token)).toBeDefined();
    await identity.activate({ ...renewed, password: 'six théières bleues' });
    expect(await identity.resolve(session.token)).toBeUndefined();
    expect(codeOf(await identity.signIn({ name: renewed.accountNumber, password }))).toBe('identity.sign-in-refused');
  });

  test('does not say whether an account exists', async () => {
    const { slip } = await enrolFresh();
    const wrong = { activationCode: 'AAAA-AAAA-AAAA-AAAA', password };
    const known = await identity.activate({ accountNumber: slip.accountNumber, ...wrong });
    const unknown = await identity.activate({ accountNumber: '100000000093', ...wrong });
    expect(codeOf(known)).toBe('identity.activation-refused');
    expect(unknown).toEqual(known);
  });

  test('is used once by two browsers at once', async () => {
    const { slip } = await enrolFresh();
    const results = await Promise.all([
      identity.activate({ ...slip, password }),
      identity.activate({ ...slip, password }),
    ]);
    expect(results.map(codeOf).toSorted()).toEqual(['identity.activation-over', 'ok']);
  });

  test('is kept nowhere in clear', async () => {
    const { slip } = await enrolFresh();
    const { rows } = await as('migrator').transaction({}, tx =>
      sql<{
        text: string;
      }>`select (select string_agg(a::text, '') from identity.activation a) || (select string_agg(c::text, '') from platform.command c) as text`.execute(
        tx,
      ),
    );
    expect(rows[0]?.text).not.toContain(slip.activationCode);
    expect(rows[0]?.text).not.toContain(slip.activationCode.replaceAll('-', ''));
  });
});

describe('sign-in with a password', () => {
  test('answers a wrong password, an unknown account and an account not opened alike', async () => {
    const { accountNumber } = await activated();
    const { slip } = await enrolFresh();
    const answers = await Promise.all(
      [accountNumber, '100000000093', slip.accountNumber].map(number =>
        identity.signIn({ name: number, password: 'not the password' }),
      ),
    );
    expect(answers.map(codeOf)).toEqual(Array.from({ length: 3 }, () => 'identity.sign-in-refused'));
  });

  test('names a mistyped number', async () => {
    expect(codeOf(await identity.signIn({ name: '100000000076', password }))).toBe('identity.account-number-mistyped');
    expect(codeOf(await identity.signIn({ name: '1000', password }))).toBe('identity.account-number-shape');
  });

  test('waits after five failures, whoever guesses, and lets the owner in a minute later', async () => {
    const { accountNumber } = await activated();
    const guesses = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        identity.signIn({ name: accountNumber, password: `guess number ${index}` }),
      ),
    );
    const codes = guesses.map(codeOf);
    expect(codes.filter(code => code === 'identity.sign-in-refused')).toHaveLength(5);
    expect(codes.filter(code => code === 'identity.wait')).toHaveLength(7);
    expect(codeOf(await identity.signIn({ name: accountNumber, password }))).toBe('identity.wait');
    const other = await activated();
    expect(codeOf(await identity.signIn({ name: other.accountNumber, password }))).toBe('ok');
    pass(minute);
    expect(codeOf(await identity.signIn({ name: accountNumber, password }))).toBe('ok');
  });

  test('forgets failures that no rule reads any more', async () => {
    await identity.signIn({ name: '100000000093', password: 'not the password' });
    pass(25 * 60 * minute);
    await identity.forget();
    const { rows } = await app.transaction({}, tx => sql`select 1 from identity.failed_attempt`.execute(tx));
    expect(rows).toEqual([]);
  });
});

describe('a session', () => {
  test('ends at sign-out, after half an hour without a request, and after twelve hours', async () => {
    const { accountNumber } = await activated();
    const open = async () => getValue(await identity.signIn({ name: accountNumber, password })).token;
    const signedOut = await open();
    await identity.signOut(signedOut);
    expect(await identity.resolve(signedOut)).toBeUndefined();
    const idle = await open();
    pass(31 * minute);
    expect(await identity.resolve(idle)).toBeUndefined();
    const busy = await open();
    for (let passed = 0; passed < 12 * 60; passed += 20) {
      expect(await identity.resolve(busy)).toBeDefined();
      pass(20 * minute);
    }
    expect(await identity.resolve(busy)).toBeUndefined();
    expect(await identity.resolve('no such token')).toBeUndefined();
  });

  test('is listed to its owner, who can end another one, and only their own', async () => {
    const { accountNumber, session } = await activated();
    const second = getValue(await identity.signIn({ name: accountNumber, password }));
    const stranger = await activated();
    const current = await identity.resolve(session.token);
    const outsider = await identity.resolve(stranger.session.token);
    if (!current || !outsider) throw new Error('sessions must be open');
    const listed = await identity.listSessions(current.actor);
    const currentById = new Map(listed.map(each => [each.id, each.current]));
    expect(currentById).toEqual(
      new Map([
        [session.sessionId, true],
        [second.sessionId, false],
      ]),
    );
    await identity.endSession(outsider.actor, second.sessionId);
    expect(await identity.resolve(second.token)).toBeDefined();
    await identity.endSession(current.actor, second.sessionId);
    expect(await identity.resolve(second.token)).toBeUndefined();
  });

  test('is kept as a digest', async () => {
    const { session } = await activated();
    const { rows } = await as('migrator').transaction({}, tx =>
      sql<{ text: string }>`select string_agg(s::text, '') as text from identity.session s`.execute(tx),
    );
    expect(rows[0]?.text).not.toContain(session.token);
  });
});
