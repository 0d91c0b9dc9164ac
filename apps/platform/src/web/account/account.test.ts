import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AccountSite, testAccounts } from '../../../test/account-site.ts';
import { askShare, citizenPassword as password } from '../../../test/citizen.ts';
import { testDatabase } from '../../../test/database.ts';
import { testClerk, testEnrolment } from '../../../test/identity.ts';
import { forgeFile, type RecordedAct, recordAct } from '../../../test/recorded-act.ts';
import { twoPagePdf } from '../../../test/scans.ts';
import { getValue, languages, newId, type PersonId } from '../../kernel/index.ts';
import { deriveKey, formatCode } from '../../modules/acts/index.ts';
import { deposit } from '../../modules/documents/index.ts';
import { designAssets, sheetAddress } from '../shell/index.ts';

const database = await testDatabase();
const db = database.as('app');
const { identity, now, pass, unproven, siteOver } = testAccounts(db);
let recorded: RecordedAct;
let site: AccountSite;
let numbers = 3000;

beforeAll(async () => {
  recorded = await recordAct({ app: db, sealer: database.as('sealer') });
  site = siteOver(recorded);
}, 180_000);
afterAll(() => recorded.counter.close());

const browser = (language?: string) => site.browser(language);

/** Somebody with a slip, and with the act in their vault when `holding`. */
async function enrol(holding: boolean) {
  const clerk = testClerk(recorded.act.communeId);
  const document = { type: 'cnie' as const, number: `BE${numbers++}`, expiresOn: '2035-01-31' };
  const { personId, slip } = getValue(await identity.enrol(clerk, testEnrolment({ document }), randomUUID()));
  if (holding) await put(personId);
  return { personId, number: slip.accountNumber, code: slip.activationCode };
}

function put(personId: PersonId): Promise<void> {
  const { communeId, id: actId } = recorded.act;
  return db.transaction({ communeId }, tx => deposit(tx, { holder: { personId }, actId, communeId, addedAt: now() }));
}

async function signedIn(holding: boolean) {
  const person = await enrol(holding);
  const { ask } = browser();
  await ask('/account?language=en');
  const opened = await ask('/account/activate', { ...person, password, repeat: password });
  expect(opened.to).toBe('/account');
  return { ...person, ask };
}

const documentPath = (): string => `/account/documents/${recorded.act.id}`;

describe('the way in', () => {
  test('from the slip to the sealed file, without a script', async () => {
    const { number, code } = await enrol(true);
    const { ask } = browser();
    const doors = await ask('/account?language=en');
    expect(doors.main).toMatch(/href="\/account\/sign-in"[^]*href="\/account\/activate"/);
    const spelt = { number: number.replace(/(.{4})/g, '$1 '), code: code.toLowerCase().replaceAll('-', ' ') };
    expect((await ask('/account/activate', { ...spelt, password, repeat: password })).to).toBe('/account');
    const vault = await ask('/account');
    expect(vault.main).toContain('Hello Amina El Fassi');
    expect(vault.main).toContain(`href="${documentPath()}"`);
    for (const said of ['2026/MAA03/000001', 'Signature legalisation', 'Bureau 3', 'Driss EL ALAMI'])
      expect(vault.main).toContain(said);
    const page = await ask(documentPath());
    expect(page.main).toContain('Zineb EL AMRANI');
    expect(page.main).toContain(formatCode(recorded.act.code));
    expect(await askShare(ask, documentPath(), password)).toContain(deriveKey(recorded.accessKey, recorded.act.id, 1));
    const file = await ask(`${documentPath()}/file`);
    expect(file.bytes.equals(recorded.bytes)).toBe(true);
  });

  test('names what is wrong beside its field, keeps what was typed, and never a password', async () => {
    const { number, code } = await enrol(false);
    const { ask } = browser();
    const wrong = async (fields: Record<string, string>) =>
      ask('/account/activate', { number, code, password, repeat: password, ...fields });
    for (const [fields, field, said] of [
      [{ number: '1234' }, 'number', 'twelve digits'],
      [{ number: '100000000076' }, 'number', 'One digit'],
      [{ code: ' ' }, 'code', 'Type the activation code'],
      [{ code: 'AAAA-AAAA-AAAA-AAAA' }, 'code', 'do not belong together'],
      [{ password: 'short', repeat: 'short' }, 'password', 'at least 12'],
      [{ repeat: 'something else' }, 'repeat', 'not the same'],
    ] as const) {
      const answer = await wrong(fields);
      expect([field, answer.status]).toEqual([field, 422]);
      expect(answer.main).toMatch(new RegExp(`id="account-${field}-error"[^]*${said}`));
      expect(answer.main).toContain(`href="#account-${field}"`);
      expect(answer.main).toContain(`value="${'number' in fields ? fields.number : number}"`);
      expect(answer.html).toContain('<title>To correct before going on');
      expect(answer.main).not.toContain(password);
    }
  });

  test('answers an unknown account and a wrong code alike, and a wrong password too', async () => {
    const { number, code } = await enrol(false);
    const unknown = '100000000093';
    const strip = (html: string): string => html.replaceAll(number, '').replaceAll(unknown, '');
    const activation = { code: 'AAAA-AAAA-AAAA-AAAA', password, repeat: password };
    const answers = await Promise.all(
      [number, unknown].map(each => browser().ask('/account/activate', { ...activation, number: each })),
    );
    expect(strip(answers[0]?.html ?? 'a')).toBe(strip(answers[1]?.html ?? 'b'));
    await browser().ask('/account/activate', { number, code, password, repeat: password });
    const signIns = await Promise.all(
      [number, unknown].map(name => browser().ask('/account/sign-in', { name, password: 'not the one', next: '' })),
    );
    expect(signIns.map(each => each.status)).toEqual([422, 422]);
    expect(strip(signIns[0]?.html ?? 'a')).toBe(strip(signIns[1]?.html ?? 'b'));
  });

  test('leads back to the page that was asked for, and nowhere else', async () => {
    const { number, code } = await enrol(false);
    await browser().ask('/account/activate', { number, code, password, repeat: password });
    const { ask } = browser();
    const sent = await ask('/account/readings');
    expect(sent.to).toBe('/account/sign-in?next=%2Faccount%2Freadings');
    expect((await ask(sent.to ?? '')).main).toContain('name="next" value="/account/readings"');
    expect((await ask('/account/sign-in', { name: number, password, next: '/account/readings' })).to).toBe(
      '/account/readings',
    );
    for (const next of ['//evil.example', 'https://evil.example', '/\\evil.example'])
      expect((await browser().ask('/account/sign-in', { name: number, password, next })).to).toBe('/account');
  });

  test('makes who guesses wait, and says so', async () => {
    const { number } = await enrol(false);
    const guess = () => browser().ask('/account/sign-in', { name: number, password: 'wrong', next: '' });
    for (let tries = 0; tries < 5; tries++) expect((await guess()).status).toBe(422);
    const stopped = await guess();
    expect(stopped.status).toBe(429);
    expect(stopped.main).toContain('Too many attempts');
    pass(60_000);
  });
});

test('the pages follow the language chosen at the counter, unless another was chosen in this browser', async () => {
  const { number, code } = await enrol(false);
  const undecided = browser('fr');
  expect((await undecided.ask('/account')).html).toContain('<html lang="fr"');
  await undecided.ask('/account/activate', { number, code, password, repeat: password });
  expect((await undecided.ask('/account')).html).toContain('<html lang="ar"');
  const decided = browser('fr');
  await decided.ask('/account?language=zgh');
  await decided.ask('/account/sign-in', { name: number, password, next: '' });
  expect((await decided.ask('/account')).html).toContain('<html lang="zgh"');
});

describe('another’s document', () => {
  test('is not there, as one that does not exist, on every address', async () => {
    const { ask } = await signedIn(false);
    const others = await Promise.all(
      [documentPath(), `/account/documents/${newId(now())}`, '/account/documents/none'].flatMap(path =>
        ['', '/file', '/download'].map(rest => ask(path + rest)),
      ),
    );
    for (const { status, bytes, html } of others) {
      expect(status).toBe(404);
      expect(bytes.includes('%PDF')).toBe(false);
      expect(html).not.toContain('2026/MAA03');
    }
    expect((await ask('/account')).main).toContain('No document yet');
  });

  test('asks a stranger to sign in', async () => {
    const { ask } = browser();
    for (const path of [documentPath(), `${documentPath()}/file`, '/account/readings', '/account/sessions'])
      expect((await ask(path)).to).toMatch(/^\/account\/sign-in\?next=/);
  });
});

test('a form longer than any of ours is not read', async () => {
  const headers = { 'content-type': 'application/x-www-form-urlencoded', 'content-length': '40000' };
  const sent = await site.app.request('/account/sign-in', { method: 'POST', headers, body: 'x' });
  expect(sent.status).toBe(413);
});

test('the file is seen or saved under its number, and kept by no cache', async () => {
  const { ask } = await signedIn(true);
  for (const [path, disposition] of [
    ['file', 'inline'],
    ['download', 'attachment'],
  ]) {
    const { response } = await ask(`${documentPath()}/${path}`);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': `${disposition}; filename="2026-MAA03-000001.pdf"`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringMatching(/^default-src 'none'.*frame-ancestors 'none'/),
    });
  }
});

describe('the holder', () => {
  test('reads who looked at their file, and their own pages add nothing to it', async () => {
    const { ask, personId } = await signedIn(true);
    const clerk = testClerk(recorded.act.communeId);
    await identity.getFile(clerk, personId);
    const before = (await ask('/account/readings')).main;
    expect(before).toContain('File opened');
    expect(before).toContain('A member of staff, Casablanca');
    await ask('/account');
    await ask(documentPath());
    expect((await ask('/account/readings')).main).toBe(before);
  });

  test('ends another session from here, not without the form’s token', async () => {
    const { ask, number } = await signedIn(false);
    const elsewhere = browser();
    await elsewhere.ask('/account/sign-in', { name: number, password, next: '' });
    const list = await ask('/account/sessions');
    const end = /action="(\/account\/sessions\/[^"]+)"/.exec(list.main)?.[1] ?? '';
    expect((await ask(end, {})).status).toBe(403);
    expect((await ask(end, { 'form-token': list.token })).to).toBe('/account/sessions');
    expect((await elsewhere.ask('/account/readings')).to).toContain('/account/sign-in');
    expect((await ask('/account/sessions')).status).toBe(200);
  });

  test('signs out, and “back” finds nothing', async () => {
    const { ask } = await signedIn(true);
    const { token } = await ask('/account');
    expect((await ask('/account/sign-out', {})).status).toBe(403);
    expect((await ask('/account/sign-out', { 'form-token': token })).to).toBe('/account?signed-out=1');
    expect((await ask(documentPath())).status).toBe(303);
  });
});

test.each(languages)(
  'every page weighs less than 60 kB with its sheet in %s, without script, kept nowhere',
  async language => {
    const { ask } = await signedIn(true);
    const sheet = designAssets.find(asset => asset.path === sheetAddress('citizen'))?.body ?? expect.fail();
    for (const path of ['/account', documentPath(), '/account/readings', '/account/security', '/account/sessions']) {
      const { response, html } = await ask(`${path}?language=${language}`);
      expect(html).toContain(`<html lang="${language}"`);
      expect(gzipSync(html).length + gzipSync(sheet).length).toBeLessThan(60_000);
      expect(html).not.toContain('<script');
      expect(response.headers.get('cache-control')).toBe('no-store');
    }
  },
);

// Last: what was added to the database cannot be taken out again.
test('a file put on record without an officer’s signature is refused to its holder, who is told why', async () => {
  const { ask } = await signedIn(true);
  expect(unproven).toEqual([]);
  await forgeFile(db, recorded, twoPagePdf());
  for (const rest of ['', '/file', '/download']) {
    const { status, bytes, main } = await ask(documentPath() + rest);
    expect([rest, status, bytes.includes('%PDF')]).toEqual([rest, 500, false]);
    expect(main).toContain('does not pass verification');
  }
  expect(unproven).toHaveLength(3);
  expect((await ask('/account')).status).toBe(200);
});
