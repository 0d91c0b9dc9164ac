import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../../test/database.ts';
import { completeDraft } from '../../../test/drafts.ts';
import { openOffice, type TestOffice } from '../../../test/office.ts';

const { as } = await testDatabase();
let office: TestOffice;

beforeAll(async () => {
  office = await openOffice({ app: as('app'), sealer: as('sealer') });
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
