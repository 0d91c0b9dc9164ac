import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../../test/database.ts';
import { openDraft, uploadForm } from '../../../test/drafts.ts';
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
