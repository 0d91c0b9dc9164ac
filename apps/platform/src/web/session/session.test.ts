import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hono } from 'hono';
import { afterAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { testDatabase } from '../../../test/database.ts';
import { testClerk, testEnrolment, testIdentity, testOrigin } from '../../../test/identity.ts';
import { createSimulatedAuthenticator, simulatedAuthenticatorRoutes } from '../../adapters/authenticator/index.ts';
import { type CommuneId, getValue, newId } from '../../kernel/index.ts';
import {
  endSession,
  protectForms,
  readSession,
  requireLevel,
  requirePerson,
  requireStaff,
  requireStepUp,
  type SessionEnv,
  type SessionOptions,
  safeReturnPath,
  signInRoutes,
  staffOf,
  startSession,
} from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'authenticator-'));
afterAll(() => rmSync(folder, { recursive: true }));
const { as } = await testDatabase();
const { identity, security, atWork, now, pass } = testIdentity(as('app'));
const authenticator = createSimulatedAuthenticator({ folder, mode: 'demo' });
const clerk = testClerk(newId<CommuneId>(now()));
const options: SessionOptions = { identity, publicUrl: testOrigin, formKey: randomBytes(32) };
const app = siteOf(options);

function siteOf(site: SessionOptions): Hono<SessionEnv> {
  const routes = new Hono<SessionEnv>();
  routes.use(readSession(site), protectForms(site));
  routes.route('/', signInRoutes(site));
  routes.route('/', simulatedAuthenticatorRoutes(authenticator, testOrigin));
  routes.get('/office/counter', requireStaff, c => c.text(staffOf(c).staffId));
  routes.get('/api/v1/me', requireStaff, c => c.json({ staffId: staffOf(c).staffId }));
  routes.get('/account', requirePerson, c => c.text(c.get('formToken')));
  routes.get('/account/sure', requirePerson, requireLevel('substantial'), c => c.text('sure'));
  routes.get('/account/close', requirePerson, requireStepUp, c => c.text('close'));
  routes.get('/api/v1/close', requirePerson, requireStepUp, c => c.json({}));
  routes.post('/account/change', requirePerson, c => c.text('changed'));
  routes.post('/account/open', async c => {
    const { token } = z.object({ token: z.string() }).parse(await c.req.parseBody());
    const session = await identity.resolve(token);
    if (!session) return c.text('no', 403);
    await startSession(c, site, { token, ...session, accountId: session.actor.accountId });
    return c.text('open');
  });
  routes.post('/account/leave', async c => {
    await endSession(c, site);
    return c.text('left');
  });
  return routes;
}

const json = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin', ...headers },
  body: JSON.stringify(body),
});
const form = (fields: Record<string, string>, headers: Record<string, string>): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin', ...headers },
  body: new URLSearchParams(fields),
});
const cookieOf = (response: Response): string => (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';

const person = async () => {
  const document = { type: 'cnie' as const, number: `BJ${Math.floor(Math.random() * 1e7)}`, expiresOn: '2035-01-31' };
  const { slip } = getValue(await identity.enrol(clerk, testEnrolment({ document }), randomUUID()));
  const { token } = getValue(await identity.activate({ ...slip, password: 'quatre babouches' }));
  return { cookie: `shubbak=${token}`, token, accountNumber: slip.accountNumber };
};

test('staff register with a one-time code, sign in with the simulated authenticator over HTTP, and sign out', async () => {
  const { accountId, code } = getValue(await identity.createStaffAccount({ kind: 'system', task: 'test' }));
  const { communeId, staffId, grants } = clerk;
  atWork.set(accountId, { communeId, staffId, grants });
  const begun = await app.request('/api/v1/sign-in/passkey/registration/options', json({ code, label: 'Karim Tazi' }));
  const { challengeId, options: creation } = await begun.json();
  const kept = await app.request(
    '/api/v1/sign-in/passkey/registration/verify',
    json({ code, challengeId, response: authenticator.create(creation, testOrigin) }),
  );
  const { credentialId } = await kept.json();

  expect((await app.request('/api/v1/me')).status).toBe(401);
  const asked = await (await app.request('/api/v1/sign-in/passkey/options', json({}))).json();
  const assertion = await app.request(
    '/simulated-authenticator/assert',
    json({ credentialId, options: asked.options }),
  );
  const verified = await app.request(
    '/api/v1/sign-in/passkey/verify',
    json({ challengeId: asked.challengeId, response: await assertion.json() }),
  );
  expect(verified.status).toBe(200);
  expect(verified.headers.get('set-cookie')).toMatch(/^shubbak=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
  const cookie = cookieOf(verified);
  expect(await (await app.request('/api/v1/me', { headers: { cookie } })).json()).toEqual({ staffId });
  expect((await app.request('/account', { headers: { cookie } })).status).toBe(303);

  expect((await app.request('/api/v1/sign-out', json({}, { cookie }))).status).toBe(200);
  expect((await app.request('/api/v1/me', { headers: { cookie } })).status).toBe(401);
});

test('a refused sign-in is a problem in the person’s language', async () => {
  const response = {
    id: 'AAAA',
    rawId: 'AAAA',
    type: 'public-key',
    response: { clientDataJSON: 'AA', authenticatorData: 'AA', signature: 'AA' },
  };
  const body = json({ challengeId: randomUUID(), response }, { 'accept-language': 'fr' });
  const refused = await app.request('/api/v1/sign-in/passkey/verify', body);
  expect(refused.status).toBe(403);
  expect(refused.headers.get('content-type')).toBe('application/problem+json');
  expect(await refused.json()).toMatchObject({
    code: 'identity.passkey-refused',
    detail: expect.stringContaining('clé d’accès'),
  });
  const malformed = await app.request('/api/v1/sign-in/passkey/verify', json({ challengeId: 7 }));
  expect([malformed.status, (await malformed.json()).code]).toEqual([400, 'session.malformed']);
  expect((await app.request('/simulated-authenticator/assert', json({}))).status).toBe(400);
  expect(
    (
      await app.request(
        '/simulated-authenticator/assert',
        json({ credentialId: 'AAAA', options: { challenge: 'A'.repeat(43) } }),
      )
    ).status,
  ).toBe(404);
});

describe('guards of what concerns a person closely', () => {
  const ask = async (path: string, cookie: string) => {
    const answer = await app.request(path, { headers: { cookie } });
    return [answer.status, answer.headers.get('location') ?? (await answer.text())];
  };

  test('let a session pass that is sure enough, and send others to learn how', async () => {
    const { cookie, accountNumber } = await person();
    expect(await ask('/account/sure', cookie)).toEqual([200, 'sure']);
    const { token } = getValue(await identity.signIn({ name: accountNumber, password: 'quatre babouches' }));
    const low = `shubbak=${token}`;
    expect(await ask('/account/sure?a=1', low)).toEqual([
      303,
      '/account/step-up?level=substantial&next=%2Faccount%2Fsure%3Fa%3D1',
    ]);
  });

  test('let a person pass who has just proven again, for ten minutes', async () => {
    const { cookie, token } = await person();
    expect(await ask('/account/close', cookie)).toEqual([303, '/account/step-up?next=%2Faccount%2Fclose']);
    const program = await app.request('/api/v1/close', { headers: { cookie } });
    expect([program.status, (await program.json()).code]).toEqual([403, 'session.step-up-needed']);
    const session = await identity.resolve(token);
    if (session?.actor.kind !== 'person') throw new Error('no person is signed in');
    getValue(await security.stepUp.byPassword(session.actor, { password: 'quatre babouches', code: '' }));
    expect(await ask('/account/close', cookie)).toEqual([200, 'close']);
    pass(10 * 60_000);
    expect((await ask('/account/close', cookie))[0]).toBe(303);
  });
});

describe('guards', () => {
  test('send a browser to sign in and back, and tell a program', async () => {
    const page = await app.request('/office/counter?tab=2');
    expect([page.status, page.headers.get('location')]).toEqual([
      303,
      '/office/sign-in?next=%2Foffice%2Fcounter%3Ftab%3D2',
    ]);
    const after = await app.request('/account/change', form({}, { referer: 'http://localhost/account?x=1' }));
    expect(after.headers.get('location')).toBe('/account/sign-in?next=%2Faccount%3Fx%3D1');
    const foreign = await app.request('/account/change', form({}, { referer: 'https://evil.example/account' }));
    expect(foreign.headers.get('location')).toBe('/account/sign-in?next=%2F');
    expect(await (await app.request('/api/v1/me')).json()).toMatchObject({
      code: 'session.sign-in-needed',
      status: 401,
    });
  });

  test.each([
    ['/vault?page=2#top', '/vault?page=2#top'],
    ['//evil.example', '/account'],
    ['/\\evil.example', '/account'],
    ['/..//evil.example', '/account'],
    ['https://evil.example', '/account'],
    ['/\t/evil.example', '/account'],
    ['javascript:alert(1)', '/account'],
    [undefined, '/account'],
  ])('lead back to %j as %s', (next, expected) => {
    expect(safeReturnPath(next, '/account')).toBe(expected);
  });
});

describe('forms', () => {
  test('of our own pages work with the session’s token, and no other', async () => {
    const { cookie } = await person();
    const other = await person();
    const token = await (await app.request('/account', { headers: { cookie } })).text();
    const otherToken = await (await app.request('/account', { headers: { cookie: other.cookie } })).text();
    const statusWith = async (fields: Record<string, string>, headers: Record<string, string> = {}): Promise<number> =>
      (await app.request('/account/change', form(fields, { cookie, ...headers }))).status;
    expect(await statusWith({ 'form-token': token })).toBe(200);
    expect(await statusWith({ 'form-token': otherToken })).toBe(403);
    expect(await statusWith({})).toBe(403);
    expect(await statusWith({ 'form-token': token }, { 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await statusWith({ 'form-token': token }, { 'sec-fetch-site': 'same-site' })).toBe(403);
  });

  test('of other pages are told by Origin where a browser has no Fetch Metadata', async () => {
    const { cookie } = await person();
    const token = await (await app.request('/account', { headers: { cookie } })).text();
    const statusFrom = async (origin: string): Promise<number> => {
      const headers = { cookie, origin, 'content-type': 'application/x-www-form-urlencoded' };
      return (
        await app.request('/account/change', {
          method: 'POST',
          headers,
          body: new URLSearchParams({ 'form-token': token }),
        })
      ).status;
    };
    expect(await statusFrom(testOrigin)).toBe(200);
    expect(await statusFrom('https://evil.example')).toBe(403);
    expect(await statusFrom('null')).toBe(403);
  });
});

describe('a body longer than any of ours', () => {
  const long = 'a'.repeat(2 ** 20 + 1);

  test('is not read from a stranger who would sign in', async () => {
    for (const path of [
      'passkey/options',
      'passkey/verify',
      'passkey/registration/options',
      'passkey/registration/verify',
    ]) {
      const answer = await app.request(
        `/api/v1/sign-in/${path}`,
        json({ code: long }, { 'content-length': String(long.length) }),
      );
      expect([path, answer.status, (await answer.json()).code]).toEqual([path, 413, 'api.too-large']);
    }
  });

  test('is not read in search of a form’s token either, said or streamed', async () => {
    const { cookie } = await person();
    const said = await app.request(
      '/account/change',
      form({ long }, { cookie, 'content-length': String(long.length) }),
    );
    expect(said.status).toBe(413);
    const answer = await app.request('/account/change', form({ long }, { cookie, 'transfer-encoding': 'chunked' }));
    expect(answer.status).toBe(413);
  });
});

test('a planted session ends when its browser signs in', async () => {
  const planted = await person();
  const own = await person();
  const token = await (await app.request('/account', { headers: { cookie: planted.cookie } })).text();
  const opened = await app.request(
    '/account/open',
    form({ token: own.token, 'form-token': token }, { cookie: planted.cookie }),
  );
  expect(cookieOf(opened)).toBe(own.cookie);
  expect(await identity.resolve(planted.token)).toBeUndefined();
  expect(await identity.resolve(own.token)).toBeDefined();
});

test('over https the cookie is held to the host and to https', async () => {
  const secure = siteOf({ ...options, publicUrl: 'https://guichet.example.ma' });
  const { token } = await person();
  const opened = await secure.request('/account/open', form({ token }, {}));
  expect(opened.headers.get('set-cookie')).toMatch(
    /^__Host-shubbak=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
  );
  expect((await secure.request('/account', { headers: { cookie: `shubbak=${token}` } })).status).toBe(303);
  expect((await secure.request('/account', { headers: { cookie: cookieOf(opened) } })).status).toBe(200);
});

test('a dead cookie is taken back, unless the answer brings a living one', async () => {
  const { token } = await person();
  const opened = await app.request('/account/open', form({ token }, { cookie: `shubbak=${'A'.repeat(43)}` }));
  expect(opened.headers.getSetCookie()).toEqual([expect.stringMatching(`^shubbak=${token};`)]);
  const answer = await app.request('/api/v1/me', { headers: { cookie: `shubbak=${'A'.repeat(43)}` } });
  expect(answer.headers.get('set-cookie')).toMatch(/^shubbak=; Max-Age=0/);
});
