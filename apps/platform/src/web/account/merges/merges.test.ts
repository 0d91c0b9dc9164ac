import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/database.ts';
import { testOrigin } from '../../../../test/identity.ts';
import { proposalOf, testMerging } from '../../../../test/merging.ts';
import { noNational } from '../../../../test/national.ts';
import { getValue } from '../../../kernel/index.ts';
import { createServiceLevels } from '../../../modules/identity/index.ts';
import { protectForms, readSession, type SessionEnv, type SessionOptions } from '../../session/index.ts';
import { chooseLanguage } from '../../shell/index.ts';
import { accountRoutes } from '../index.ts';
import { noRequests } from '../../../../test/no-requests.ts';

const db = (await testDatabase()).as('app');
const world = testMerging(db);
const { identity, security, clerk, head, twice, numbersOf } = world;
const merging = world.mergingWith(3);
const session: SessionOptions = { identity, publicUrl: testOrigin, formKey: randomBytes(32) };
const site = new Hono<SessionEnv>();
site.use(chooseLanguage(), readSession(session), protectForms(session));
const unused = () => expect.unreachable();
const mandates = { listOwn: unused, openOwn: unused, end: unused, delegate: unused };
const levels = createServiceLevels({});
const rest = {
  mandates,
  security,
  levels,
  national: noNational,
  ownRequests: noRequests,
  natures: [],
  acts: { openSealed: unused },
};
site.route('/', accountRoutes({ db, session, merging, ...rest, accessKey: randomBytes(32), demo: true }));

test('whose account would close reads so, without script, and one press stops it', async () => {
  const [one, other] = await twice();
  const { token } = getValue(await identity.activate({ ...other.slip, password: 'quatre babouches' }));
  const cookie = `shubbak=${token}`;
  const ask = async (path: string, init: RequestInit = {}) =>
    site.request(path, { ...init, headers: { cookie, 'accept-language': 'en', origin: testOrigin } });
  const mergeId = getValue(await merging.propose(clerk, proposalOf(one, other), crypto.randomUUID())).mergeId;
  getValue(await merging.approve(head, mergeId, crypto.randomUUID()));
  const page = await (await ask('/account/merges')).text();
  expect(page).toContain('This account will close');
  expect(page).not.toContain(one.number);
  const action = /action="([^"]+\/object)"/.exec(page)?.[1] ?? '';
  const formToken = /name="([^"]+)" value="([^"]+)"/.exec(page.slice(page.indexOf(action)));
  const body = new URLSearchParams({ [formToken?.[1] ?? '']: formToken?.[2] ?? '' });
  // Without the form's token nothing happens.
  expect((await ask(action, { method: 'POST', body: new URLSearchParams() })).status).toBe(403);
  const answer = await ask(action, { method: 'POST', body });
  expect(await answer.text()).toContain('Your objection counts');
  expect((await ask(`/account/merges/${crypto.randomUUID()}/object`, { method: 'POST', body })).status).toBe(404);
  world.pass(4 * 86_400_000);
  await merging.execute(clerk.communeId, mergeId);
  expect(await numbersOf(other.id)).toEqual([other.number]);
});
