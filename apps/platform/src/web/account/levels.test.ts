import { randomBytes, randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { testDatabase } from '../../../test/database.ts';
import { testClerk, testEnrolment, testOrigin } from '../../../test/identity.ts';
import { testMandates } from '../../../test/mandates.ts';
import { noNational } from '../../../test/national.ts';
import { testPersonFiles } from '../../../test/person-files.ts';
import { type ActId, type CommuneId, getValue, newId } from '../../kernel/index.ts';
import { createServiceLevels } from '../../modules/identity/index.ts';
import { protectForms, readSession, type SessionEnv, type SessionOptions } from '../session/index.ts';
import { noMerges } from '../../../test/merging.ts';
import { chooseLanguage } from '../shell/index.ts';
import { accountRoutes, personFileRoutes } from './index.ts';
import { noRequests } from '../../../test/no-requests.ts';

const db = (await testDatabase()).as('app');
const world = testMandates(db);
const { identity, mandates, security, now } = world;
const { services, fingerprints } = testPersonFiles(world);
const clerk = testClerk(newId<CommuneId>(now()));
const { slip } = getValue(await identity.enrol(clerk, testEnrolment(), randomUUID()));
const { token } = getValue(await identity.activate({ ...slip, password: 'quatre babouches' }));

function siteWith(configured: Parameters<typeof createServiceLevels>[0]): Hono<SessionEnv> {
  const session: SessionOptions = { identity, publicUrl: testOrigin, formKey: randomBytes(32) };
  const site = new Hono<SessionEnv>();
  site.use(chooseLanguage(), readSession(session), protectForms(session));
  const acts = { openSealed: () => expect.unreachable() };
  const levels = createServiceLevels(configured);
  const keys = { accessKey: randomBytes(32), national: noNational, passkeyScript: '/p.js', demo: true };
  const account = {
    db,
    session,
    security,
    levels,
    mandates,
    merging: noMerges,
    ownRequests: noRequests,
    natures: [],
    acts,
    ...keys,
  };
  site.route('/', accountRoutes(account));
  return site.route('/', personFileRoutes({ ...account, ...services, fingerprints }));
}
const ask = (site: Hono<SessionEnv>, path: string, session = token) =>
  site.request(path, { headers: { cookie: `shubbak=${session}`, 'accept-language': 'en' } });

test('a session below the level that a page needs is shown what to do, and opens no paper', async () => {
  // A slip opens a substantial session.
  const site = siteWith({ vault: 'high' });
  const paper = `/account/documents/${newId<ActId>(now())}`;
  for (const path of ['/account', paper, `${paper}/file`, `${paper}/download`]) {
    const answer = await ask(site, path);
    expect(answer.status).toBe(303);
    const to = answer.headers.get('location') ?? '';
    expect(to).toBe(`/account/step-up?level=high&next=${encodeURIComponent(path)}`);
    const page = await ask(site, to);
    expect(page.status).toBe(403);
    expect(await page.text()).toContain('Sign in more surely');
  }
  expect((await ask(site, '/account/readings')).status).toBe(200);
});

test('a session of the level opens the page', async () => {
  const site = siteWith({ vault: 'substantial', profile: 'high' });
  expect((await ask(site, '/account')).status).toBe(200);
  expect((await ask(site, '/account/readings')).status).toBe(303);
});

test('a session of a password alone is not shown the address that lets somebody else have a paper', async () => {
  const low = getValue(await identity.signIn({ name: slip.accountNumber, password: 'quatre babouches' }));
  const shared = `/account/documents/${newId<ActId>(now())}/share`;
  const answer = await ask(siteWith({}), shared, low.token);
  expect(answer.headers.get('location')).toBe(`/account/step-up?level=substantial&next=${encodeURIComponent(shared)}`);
});
