import { randomBytes, randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/database.ts';
import { testClerk, testEnrolment, testOrigin, testPerson } from '../../../../test/identity.ts';
import { testMandates } from '../../../../test/mandates.ts';
import { noMerges } from '../../../../test/merging.ts';
import { noNational } from '../../../../test/national.ts';
import { testPersonFiles } from '../../../../test/person-files.ts';
import { type CommuneId, getValue, newId, type PersonActor } from '../../../kernel/index.ts';
import { createServiceLevels } from '../../../modules/identity/index.ts';
import { protectForms, readSession, type SessionEnv, type SessionOptions } from '../../session/index.ts';
import { chooseLanguage } from '../../shell/index.ts';
import { personFileRoutes } from './routes.tsx';
import { noRequests } from '../../../../test/no-requests.ts';

const { as } = await testDatabase();
const db = as('app');
const world = testMandates(db);
const { identity, mandates, security, now } = world;
const { services, fingerprints } = testPersonFiles(world);
const jobs = testPersonFiles(world, { worker: as('worker') }).services;
const clerk = testClerk(newId<CommuneId>(now()));
const session: SessionOptions = { identity, publicUrl: testOrigin, formKey: randomBytes(32) };
const site = new Hono<SessionEnv>();
site.use(chooseLanguage(), readSession(session), protectForms(session));
const rooms = {
  db,
  session,
  security,
  mandates,
  merging: noMerges,
  ownRequests: noRequests,
  natures: [],
  national: noNational,
};
const rest = { acts: { openSealed: () => expect.unreachable() }, accessKey: randomBytes(32), passkeyScript: '/p.js' };
const levels = createServiceLevels({});
site.route('/', personFileRoutes({ ...rooms, ...rest, levels, demo: true, ...services, fingerprints }));

const password = 'quatre babouches';
let card = 600_000;
function actorIn(resolved: Awaited<ReturnType<typeof identity.resolve>>): PersonActor {
  return resolved?.actor.kind === 'person' ? resolved.actor : expect.unreachable();
}
async function somebody(): Promise<{ readonly actor: PersonActor; readonly token: string; readonly number: string }> {
  card += 1;
  const document = { type: 'cnie', number: `BE${card}`, expiresOn: '2035-01-31' } as const;
  const { personId, slip } = getValue(await identity.enrol(clerk, testEnrolment({ document }), randomUUID()));
  const opened = getValue(await identity.activate({ ...slip, password }));
  const current = actorIn(await identity.resolve(opened.token));
  const stepped = getValue(await security.stepUp.byPassword(current, { password, code: '' }));
  // The level stays, so the token may too.
  const token = stepped.token ?? opened.token;
  return { actor: testPerson(personId), token, number: slip.accountNumber };
}

/** Asks as the holder of a session; a form carries the token of a page of that session. */
async function ask(token: string, method: 'GET' | 'POST', path: string, fields: Readonly<Record<string, string>> = {}) {
  const headers = { cookie: `shubbak=${token}`, 'accept-language': 'en', origin: testOrigin };
  if (method === 'GET') return site.request(path, { headers });
  const page = await (await site.request('/account/helpers', { headers })).text();
  const formToken = /name="form-token" value="([^"]+)"/.exec(page)?.[1] ?? '';
  const body = new URLSearchParams({ 'form-token': formToken, ...fields });
  return site.request(path, { method, headers, body });
}

test('another’s archive, request and help answer as if there were none, whoever asks by their ids', async () => {
  const [owner, helper, thief] = [await somebody(), await somebody(), await somebody()];
  const exportId = getValue(await services.exports.order(owner.actor, 'en'));
  await jobs.exports.make({ exportId, personId: owner.actor.personId });
  const { id: requestId } = getValue(await services.rights.ask(owner.actor, { kind: 'access', words: '' }));
  const offer = { accountNumber: helper.number, services: ['signature-legalisation'], startsAt: now() };
  const endsAt = new Date(now().getTime() + 86_400_000);
  const helpId = getValue(await services.helping.invite(owner.actor, { ...offer, endsAt }));
  getValue(await services.helping.respond(helper.actor, helpId, true));
  for (const [method, path] of [
    ['GET', `/account/export/${exportId}`],
    ['POST', `/account/export/${exportId}/erase`],
    ['POST', `/account/rights/${requestId}/withdraw`],
    ['GET', `/account/helpers/${helpId}`],
    ['POST', `/account/helpers/${helpId}/end`],
    ['POST', `/account/helpers/${helpId}/agree`],
    ['GET', '/account/export/nothing'],
  ] as const)
    expect([path, (await ask(thief.token, method, path)).status]).toEqual([path, 404]);
  const fetched = await ask(owner.token, 'GET', `/account/export/${exportId}`);
  expect([fetched.status, fetched.headers.get('content-type')]).toEqual([200, 'application/zip']);
  expect((await ask(helper.token, 'GET', `/account/helpers/${helpId}`)).status).toBe(200);
  expect((await services.rights.listOwn(owner.actor))[0]?.state).toBe('open');
});

test('attack: a session left open names no helper: whoever invites one proves again that it is they', async () => {
  const helper = await somebody();
  const { token, actor } = await somebody();
  const day = (days: number): string => new Date(now().getTime() + days * 86_400_000).toISOString().slice(0, 10);
  const offer = { number: helper.number, from: day(0), until: day(9), services: 'signature-legalisation' };
  world.pass(10 * 60_000);
  const later = await ask(token, 'POST', '/account/helpers', offer);
  expect(later.headers.get('location')).toContain('/account/step-up?');
  expect((await services.helping.list(actor)).helpers).toEqual([]);
  getValue(await security.stepUp.byPassword(actorIn(await identity.resolve(token)), { password, code: '' }));
  expect((await ask(token, 'POST', '/account/helpers', offer)).headers.get('location')).toBe(
    '/account/helpers?done=asked',
  );
});

test('nobody comes in without a session, and no form counts without its token', async () => {
  const { token, actor } = await somebody();
  for (const path of ['profile', 'readings', 'export', 'rights', 'helpers']) {
    const answer = await site.request(`/account/${path}`);
    expect(answer.headers.get('location')).toContain('/account/sign-in');
  }
  const headers = { cookie: `shubbak=${token}`, origin: testOrigin };
  const body = new URLSearchParams({ kind: 'erasure', words: '' });
  expect((await site.request('/account/rights', { method: 'POST', headers, body })).status).toBe(403);
  expect(await services.rights.listOwn(actor)).toEqual([]);
});
