import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../../test/database.ts';
import { openDraft, step } from '../../../test/drafts.ts';
import { openOffice, type TestOffice } from '../../../test/office.ts';
import { asId, type PersonId, type RequestId } from '../../kernel/index.ts';
import { eraseFile } from '../../modules/identity/rights/erasure-store.ts';

const { as } = await testDatabase();
let office: TestOffice;
beforeAll(async () => {
  office = await openOffice({ app: as('app'), sealer: as('sealer') });
});
afterAll(async () => {
  await office.close();
  expect(office.failures).toEqual([]);
});

test('a request whose signatory was erased since opens no file, says why, and still shows its steps', async () => {
  const clerk = await office.hire('clerk');
  const draft = await openDraft(office, clerk);
  const signatory = { personId: draft.personId, identityDocumentId: draft.documentId };
  const { view } = await step(office, clerk, draft, ['POST', '/signatories', signatory]);
  const requestId = asId<RequestId>(view.id);
  const personId = asId<PersonId>(draft.personId);
  await as('app').transaction({ communeId: clerk.communeId }, tx =>
    sql`update requests.request set state = 'abandoned', decided_at = now() where id = ${requestId}`.execute(tx),
  );
  await as('worker').transaction({ personId }, async tx => {
    await office.identity.vault.shred(tx, personId);
    await eraseFile(tx, personId, new Date());
  });
  const file = await office.ask(clerk, 'GET', `/requests/${requestId}`);
  expect(file.json).toMatchObject({ code: 'requests.person-erased', detail: expect.stringContaining('was erased') });
  const handling = await office.ask(clerk, 'GET', `/requests/${requestId}/handling`);
  expect([handling.status, handling.json.line?.state]).toEqual([200, 'abandoned']);
});
