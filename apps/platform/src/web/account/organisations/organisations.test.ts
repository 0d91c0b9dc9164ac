import { randomBytes, randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/database.ts';
import { testClerk, testEnrolment, testOrigin } from '../../../../test/identity.ts';
import { noMerges } from '../../../../test/merging.ts';
import { testCompany, testMandate, testMandates } from '../../../../test/mandates.ts';
import { noNational } from '../../../../test/national.ts';
import { type CommuneId, getValue, newId, type OrganisationId, type PersonId } from '../../../kernel/index.ts';
import { createServiceLevels } from '../../../modules/identity/index.ts';
import { protectForms, readSession, type SessionEnv, type SessionOptions } from '../../session/index.ts';
import { chooseLanguage } from '../../shell/index.ts';
import { accountRoutes } from '../index.ts';
import { noRequests } from '../../../../test/no-requests.ts';

const { as } = await testDatabase();
const db = as('app');
const { identity, security, mandates } = testMandates(db);
const clerk = testClerk(newId<CommuneId>(new Date()));
const password = 'olivier-fontaine-jeudi';
let cards = 610_000;

const session: SessionOptions = { identity, publicUrl: testOrigin, formKey: randomBytes(32) };
const app = new Hono<SessionEnv>();
app.use(chooseLanguage(), readSession(session), protectForms(session));
const acts = { openSealed: () => expect.unreachable() };
const natures = [{ code: 'lease', label: { ar: 'كراء', fr: 'Bail', zgh: 'Bail', en: 'Lease' } }];
const rooms = {
  db,
  session,
  security,
  levels: createServiceLevels({}),
  national: noNational,
  mandates,
  merging: noMerges,
  ownRequests: noRequests,
  natures,
  acts,
};
app.route('/', accountRoutes({ ...rooms, accessKey: randomBytes(32), demo: true }));

/** Somebody whose account is open in a browser without script. */
async function signedIn(latin: string) {
  const document = { type: 'cnie' as const, number: `BK${cards++}`, expiresOn: '2035-01-31' };
  const enrolment = testEnrolment({ name: { arabic: 'سارة', latin }, document, contacts: {} });
  const { personId, slip } = getValue(await identity.enrol(clerk, enrolment, randomUUID()));
  const cookies = new Map<string, string>();
  const ask = async (path: string, fields?: Record<string, string>) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await app.request(path, {
      headers: { cookie, 'accept-language': 'en', 'sec-fetch-site': 'same-origin', referer: `${testOrigin}${path}` },
      ...(fields && { method: 'POST', body: new URLSearchParams(fields) }),
    });
    for (const given of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(given) ?? [];
      cookies.set(name, value);
    }
    const html = await response.text();
    return { status: response.status, to: response.headers.get('location'), html, ...tokensOf(html) };
  };
  const { accountNumber: number, activationCode: code } = slip;
  await ask('/account?language=en');
  await ask('/account/activate', { number, code, password, repeat: password });
  return { personId, number, ask };
}

function tokensOf(html: string) {
  const field = (name: string): string => new RegExp(`name="${name}" value="([^"]+)"`).exec(html)?.[1] ?? '';
  return { token: field('form-token'), key: field('key') };
}

type Person = Awaited<ReturnType<typeof signedIn>>;

async function company(): Promise<OrganisationId> {
  return getValue(await mandates.enrol(clerk, { typed: testCompany(), despiteName: false }, randomUUID())).file.id;
}

const give = async (organisationId: OrganisationId, personId: PersonId, changes = {}) =>
  getValue(await mandates.record(clerk, testMandate({ organisationId, personId }, changes), randomUUID()));

/** Asks for a page that wants to know again who asks, and proves it. */
async function provenTo({ ask }: Person, path: string) {
  const asked = await ask(path);
  expect(asked.to).toMatch(/^\/account\/step-up/);
  const form = await ask(asked.to ?? '');
  const next = await ask('/account/step-up', { 'form-token': form.token, next: path, password });
  expect(next.to).toBe(path);
  return ask(path);
}

test('an organisation opens to its representatives while a mandate stands, and is not there for anybody else', async () => {
  const [own, stranger] = [await signedIn('Sara ALAMI'), await signedIn('Rim TAZI')];
  const organisationId = await company();
  const mandateId = await give(organisationId, own.personId);
  const path = `/account/organisations/${organisationId}`;
  expect((await own.ask('/account/organisations')).html).toContain(path);
  const page = await own.ask(path);
  expect(page.html).toContain('No act yet');
  expect(page.html, 'who opened the file').toContain('Enrolment');
  expect((await stranger.ask('/account/organisations')).html).toContain('You sign for no organisation');
  expect((await stranger.ask(path)).status).toBe(404);
  expect((await stranger.ask('/account/organisations/none')).status).toBe(404);
  const ending = { organisationId, mandateId, reason: 'PV de révocation', since: null };
  await mandates.end(clerk, ending, randomUUID());
  expect((await own.ask(path)).status).toBe(404);
  const list = await own.ask('/account/organisations');
  expect(list.html).toContain('Revoked on');
  expect(list.html).not.toContain(`href="${path}"`);
});

test('a mandate is ended online with a reason, by who may, once they have shown again that it is they', async () => {
  const [head, other] = [await signedIn('Sara ALAMI'), await signedIn('Rim TAZI')];
  const organisationId = await company();
  await give(organisationId, head.personId);
  const mandateId = await give(organisationId, other.personId, { mayRevoke: false });
  const path = `/account/organisations/${organisationId}/mandates/${mandateId}/end`;
  const page = await provenTo(head, path);
  expect(page.html).toContain('Rim TAZI');
  expect((await head.ask(path, { reason: 'Left the company' })).status, 'a form of another session').toBe(403);
  const short = await head.ask(path, { 'form-token': page.token, reason: '' });
  expect([short.status, short.html.includes('Write the reason')]).toEqual([422, true]);
  const ended = await head.ask(path, { 'form-token': page.token, reason: 'Left the company' });
  expect(ended.to).toBe(`/account/organisations/${organisationId}?done=ended`);
  expect((await other.ask(`/account/organisations/${organisationId}`)).status).toBe(404);
});

test('a mandate is delegated within its limits to who is named by number and name, once', async () => {
  const [head, heir] = [await signedIn('Sara ALAMI'), await signedIn('Rim TAZI')];
  const organisationId = await company();
  const mandateId = await give(organisationId, head.personId, { most: 10_000_00, mayRead: false });
  const path = `/account/organisations/${organisationId}/mandates/${mandateId}/delegate`;
  const page = await provenTo(head, path);
  const form = {
    'form-token': page.token,
    key: page.key,
    number: heir.number,
    name: 'tazi rim',
    natures: 'lease',
    most: '5000',
    from: '2026-11-10',
    until: '2026-12-31',
  };
  const wider = await head.ask(path, { ...form, most: '20000' });
  expect([wider.status, wider.html.includes('You may not delegate more than the amount')]).toEqual([422, true]);
  const unknown = await head.ask(path, { ...form, name: 'Rim SQALLI' });
  expect([unknown.status, unknown.html.includes('do not belong together')]).toEqual([422, true]);
  expect((await heir.ask(path)).status, 'nobody delegates what is another’s').not.toBe(200);
  for (const _ of [1, 2]) {
    const given = await head.ask(path, form);
    expect(given.to).toBe(`/account/organisations/${organisationId}?done=given`);
  }
  const seen = await heir.ask(`/account/organisations/${organisationId}`);
  expect(seen.html.match(/\(you\)/g)).toHaveLength(1);
  expect(seen.html).toContain('one nature of act · up to');
  expect(seen.html).toContain('Your mandate does not open the organisation’s acts');
});
