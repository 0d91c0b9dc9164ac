import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { Hono } from 'hono';
import { beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../../../test/database.ts';
import { testClerk, testIdentity, testKeys, testOrigin } from '../../../test/identity.ts';
import { testPreEnrolments, testSample } from '../../../test/pre-enrolments.ts';
import { type CommuneId, getValue, languages, newId } from '../../kernel/index.ts';
import { readDraftSecret } from '../../modules/enrolment/index.ts';
import { protectForms, readSession, type SessionEnv, type SessionOptions } from '../session/index.ts';
import { chooseLanguage, designAssets, pageHeaders, sheetAddress } from '../shell/index.ts';
import { preEnrolmentRoutes } from './index.ts';

const { as } = await testDatabase();
const db = as('app');
const keys = testKeys();
const { identity, now } = testIdentity(db, { keys });
const home = testPreEnrolments(db, { clock: now, vault: identity.vault, keys, worker: as('worker') });
const clerk = testClerk(newId<CommuneId>(now()), ['enrolment.receive']);
/** Every address that was asked for, as a server's log would have them. */
const addresses: string[] = [];
let app: Hono<SessionEnv>;

beforeAll(() => {
  const session: SessionOptions = { identity, publicUrl: testOrigin, formKey: randomBytes(32) };
  app = new Hono<SessionEnv>();
  app.use(chooseLanguage(), pageHeaders(), readSession(session), protectForms(session));
  app.route(
    '/',
    preEnrolmentRoutes({
      trustedProxies: [],
      db,
      drafts: home.preEnrolments.drafts,
      publicUrl: testOrigin,
      receipt: undefined,
      padScript: '/assets/client/pad.js',
      demo: true,
    }),
  );
});

/** A browser without script: it keeps cookies and posts forms. */
function browser(language = 'en') {
  const cookies = new Map<string, string>();
  const ask = async (path: string, fields?: Record<string, string>) => {
    addresses.push(path);
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await app.request(path, {
      headers: { cookie, 'accept-language': language, 'sec-fetch-site': 'same-origin' },
      ...(fields && { method: 'POST', body: new URLSearchParams(fields) }),
    });
    for (const given of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(given) ?? [];
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    const html = await response.text();
    const main = /<main[^]*<\/main>/.exec(html)?.[0] ?? '';
    const to = response.headers.get('location') ?? '';
    if (to !== '') addresses.push(to);
    return { response, status: response.status, to, html, main };
  };
  return { ask, cookies };
}

const step = (name: string): string => `/pre-enrolment/step/${name}`;

/** The answers of somebody of age, question by question, each with the page that comes next. */
const answers: readonly (readonly [string, Record<string, string>, string])[] = [
  ['language', { language: 'fr' }, `${step('notice')}?language=fr`],
  ['notice', { agree: '2026-1' }, step('name')],
  ['name', { arabic: 'أمينة الفاسي', latin: 'Amina El Fassi' }, step('document-type')],
  ['document-type', { type: 'cnie' }, step('document')],
  ['document', { number: 'be 123456', 'expiry-day': '31', 'expiry-month': '1', 'expiry-year': '٢٠٣٠' }, step('birth')],
  ['birth', { 'birth-day': '17', 'birth-month': '5', 'birth-year': '1990', place: 'Fès' }, step('address')],
  ['address', { address: '12, rue des Oliviers' }, step('contacts')],
  ['contacts', { email: '', phone: '' }, step('ability')],
  ['ability', { ability: 'signs' }, step('signature')],
  ['signature', { action: 'skip' }, '/pre-enrolment/review'],
];

/** Somebody who has answered everything up to a question. */
async function filled(upTo = 'signature') {
  const person = browser('fr');
  expect((await person.ask('/pre-enrolment/begin', {})).to).toBe(step('language'));
  for (const [name, fields, next] of answers) {
    expect((await person.ask(step(name), fields)).to).toBe(next);
    if (name === upTo) break;
  }
  return person;
}

async function sent() {
  const person = await filled();
  expect((await person.ask('/pre-enrolment/send', {})).to).toBe('/pre-enrolment/done');
  const { main } = await person.ask('/pre-enrolment/done');
  const code = /ticket-code[^]*?>([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})</.exec(main)?.[1] ?? expect.fail();
  return { ...person, main, code };
}

describe('without a script', () => {
  test('a person goes from the first question to a code that opens their file at a counter', async () => {
    const { main, code } = await sent();
    expect(main).toMatch(/<svg class="ticket-qr"[^]*?<path d="M[^"]{200,}"/);
    const { preEnrolments } = home;
    const id = getValue(await preEnrolments.findByCode(clerk, code));
    expect(getValue(await preEnrolments.get(clerk, id))).toMatchObject({
      language: 'fr',
      name: { arabic: 'أمينة الفاسي', latin: 'Amina El Fassi' },
      document: { type: 'cnie', number: 'BE123456', issuer: 'MA', expiresOn: '2030-01-31' },
      birthDate: '1990-05-17',
      consent: { noticeVersion: '2026-1' },
      signature: null,
    });
  });

  test('each error stands beside its field, leads to it, and nothing that was typed is lost', async () => {
    const { ask } = await filled('document-type');
    const fields = { number: 'BE1234567890', 'expiry-day': '31', 'expiry-month': '1', 'expiry-year': '2030' };
    const { status, main } = await ask(step('document'), fields);
    expect(status).toBe(422);
    expect(main).toMatch(/id="errors"[^]*<a href="#number">/);
    expect(main).toMatch(/id="number-error"[^]*<input[^>]*aria-invalid="true"[^>]*value="BE1234567890"/);
    expect(main).toMatch(/name="expiry-year"[^>]*value="2030"/);
    const past = await ask(step('document'), { ...fields, number: 'BE12', 'expiry-year': '2020' });
    expect(past.main).toMatch(/<a href="#expiry">/);
  });

  test('nothing is asked before the notice was agreed to, and its consent must be given by hand', async () => {
    const { ask } = browser();
    await ask('/pre-enrolment/begin', {});
    expect((await ask(step('name'))).to).toBe(step('notice'));
    expect((await ask(step('notice'), {})).status).toBe(422);
    const { main } = await ask(step('notice'));
    expect(main).not.toMatch(/id="agree"[^>]*checked/);
    expect(main).toContain('pending');
    expect((await ask('/pre-enrolment/notice/2026-1')).main).toContain('09-08');
    expect((await ask('/pre-enrolment/notice/2025-9')).status).toBe(404);
  });

  test('an answer is changed from the summary, and the way leads back there', async () => {
    const { ask } = await filled();
    const { main } = await ask('/pre-enrolment/review');
    expect(main).toContain(`href="${step('address')}?from=review"`);
    expect((await ask(`${step('address')}?from=review`)).main).toContain('name="from" value="review"');
    expect((await ask(step('address'), { address: 'Douar Aït Ali', from: 'review' })).to).toBe('/pre-enrolment/review');
    // Another kind of document makes its number unknown again.
    expect((await ask(step('document-type'), { type: 'passport', from: 'review' })).to).toBe(step('document'));
    expect((await ask('/pre-enrolment/send', {})).status).toBe(422);
    expect((await ask('/pre-enrolment/review')).main).toContain(`href="${step('document')}"`);
  });

  test('a minor is asked who answers for them', async () => {
    const { ask } = await filled('document');
    const young = { 'birth-day': '1', 'birth-month': '2', 'birth-year': '2012', place: 'Fès' };
    expect((await ask(step('birth'), young)).to).toBe(step('guardian'));
    const guardian = { arabic: 'فاطمة', latin: 'Fatima', type: 'cnie', number: 'BK1', issuer: 'MA' };
    expect((await ask(step('guardian'), guardian)).to).toBe(step('address'));
  });

  test('who cannot sign is asked for no signature, and told to bring two witnesses', async () => {
    const { ask } = await filled('contacts');
    expect((await ask(step('ability'), {})).status).toBe(422);
    expect((await ask(step('ability'), { ability: 'cannot-sign' })).to).toBe('/pre-enrolment/review');
    await ask('/pre-enrolment/send', {});
    expect((await ask('/pre-enrolment/done')).main).toContain('Deux témoins');
  });

  test('an address is confirmed by its code, or given up', async () => {
    const { ask, cookies } = await filled('address');
    expect((await ask(step('contacts'), { email: 'nobody', phone: '' })).main).toContain('href="#email"');
    expect((await ask(step('contacts'), { email: 'amina.web@example.ma', phone: '' })).to).toBe(step('email-code'));
    expect((await ask(step('email-code'), { action: 'confirm', code: 'xxxxxx' })).status).toBe(422);
    const secret = getValue(readDraftSecret(cookies.get('shubbak-draft') ?? ''));
    const code = await home.deliverCode(secret, 'email');
    expect((await ask(step('email-code'), { action: 'confirm', code })).to).toBe(step('ability'));
    expect((await ask(step('contacts'), { email: 'other.web@example.ma', phone: '' })).to).toBe(step('email-code'));
    expect((await ask(step('email-code'), { action: 'without', code: '' })).to).toBe(step('ability'));
  });
});

describe('a draft', () => {
  test('is left on one device and found again on another by its resume code', async () => {
    const { ask } = await filled('birth');
    const { main } = await ask(step('address'));
    const resume = /<bdi class="num code">([-0-9A-Z]{19})<\/bdi>/.exec(main)?.[1] ?? expect.fail();
    expect((await ask('/pre-enrolment/leave', {})).to).toBe('/pre-enrolment?left');
    expect((await ask(step('address'))).to).toBe('/pre-enrolment?gone');
    const other = browser('fr');
    expect((await other.ask('/pre-enrolment/resume', { code: '0000 0000 0000 0000' })).status).toBe(422);
    expect((await other.ask('/pre-enrolment/resume', { code: resume.toLowerCase() })).to).toBe('/pre-enrolment/go-on');
    expect((await other.ask('/pre-enrolment/go-on')).to).toBe(step('address'));
    expect((await other.ask(step('birth'))).main).toContain('value="1990"');
  });

  test('is its browser’s alone: another site cannot post to it, another cookie does not open it', async () => {
    const { cookies } = await filled('birth');
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const foreign = await app.request('/pre-enrolment/withdraw', {
      method: 'POST',
      headers: { cookie, 'sec-fetch-site': 'cross-site' },
    });
    expect(foreign.status).toBe(403);
    const planted = await app.request(step('birth'), { headers: { cookie: 'shubbak-draft=0000000000000000' } });
    expect(planted.headers.get('location')).toBe('/pre-enrolment?gone');
    const given = (await app.request('/pre-enrolment/begin', { method: 'POST' })).headers.getSetCookie().join();
    expect(given).toMatch(/^shubbak-draft=[0-9A-Z]{16}; Path=\/; HttpOnly; SameSite=Lax$/);
  });

  test('is erased at once', async () => {
    const { ask, cookies } = await filled('birth');
    const secret = getValue(readDraftSecret(cookies.get('shubbak-draft') ?? ''));
    expect((await ask('/pre-enrolment/withdraw', {})).to).toBe('/pre-enrolment?withdrawn');
    expect(await home.preEnrolments.drafts.open(secret)).toBeUndefined();
  });
});

describe('a signature drawn on the page', () => {
  const drawn = testSample.strokes.map(stroke => stroke.map(({ x, y, t, pressure }) => [x, y, t, pressure]));

  test('is kept with its times and its pressure, shown again, and drawn anew', async () => {
    const { ask, cookies } = await filled('ability');
    expect((await ask(step('signature'))).html).toContain('<script type="module" src="/assets/client/pad.js">');
    const taken = await ask(step('signature'), { action: 'draw', drawing: JSON.stringify(drawn) });
    expect(taken.to).toBe('/pre-enrolment/review');
    const secret = getValue(readDraftSecret(cookies.get('shubbak-draft') ?? ''));
    expect((await home.preEnrolments.drafts.open(secret))?.drawing).toEqual(testSample);
    expect((await ask('/pre-enrolment/review')).main).toMatch(/class="pad" role="img"[^]*?<path d="M0 400L/);
    expect((await ask(step('signature'), { action: 'skip' })).to).toBe('/pre-enrolment/review');
    expect((await home.preEnrolments.drafts.open(secret))?.drawing).toBeNull();
  });

  test.each(['', 'null', '{"strokes":[]}', '[[[1,2]]]', '[[["1",2,3,null]]]', '[[[0,0,0,null],[1e9,0,1,null]]]'])(
    'is refused beside the pad when it is none: %s',
    async drawing => {
      const { ask } = await filled('ability');
      const { status, main } = await ask(step('signature'), { action: 'draw', drawing });
      expect(status).toBe(422);
      expect(main).toContain('href="#signature"');
    },
  );
});

describe('code and birth date', () => {
  const born = { 'birth-day': '17', 'birth-month': '05', 'birth-year': '1990' };

  test('say until when it is kept, and erase it', async () => {
    const { code } = await sent();
    const { ask } = browser();
    const found = await ask('/pre-enrolment/status', { code, ...born });
    expect(found.main).toContain('It is waiting for you');
    expect(found.main).not.toContain('Amina');
    expect((await ask('/pre-enrolment/status/withdraw', { code, ...born })).to).toBe('/pre-enrolment?withdrawn');
    expect((await ask('/pre-enrolment/status', { code, ...born })).status).toBe(422);
  });

  test('that belong to nobody are answered with one page, octet for octet', async () => {
    const { code } = await sent();
    const asked = [
      { code: '0000 0000 0000', ...born },
      { code, ...born, 'birth-year': '1991' },
    ];
    const pages = await Promise.all(asked.map(fields => browser().ask('/pre-enrolment/status', fields)));
    const plain = pages.map(({ status, main }) => [status, main.replaceAll(/value="[^"]*"/g, '')]);
    expect(plain[1]).toEqual(plain[0]);
  });
});

test.each(languages)('every page weighs less than 60 kB with its sheet in %s, and is kept nowhere', async language => {
  const { ask } = await filled();
  const sheet = designAssets.find(asset => asset.path === sheetAddress('citizen'))?.body ?? expect.fail();
  const pages = ['', '/review', '/offices', '/status', '/notice/2026-1', ...answers.map(([name]) => `/step/${name}`)];
  for (const path of pages) {
    const { response, status, html } = await ask(`/pre-enrolment${path}?language=${language}`);
    expect([path, status]).toEqual([path, 200]);
    expect(html).toContain(`<html lang="${language}"`);
    expect(gzipSync(html).length + gzipSync(sheet).length).toBeLessThan(60_000);
    expect(response.headers.get('cache-control')).toBe('no-store');
    if (path !== '/step/signature') expect(html).not.toContain('<script');
  }
});

// Last: it reads what every test before it asked for.
test('no address ever held anything that was typed', () => {
  const said = decodeURIComponent(addresses.join('\n'));
  expect(addresses.length).toBeGreaterThan(100);
  for (const hidden of ['Amina', 'أمينة', '123456', 'Oliviers', 'example.ma', '1990'])
    expect(said).not.toContain(hidden);
  expect(said).not.toMatch(/[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/);
});
