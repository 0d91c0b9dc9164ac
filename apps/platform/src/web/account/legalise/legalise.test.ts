import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { actorOf, testCitizen } from '../../../../test/citizen.ts';
import { testDatabase } from '../../../../test/database.ts';
import { type DistanceWizard, openWizard } from '../../../../test/distance-wizard.ts';
import { testIdentity, testOrigin } from '../../../../test/identity.ts';
import { noRequests } from '../../../../test/no-requests.ts';
import { noMerges } from '../../../../test/merging.ts';
import { noNational } from '../../../../test/national.ts';
import { scannedPage, spanishPage, twoPagePdf } from '../../../../test/scans.ts';
import { getValue, type PersonActor } from '../../../kernel/index.ts';
import { createServiceLevels } from '../../../modules/identity/index.ts';
import { protectForms, readSession, type SessionEnv, type SessionOptions } from '../../session/index.ts';
import { chooseLanguage } from '../../shell/index.ts';
import { legaliseLongForms, legaliseRoutes } from '../index.ts';

const { as } = await testDatabase();
let wizard: DistanceWizard;
let amina: PersonActor;
let token: string;
let site: Hono<SessionEnv>;
beforeAll(async () => {
  wizard = await openWizard({ app: as('app'), sealer: as('sealer') });
  const world = { identity: wizard.office.identity, now: () => new Date() };
  ({ token } = (await testCitizen(world)).session);
  amina = await actorOf(world, token);
  site = siteOf({});
});
afterAll(() => wizard.office.close());

/** The pages as they are mounted, for whoever the cookie names. */
function siteOf(levels: Parameters<typeof createServiceLevels>[0]): Hono<SessionEnv> {
  const { identity, mandates, legalisationDeps } = wizard.office;
  const session: SessionOptions = {
    identity,
    publicUrl: testOrigin,
    formKey: randomBytes(32),
  };
  const app = new Hono<SessionEnv>();
  app.use(chooseLanguage(), readSession(session), protectForms({ ...session, longForms: legaliseLongForms }));
  const pages = {
    db: legalisationDeps.db,
    session,
    mandates,
    merging: noMerges,
    natures: [],
    national: noNational,
    ownRequests: noRequests,
  };
  const scripts = { padScript: '/pad.js', placingScript: '/placing.js', uploadScript: '/upload.js' };
  const rest = { accessKey: randomBytes(32), demo: true, acts: { openSealed: () => expect.unreachable() } };
  const { distance } = wizard;
  const { security } = testIdentity(legalisationDeps.db);
  return app.route(
    '/',
    legaliseRoutes({ ...pages, ...scripts, ...rest, security, levels: createServiceLevels(levels), distance }),
  );
}

const base = '/account/legalise';

async function ask(path: string, init: RequestInit = {}, on = site): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set('cookie', `shubbak=${token}`);
  headers.set('accept-language', 'en');
  return on.request(path, { ...init, headers });
}

/** The token that every form of the session carries. */
async function tokenOf(path: string): Promise<string> {
  return /name="form-token" value="([^"]+)"/.exec(await (await ask(path)).text())?.[1] ?? '';
}

/** Sends a form as a browser without scripts does: it says how long it is. */
async function send(path: string, form: FormData): Promise<Response> {
  const request = new Request(`http://localhost${path}`, { method: 'POST', body: form });
  const body = await request.arrayBuffer();
  const headers = {
    'content-type': request.headers.get('content-type') ?? '',
    'content-length': String(body.byteLength),
  };
  return ask(path, { method: 'POST', body, headers });
}

describe('without a script', () => {
  test('a paper comes in by a plain form, and what is refused is named beside what is kept', async () => {
    const requestId = await wizard.begin(amina);
    const page = `${base}/${requestId}/document`;
    const form = new FormData();
    form.set('form-token', await tokenOf(page));
    form.append('file', new File([await scannedPage({ dpi: 60 })], 'page.jpg'));
    form.append('file', new File(['nothing'], 'lettre.docx'));
    const answer = await send(`${page}/files`, form);
    const html = await answer.text();
    expect(answer.status).toBe(422);
    expect(html).toContain('lettre.docx');
    expect(html).toContain('File received and saved.');
    expect(getValue(await wizard.distance.read(amina, requestId)).document?.pages).toHaveLength(1);
  });

  test('a form from elsewhere, or longer than a paper may be, changes nothing', async () => {
    const requestId = await wizard.begin(amina);
    const path = `${base}/${requestId}/document/files`;
    const form = new FormData();
    form.append('file', new File([await scannedPage({ dpi: 60 })], 'page.jpg'));
    expect((await send(path, form)).status).toBe(403);
    const long = { 'content-type': 'multipart/form-data; boundary=x', 'content-length': String(65 * 2 ** 20) };
    expect((await ask(path, { method: 'POST', body: 'x', headers: long })).status).toBe(413);
    // What carries no files keeps the limit of a form.
    const other = { ...long, 'content-length': String(2 * 2 ** 20) };
    expect((await ask(`${base}/${requestId}/signature`, { method: 'POST', body: 'x', headers: other })).status).toBe(
      413,
    );
    expect(getValue(await wizard.distance.read(amina, requestId)).document).toBeUndefined();
  });

  test('every page is shown, weighs little and says that the draft is kept', async () => {
    const requestId = await wizard.prepare(amina);
    for (const step of ['document', 'signatories', 'places', 'signature', 'nature', 'check']) {
      const answer = await ask(`${base}/${requestId}/${step}`);
      const html = await answer.text();
      expect([step, answer.status]).toEqual([step, 200]);
      expect(html).toMatch(/draft MAA03-\w{4} saved/);
      expect(Buffer.byteLength(html)).toBeLessThan(20_000);
      expect(answer.headers.get('cache-control')).toBe('no-store');
    }
  });

  test('nothing is begun below the level that the commune asks for', async () => {
    const answer = await ask(base, {}, siteOf({ legalise: 'high' }));
    const { level } = amina;
    expect(level).not.toBe('high');
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toMatch(/^\/account\/step-up\?level=high/);
  });
});

describe('tus 1.0.0', () => {
  const tus = { 'tus-resumable': '1.0.0', 'idempotency-key': '018f0000-0000-7000-8000-000000000000' };
  const metadata = `fingerprint ${btoa('12'.repeat(32))}`;

  test('a file is announced, grows from where it stopped, and is taken in by its form', async () => {
    const requestId = await wizard.begin(amina);
    const uploads = `${base}/${requestId}/uploads`;
    const bytes = twoPagePdf([spanishPage, 'Fin']);
    const announce = { ...tus, 'upload-length': String(bytes.length), 'upload-metadata': metadata };
    const created = await ask(uploads, { method: 'POST', headers: announce });
    expect([created.status, created.headers.get('upload-offset')]).toEqual([201, '0']);
    const location = created.headers.get('location') ?? '';
    const patch = (from: number, until: number) =>
      ask(location, {
        method: 'PATCH',
        body: bytes.subarray(from, until),
        headers: {
          ...tus,
          'content-type': 'application/offset+octet-stream',
          'content-length': String(until - from),
          'upload-offset': String(from),
        },
      });
    expect((await patch(0, 200)).headers.get('upload-offset')).toBe('200');
    expect((await patch(0, 200)).status).toBe(409);
    const head = await ask(location, { method: 'HEAD', headers: tus });
    expect([head.status, head.headers.get('upload-offset'), head.headers.get('upload-length')]).toEqual([
      200,
      '200',
      String(bytes.length),
    ]);
    expect((await patch(200, bytes.length)).status).toBe(204);
    const form = new FormData();
    form.set('form-token', await tokenOf(`${base}/${requestId}/document`));
    form.append('upload', location.split('/').at(-1) ?? '');
    form.append('name', 'contrat.pdf');
    expect((await send(`${base}/${requestId}/document/uploads`, form)).status).toBe(200);
    const { document, unread, missing } = getValue(await wizard.distance.read(amina, requestId));
    expect([document?.kind, unread?.language, unread?.rule]).toEqual(['pdf', 'es', 'warn']);
    // It is said before anything is sent, and hinders nothing.
    for (const step of ['document', 'check'])
      expect(await (await ask(`${base}/${requestId}/${step}`)).text()).toContain('does not read: Español');
    expect(missing.map(({ code }) => code)).not.toContain('legalisation.language-refused');
  });

  test('another version of the protocol is told which one is spoken, and a plain form cannot send a part', async () => {
    const requestId = await wizard.begin(amina);
    const uploads = `${base}/${requestId}/uploads`;
    const announce = { 'upload-length': '10', 'upload-metadata': metadata, 'idempotency-key': tus['idempotency-key'] };
    const answer = await ask(uploads, { method: 'POST', headers: { ...announce, 'tus-resumable': '0.2.0' } });
    expect([answer.status, answer.headers.get('tus-version')]).toEqual([412, '1.0.0']);
    const plain = { ...announce, 'tus-resumable': '1.0.0', 'idempotency-key': '' };
    const { 'idempotency-key': _, ...form } = plain;
    expect((await ask(uploads, { method: 'POST', headers: form })).status).toBe(403);
  });
});
