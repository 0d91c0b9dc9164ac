import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../../../test/database.ts';
import { completeDraft, openDraft, uploadForm } from '../../../test/drafts.ts';
import { openOffice, type TestOffice } from '../../../test/office.ts';
import { scannedPage } from '../../../test/scans.ts';

const { as } = await testDatabase();
let office: TestOffice;
let fault: Error | undefined;

beforeAll(async () => {
  const failing = { app: as('app'), sealer: as('sealer') };
  office = await openOffice({
    ...failing,
    blobs: folder => ({
      ...folder,
      put: (communeId, bytes) => (fault ? Promise.reject(fault) : folder.put(communeId, bytes)),
    }),
  });
});
afterAll(() => office.close());

test.each([
  ['a full disk', Object.assign(new Error('no space'), { code: 'ENOSPC' }), 507, 'api.disk-full'],
  ['a database on a full disk', Object.assign(new Error('no space'), { code: '53100' }), 507, 'api.disk-full'],
  ['a broken disk', new Error('EIO'), 500, 'api.broken'],
])(
  '%s is said in the person’s language, the draft is kept, and the same form goes on once it is mended',
  async (_, error, status, code) => {
    const clerk = await office.hire('clerk');
    const draft = await openDraft(office, clerk);
    const page = await scannedPage();
    const send = () =>
      office.ask(clerk, 'POST', `${draft.path}/files`, { form: uploadForm(1, { 'a.jpg': page }), language: 'fr' });
    fault = error;
    const failed = await send();
    fault = undefined;
    expect([failed.status, failed.json.code]).toEqual([status, code]);
    expect(failed.json.detail).toMatch(/est intact/);
    expect(JSON.stringify(failed.json)).not.toMatch(/no space|EIO/);
    expect(office.failures.at(-1)).toBe(error);
    const mended = await send();
    expect([mended.status, mended.json.request.document.pages.length]).toEqual([200, 1]);
  },
);

describe('an act that is confirmed while', () => {
  test.each([
    ['the sealer is down', 'sealing.sealer-unavailable', () => office.restartSealer('off')],
    ['the timestamp authority is down', 'sealing.timestamp-unavailable', () => office.restartSealer('no-timestamps')],
    [
      'the disk is full',
      'acts.kept-for-later',
      async () => {
        fault = Object.assign(new Error('no space'), { code: 'ENOSPC' });
      },
    ],
  ])(
    '%s is kept, says why in the officer’s language to whoever looks again, and is finished by itself once that is back',
    async (_, code, breakDown) => {
      const { preparation, confirm, read } = await prepareOne(office);
      await breakDown();
      const confirmed = await confirm();
      const later = await read();
      fault = undefined;
      await office.restartSealer('on');
      for (const answer of [confirmed, later]) {
        expect(answer.json).toMatchObject({ id: preparation, state: 'confirmed', acts: [{ state: 'sealing' }] });
        expect(answer.json.acts[0].problem).toMatchObject({ code, detail: expect.stringMatching(/acte est conservé/) });
      }
      await office.recover();
      expect((await read()).json).toMatchObject({ state: 'finished', acts: [{ state: 'done', problem: null }] });
    },
  );
});

/** A request on its way to its act: prepared by an officer who reads French, whose passkey is about to be touched. */
async function prepareOne(at: TestOffice) {
  const clerk = await at.hire('clerk');
  const { officer, actor } = await at.appoint();
  const draft = await completeDraft(at, clerk);
  const queued = await at.ask(clerk, 'POST', `${draft.path}/submit`, { body: { version: draft.view.version } });
  const requests = [{ id: draft.view.id, version: queued.json.version }];
  const prepared = await at.ask(actor, 'POST', '/preparations', { body: { requests } });
  const challenge = Buffer.from(prepared.json.authentication.challenge, 'base64url');
  const { credentialId, ...response } = officer.passkey.assert(challenge);
  const assertion = { id: credentialId, rawId: credentialId, type: 'public-key', response, clientExtensionResults: {} };
  const path = `/preparations/${prepared.json.id}`;
  return {
    preparation: prepared.json.id,
    confirm: () => at.ask(actor, 'POST', `${path}/confirm`, { body: { assertion }, language: 'fr' }),
    read: () => at.ask(actor, 'GET', path, { language: 'fr' }),
  };
}

test('an address that does not exist is a problem too', async () => {
  const clerk = await office.hire('clerk');
  const answer = await office.ask(clerk, 'GET', '/telescopes');
  expect([answer.status, answer.type, answer.json.code]).toEqual([
    404,
    'application/problem+json',
    'api.unknown-route',
  ]);
  const metrics = await office.metrics.registry.metrics();
  expect(metrics).toContain('shubbak_refusals_total{code="api.unknown-route",process="test"} 1');
  expect(metrics).toMatch(/shubbak_request_seconds_count\{process="test",route="[^"]*",status="404"\} 1/);
  expect(metrics).not.toContain('telescopes');
});

describe('what is not a request', () => {
  test('a write without a key, a body that is none, an id that is none', async () => {
    const clerk = await office.hire('clerk');
    const body = { officeId: 'here', service: 'lending-telescopes' };
    const wrong = await office.ask(clerk, 'POST', '/requests', { body });
    expect([wrong.status, wrong.json.code]).toEqual([400, 'api.malformed']);
    expect(wrong.json.errors.map((error: { field: string }) => error.field)).toEqual(['officeId', 'service']);
    const keyless = await office.ask(clerk, 'POST', '/requests', { body, key: 'again' });
    expect([keyless.status, keyless.json.code]).toEqual([400, 'api.key-missing']);
    expect((await office.ask(clerk, 'GET', '/requests/1')).status).toBe(400);
  });

  test('a body beyond the limit', async () => {
    const clerk = await office.hire('clerk');
    const body = { name: 'x'.repeat(5 * 2 ** 20) };
    const answer = await office.ask(clerk, 'POST', '/people/search', { body });
    expect([answer.status, answer.json.code]).toEqual([413, 'api.too-large']);
  });
});
