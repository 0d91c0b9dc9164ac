import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { actorOf, citizenPassword as password, testCitizen } from '../../../../test/citizen.ts';
import { testDatabase } from '../../../../test/database.ts';
import { testIdentity } from '../../../../test/identity.ts';
import { getValue } from '../../../kernel/index.ts';
import { codeOfStep, stepOf } from './totp.ts';

const { as } = await testDatabase();
const told: string[] = [];
const world = testIdentity(as('app'), { tellSecurity: async (_tx, { event }) => void told.push(event) });
const { identity, security, now, pass } = world;
const { appCodes } = security;
const minute = 60_000;
const codeOf = (result: { ok: boolean; refusal?: { code: string } }): string =>
  result.ok ? 'ok' : (result.refusal?.code ?? '');

async function provenAgain(token: string) {
  getValue(await security.stepUp.byPassword(await actorOf(world, token), { password, code: '' }));
}

function secretOf(address: string): Buffer {
  const text = new URL(address).searchParams.get('secret') ?? '';
  const bits = Array.from(text, sign =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(sign).toString(2).padStart(5, '0'),
  ).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map(byte => Number.parseInt(byte, 2)));
}

/** Somebody with an app; `code` is what it shows now, or a step away. */
async function withApp() {
  const citizen = await testCitizen(world);
  await provenAgain(citizen.session.token);
  const actor = await actorOf(world, citizen.session.token);
  const { address } = getValue(await appCodes.begin(actor));
  const secret = secretOf(address);
  const code = (shift = 0): string => codeOfStep(secret, stepOf(now()) + shift);
  const recovery = getValue(await appCodes.confirm(actor, code()));
  pass(minute);
  return { ...citizen, secret, code, recovery };
}

async function pendingOf(name: string): Promise<string> {
  const answer = await identity.signIn({ name, password });
  if (answer.ok || answer.refusal.code !== 'identity.code-needed') throw new Error('a code should be asked for');
  return String(answer.refusal.params['pending']);
}

describe('an authenticator app', () => {
  test('is bound by its first right code only', async () => {
    const { session, accountNumber } = await testCitizen(world);
    expect(codeOf(await appCodes.begin(await actorOf(world, session.token)))).toBe('identity.step-up-needed');
    await provenAgain(session.token);
    const actor = await actorOf(world, session.token);
    const { address, text } = getValue(await appCodes.begin(actor));
    expect(new URL(address).searchParams.get('secret')).toBe(text.replaceAll(' ', ''));
    expect(codeOf(await appCodes.confirm(actor, '000 000'))).toBe('identity.code-wrong');
    expect(codeOf(await identity.signIn({ name: accountNumber, password }))).toBe('ok');
    const digits = codeOfStep(secretOf(address), stepOf(now()));
    expect(getValue(await appCodes.confirm(actor, `${digits.slice(0, 3)} ${digits.slice(3)}`))).toHaveLength(10);
    expect(codeOf(await identity.signIn({ name: accountNumber, password }))).toBe('identity.code-needed');
    expect(codeOf(await appCodes.begin(actor))).toBe('identity.codes-there');
  });

  test('is bound by no session that a password alone opened', async () => {
    const { accountNumber } = await testCitizen(world);
    const low = getValue(await identity.signIn({ name: accountNumber, password }));
    await provenAgain(low.token);
    expect(codeOf(await appCodes.begin(await actorOf(world, low.token)))).toBe('identity.level-too-low');
  });

  test('opens a substantial session, each code once and none older', async () => {
    const { accountNumber, code } = await withApp();
    const digits = code();
    const opened = getValue(await identity.signInWithCode({ pending: await pendingOf(accountNumber), code: digits }));
    expect(await actorOf(world, opened.token)).toMatchObject({ level: 'substantial' });
    const replayed = await identity.signInWithCode({ pending: await pendingOf(accountNumber), code: digits });
    expect(codeOf(replayed)).toBe('identity.code-wrong');
    const older = await identity.signInWithCode({ pending: await pendingOf(accountNumber), code: code(-1) });
    expect(codeOf(older)).toBe('identity.code-wrong');
  });

  test('counts one of two answers with one code at once', async () => {
    const { accountNumber, code } = await withApp();
    const pending = await pendingOf(accountNumber);
    const answers = await Promise.all(
      [code(), code()].map(digits => identity.signInWithCode({ pending, code: digits })),
    );
    expect(answers.map(codeOf).toSorted()).toEqual(['identity.code-wrong', 'ok']);
  });

  test('stops guesses at six digits, and lets its owner in by recovery code from a browser it knows', async () => {
    const { accountNumber, code, recovery } = await withApp();
    const place = { device: '', shared: false };
    const known = getValue(
      await identity.signInWithCode({ pending: await pendingOf(accountNumber), code: code(), place }),
    );
    const codes = [];
    for (let index = 0; index < 12; index += 1) {
      codes.push(
        codeOf(await identity.signInWithCode({ pending: await pendingOf(accountNumber), code: `00000${index % 10}` })),
      );
      pass(2000);
    }
    expect(codes.filter(each => each === 'identity.code-wrong').length).toBeLessThan(9);
    expect(codes.at(-1)).toBe('identity.wait');
    const own = { ...place, deviceToken: known.deviceToken };
    const pending = await pendingOf(accountNumber);
    expect(codeOf(await identity.signInWithCode({ pending, code: recovery[0]?.toLowerCase() ?? '', place: own }))).toBe(
      'ok',
    );
  });

  test('ends no sign-in whose password was typed long ago, or changed since, or that was made up', async () => {
    const { accountNumber, session, code } = await withApp();
    const pending = await pendingOf(accountNumber);
    const forged = `${pending.slice(0, -2)}AA`;
    expect(codeOf(await identity.signInWithCode({ pending: forged, code: code() }))).toBe('identity.sign-in-again');
    const actor = await actorOf(world, session.token);
    getValue(
      await security.password.change(actor, { present: password, chosen: 'huit lanternes vertes', endOthers: false }),
    );
    expect(codeOf(await identity.signInWithCode({ pending, code: code() }))).toBe('identity.sign-in-again');
    const late = await withApp();
    const old = await pendingOf(late.accountNumber);
    pass(10 * minute);
    expect(codeOf(await identity.signInWithCode({ pending: old, code: late.code() }))).toBe('identity.sign-in-again');
  });
});

describe('recovery codes', () => {
  test('are neither renewed nor taken away in a low session: it would make itself surer, or its owner less sure', async () => {
    const { accountNumber, session } = await testCitizen(world);
    const low = getValue(await identity.signIn({ name: accountNumber, password }));
    for (const { token } of [low, session]) await provenAgain(token);
    const [thief, owner] = [await actorOf(world, low.token), await actorOf(world, session.token)];
    const secret = secretOf(getValue(await appCodes.begin(owner)).address);
    expect(codeOf(await appCodes.renewRecoveryCodes(owner))).toBe('identity.codes-absent');
    getValue(await appCodes.confirm(owner, codeOfStep(secret, stepOf(now()))));
    expect(codeOf(await appCodes.renewRecoveryCodes(thief))).toBe('identity.level-too-low');
    expect(codeOf(await appCodes.remove(thief))).toBe('identity.level-too-low');
    expect(codeOf(await identity.signIn({ name: accountNumber, password }))).toBe('identity.code-needed');
    expect(codeOf(await appCodes.renewRecoveryCodes(owner))).toBe('ok');
  });

  test('work once each, until new ones are made, and their owner is told', async () => {
    const { accountNumber, recovery, session } = await withApp();
    const use = async (code: string | undefined) =>
      codeOf(await identity.signInWithCode({ pending: await pendingOf(accountNumber), code: code ?? '' }));
    told.length = 0;
    expect(await use(recovery[0])).toBe('ok');
    expect(told).toContain('recovery-code-used');
    expect(await use(recovery[0])).toBe('identity.code-wrong');
    await provenAgain(session.token);
    const actor = await actorOf(world, session.token);
    expect((await appCodes.readState(actor)).recoveryCodes).toBe(9);
    const renewed = getValue(await appCodes.renewRecoveryCodes(actor));
    expect(told.at(-1)).toBe('recovery-codes-renewed');
    expect(await use(recovery[1])).toBe('identity.code-wrong');
    expect(await use(renewed[1])).toBe('ok');
  });

  test('and the secret are kept nowhere in clear', async () => {
    const { recovery, secret } = await withApp();
    const { rows } = await as('migrator').transaction({}, tx =>
      sql<{ text: string }>`select (select string_agg(a::text, '') from identity.app_code a)
        || (select string_agg(r::text, '') from identity.recovery_code r) as text`.execute(tx),
    );
    for (const code of recovery) expect(rows[0]?.text).not.toContain(code.replaceAll('-', ''));
    expect(rows[0]?.text).not.toContain(secret.toString('hex'));
  });
});

test('a session that a code opened is stepped up with a code, not with the password alone', async () => {
  const { accountNumber, code, recovery } = await withApp();
  const opened = getValue(await identity.signInWithCode({ pending: await pendingOf(accountNumber), code: code() }));
  const actor = await actorOf(world, opened.token);
  expect(await security.stepUp.listWays(actor)).toEqual(['password-and-code']);
  expect(codeOf(await security.stepUp.byPassword(actor, { password, code: '' }))).toBe('identity.code-wrong');
  pass(minute);
  expect(codeOf(await security.stepUp.byPassword(actor, { password, code: code() }))).toBe('ok');
  told.length = 0;
  expect(codeOf(await security.stepUp.byPassword(actor, { password, code: recovery[0] ?? '' }))).toBe('ok');
  expect(told).toEqual(['recovery-code-used']);
});
