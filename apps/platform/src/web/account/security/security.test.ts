import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { Hono } from 'hono';
import { describe, expect, test } from 'vitest';
import { citizenPassword as password, testCitizen } from '../../../../test/citizen.ts';
import { testDatabase } from '../../../../test/database.ts';
import { devicePasskey } from '../../../../test/device-passkey.ts';
import { testIdentity, testOrigin } from '../../../../test/identity.ts';
import { testMandates } from '../../../../test/mandates.ts';
import { noMerges } from '../../../../test/merging.ts';
import { noNational } from '../../../../test/national.ts';
import { getValue } from '../../../kernel/index.ts';
import { createServiceLevels } from '../../../modules/identity/index.ts';
import { protectForms, readSession, type SessionEnv, type SessionOptions } from '../../session/index.ts';
import { chooseLanguage, pageHeaders } from '../../shell/index.ts';
import { accountRoutes } from '../index.ts';
import { noRequests } from '../../../../test/no-requests.ts';

const { as } = await testDatabase();
const db = as('app');
const world = testMandates(db);
const { identity, security, mandates } = world;
const session: SessionOptions = { identity, publicUrl: testOrigin, formKey: randomBytes(32) };
const app = siteOver();

function siteOver(): Hono<SessionEnv> {
  const site = new Hono<SessionEnv>();
  site.use(chooseLanguage(), pageHeaders(), readSession(session), protectForms(session));
  return site.route(
    '/',
    accountRoutes({
      db,
      session,
      security,
      levels: createServiceLevels({}),
      mandates,
      merging: noMerges,
      ownRequests: noRequests,
      natures: [],
      national: noNational,
      acts: { openSealed: () => expect.unreachable() },
      accessKey: randomBytes(32),
      passkeyScript: '/p.js',
      demo: true,
    }),
  );
}

/** A browser that keeps cookies, and posts forms or JSON. */
function browser(first = '') {
  const cookies = new Map<string, string>(first === '' ? [] : [['shubbak', first]]);
  const ask = async (path: string, form?: Record<string, string>, json?: unknown) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const type = json === undefined ? {} : { 'content-type': 'application/json' };
    const body = json === undefined ? form && new URLSearchParams(form) : JSON.stringify(json);
    const response = await app.request(path, {
      headers: { cookie, 'accept-language': 'en', 'sec-fetch-site': 'same-origin', ...type },
      ...(body !== undefined && { method: 'POST', body }),
    });
    for (const given of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(given) ?? [];
      cookies.set(name, value);
    }
    const html = await response.text();
    const hidden = (name: string): string => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';
    const main = /<main[^]*<\/main>/.exec(html)?.[0] ?? '';
    return { response, status: response.status, to: response.headers.get('location'), html, main, hidden };
  };
  const tell = (path: string, json: unknown) => ask(path, undefined, json);
  return { ask, tell, token: () => cookies.get('shubbak') ?? '', cookies };
}

const strip = (html: string): string => html.replaceAll(/value="[^"]*"/g, '');

describe('nobody learns whether an account exists', () => {
  test('from signing in', async () => {
    const { accountNumber } = await testCitizen(world);
    const answers = [];
    for (const name of [accountNumber, '100000000093', 'nobody@example.ma', '06 99 99 99 99'])
      answers.push(await browser().ask('/account/sign-in', { name, password: 'not the one', next: '' }));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([422]));
    expect(new Set(answers.map(({ html }) => strip(html))).size).toBe(1);
  });

  test('from recovering', async () => {
    const { personId, accountNumber } = await testCitizen(world, { contacts: { email: 'known@example.ma' } });
    expect(accountNumber).toBeDefined();
    await as('migrator').transaction({}, tx =>
      sql`update identity.contact set confirmed_at = now() where person_id = ${personId}`.execute(tx),
    );
    const pages = [];
    for (const name of ['known@example.ma', 'unknown@example.ma']) {
      const visitor = browser();
      const asked = await visitor.ask('/account/recover', { name });
      const wrong = await visitor.ask('/account/recover/code', { begun: asked.hidden('begun'), code: '123456' });
      pages.push({ statuses: [asked.status, wrong.status], html: strip(asked.html) + strip(wrong.html) });
    }
    expect(pages[0]).toEqual(pages[1]);
  });
});

describe('a session', () => {
  test('that was planted in a browser is not the one that is opened there, and ends', async () => {
    const victim = await testCitizen(world);
    const attacker = await testCitizen(world);
    const planted = browser(attacker.session.token);
    const page = await planted.ask('/account/security');
    await planted.ask('/account/sign-out', { 'form-token': page.hidden('form-token') });
    const fixed = browser('A'.repeat(43));
    await fixed.ask('/account/sign-in', { name: victim.accountNumber, password, next: '' });
    expect(fixed.token()).toMatch(/^[\w-]{43}$/);
    expect(fixed.token()).not.toBe('A'.repeat(43));
    expect(await identity.resolve(attacker.session.token)).toBeUndefined();
  });

  test('whose level rises has another token, and the old one opens nothing', async () => {
    const { session: slip, accountNumber } = await testCitizen(world);
    const own = browser(slip.token);
    const stepUp = await own.ask('/account/step-up?next=/account/security/passkeys/new');
    await own.ask('/account/step-up', { 'form-token': stepUp.hidden('form-token'), next: '/account', password });
    const device = devicePasskey(testOrigin);
    const begun = JSON.parse((await own.tell('/account/security/passkeys/options', {})).html);
    const response = device.create(begun.options);
    const made = await own.tell('/account/security/passkeys/verify', {
      challengeId: begun.challengeId,
      response,
      name: 'phone',
    });
    expect(made.status).toBe(200);
    const low = browser();
    await low.ask('/account/sign-in', { name: accountNumber, password, next: '' });
    const before = low.token();
    const asked = JSON.parse((await low.tell('/account/step-up/passkey/options', {})).html);
    const answer = { challengeId: asked.challengeId, response: device.get(asked.options), next: '//evil.example' };
    const risen = await low.tell('/account/step-up/passkey/verify', answer);
    expect([risen.status, JSON.parse(risen.html)]).toEqual([200, { next: '/account' }]);
    expect(low.token()).not.toBe(before);
    expect(await identity.resolve(before)).toBeUndefined();
    expect((await identity.resolve(low.token()))?.actor).toMatchObject({ level: 'high' });
    expect((await low.ask('/account/security/passkeys')).main).toContain('phone');
  });

  test('on somebody else’s device keeps nothing there, and clears what is', async () => {
    const { accountNumber } = await testCitizen(world);
    const café = browser();
    const page = await café.ask('/account/sign-in?shared=1');
    expect(page.main).not.toContain('autoComplete="username"');
    expect(page.html).not.toContain('<script');
    const opened = await café.ask('/account/sign-in', { name: accountNumber, password, next: '', shared: '1' });
    expect(opened.response.headers.getSetCookie().every(cookie => !/max-age|expires/i.test(cookie))).toBe(true);
    expect([...café.cookies.keys()]).toEqual(['shubbak']);
    const inside = await café.ask('/account/security/passkeys');
    expect(inside.main).not.toContain('/account/security/passkeys/new');
    const left = await café.ask('/account/sign-out', { 'form-token': inside.hidden('form-token') });
    expect(left.response.headers.get('clear-site-data')).toBe('"cache", "cookies", "storage"');
  });

  test('changes nothing of the ways in by a form from elsewhere, nor without a fresh proof', async () => {
    const { session: slip } = await testCitizen(world);
    const own = browser(slip.token);
    const forged = { present: password, password: 'huit lanternes vertes', repeat: 'huit lanternes vertes' };
    expect((await own.ask('/account/security/password', forged)).status).toBe(403);
    const page = await own.ask('/account/security/codes');
    const token = page.hidden('form-token');
    expect((await own.ask('/account/security/codes/begin', { 'form-token': token })).to).toMatch(
      /^\/account\/step-up\?/,
    );
    expect((await own.ask('/account/security/passkeys/remove', { 'form-token': token, credential: 'x' })).to).toMatch(
      /^\/account\/step-up\?/,
    );
    const options = await own.tell('/account/security/passkeys/options', {});
    expect([options.status, JSON.parse(options.html).code]).toEqual([403, 'identity.step-up-needed']);
  });
});

test('the worker forgets sessions and events of more than a year ago', async () => {
  const { session: slip } = await testCitizen(world);
  getValue(await security.stepUp.byPassword((await signedIn(slip.token)).actor, { password, code: '' }));
  await as('migrator').transaction({}, async tx => {
    await sql`update identity.session set expires_at = expires_at - interval '2 years' where id = ${slip.sessionId}`.execute(
      tx,
    );
    await sql`update identity.security_event set at = at - interval '2 years' where account_id = ${slip.accountId}`.execute(
      tx,
    );
  });
  await testIdentity(as('worker')).security.events.forget();
  const { rows } = await as('migrator').transaction({}, tx =>
    sql<{ n: number }>`select (select count(*) from identity.session where id = ${slip.sessionId})
      + (select count(*) from identity.security_event where account_id = ${slip.accountId}) as n`.execute(tx),
  );
  expect(rows[0]?.n).toBe(0);
});

async function signedIn(token: string) {
  const found = await identity.resolve(token);
  if (found?.actor.kind !== 'person') throw new Error('no person is signed in');
  return { ...found, actor: found.actor };
}
