import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../../test/database.ts';
import { completeDraft, openDraft, step, uploadForm } from '../../../test/drafts.ts';
import { openOffice, type TestOffice } from '../../../test/office.ts';
import { drawnSignature, scannedPage } from '../../../test/scans.ts';
import { asId, type PersonId } from '../../kernel/index.ts';
import type { BlobStore } from '../../platform/blobs/index.ts';

const { as } = await testDatabase();
let office: TestOffice;
let stored = 0;

beforeAll(async () => {
  const blobs = (folder: BlobStore): BlobStore => ({
    ...folder,
    put: (...blob) => {
      stored += 1;
      return folder.put(...blob);
    },
  });
  office = await openOffice({ app: as('app'), sealer: as('sealer'), blobs });
});
afterAll(() => office.close());

test('whoever may know of a request, and not read papers, sees neither page, draft nor signature', async () => {
  const clerk = await office.hire('clerk');
  const head = await office.hire('head-of-office');
  const draft = await completeDraft(office, clerk);
  expect((await office.ask(head, 'GET', draft.path)).status).toBe(200);
  const page = `${draft.path}/pages/${draft.view.document?.pages[0]?.id}`;
  const signature = `${draft.path}/signatories/${draft.personId}/signature`;
  for (const path of [`${page}/image`, `${page}/original`, `${draft.path}/draft.pdf`, signature]) {
    expect([path, (await office.ask(clerk, 'GET', path)).status]).toEqual([path, 200]);
    const refused = await office.ask(head, 'GET', path);
    expect([path, refused.status, refused.json?.code]).toEqual([path, 403, 'requests.not-allowed']);
  }
});

test('whoever looks at a page, the draft, a signature or the marks alone has read the file, and its people see it', async () => {
  const draft = await completeDraft(office, await office.hire('clerk'));
  const page = `${draft.path}/pages/${draft.view.document?.pages[0]?.id}`;
  const ways = ['/draft.pdf', `/signatories/${draft.personId}/signature`, '/doubts', '/handling'];
  for (const path of [`${page}/image`, `${page}/original`, ...ways.map(way => `${draft.path}${way}`)]) {
    const colleague = await office.hire('clerk');
    for (const _ of [1, 2]) expect([path, (await office.ask(colleague, 'GET', path)).status]).toEqual([path, 200]);
    const personId = asId<PersonId>(draft.personId);
    const { rows } = await as('migrator').transaction({ communeId: colleague.communeId, personId }, tx =>
      sql<{ told: number }>`
        select (select count(*) from requests.reading where request_id = ${draft.view.id} and reader_id = ${colleague.staffId})
          + (select count(*) from identity.file_reading where person_id = ${personId} and reader_id = ${colleague.staffId}) as told`.execute(
        tx,
      ),
    );
    expect([path, rows[0]?.told]).toEqual([path, 2]);
  }
});

test('files of somebody who may read a request, and not prepare it, are neither read nor kept', async () => {
  const clerk = await office.hire('clerk');
  const officer = await office.hire('officer');
  const draft = await openDraft(office, clerk);
  stored = 0;
  const form = uploadForm(draft.view.version, { 'page.jpg': await scannedPage() });
  const refused = await office.ask(officer, 'POST', `${draft.path}/files`, { form });
  expect([refused.status, refused.json.code, stored]).toEqual([403, 'requests.not-allowed', 0]);
});

test('a signature drawn before somebody who may read a request, and not prepare it, is not kept', async () => {
  const clerk = await office.hire('clerk');
  const officer = await office.hire('officer');
  let draft = await openDraft(office, clerk);
  const signatory = { personId: draft.personId, identityDocumentId: draft.documentId };
  draft = await step(office, clerk, draft, ['POST', '/signatories', signatory]);
  stored = 0;
  const path = `${draft.path}/signatories/${draft.personId}/signature`;
  const body = { version: draft.view.version, ...drawnSignature };
  const refused = await office.ask(officer, 'PUT', path, { body });
  expect([refused.status, refused.json.code, stored]).toEqual([403, 'requests.not-allowed', 0]);
  expect((await office.ask(clerk, 'PUT', path, { body })).status).toBe(200);
  expect(stored).toBe(1);
});
