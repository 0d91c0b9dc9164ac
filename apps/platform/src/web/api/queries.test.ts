import { randomBytes } from 'node:crypto';
import type { KyselyPlugin } from 'kysely';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../../test/database.ts';
import { openDraft, step } from '../../../test/drafts.ts';
import { openOffice, type TestOffice } from '../../../test/office.ts';
import type { StaffActor } from '../../kernel/index.ts';
import { openDatabase } from '../../platform/db/index.ts';

let queries = 0;
const counter: KyselyPlugin = {
  transformQuery: ({ node }) => {
    queries += 1;
    return node;
  },
  transformResult: async ({ result }) => result,
};
const { as, url } = await testDatabase();
/** A database that counts what is asked of it. */
const counted = openDatabase(url('app'), { size: 5, digestKey: randomBytes(32), plugins: [counter] });
let office: TestOffice;
let clerk: StaffActor;
beforeAll(async () => {
  office = await openOffice({ app: counted, sealer: as('sealer') });
  clerk = await office.hire('clerk');
});
afterAll(async () => {
  await office.close();
  await counted.close();
});

/** Puts one more request with a signatory into the queue. */
async function queueOne(): Promise<void> {
  const draft = await openDraft(office, clerk);
  const { personId, documentId } = draft;
  await step(office, clerk, draft, ['POST', '/signatories', { personId, identityDocumentId: documentId }]);
  await as('migrator').transaction({}, tx =>
    sql`update requests.request set state = 'queued', queued_at = now() where id = ${draft.view.id}`.execute(tx),
  );
}

async function queriesOfList(): Promise<readonly [lines: number, queries: number]> {
  const before = queries;
  const path = `/offices/${office.commune.office.id}/requests?state=queued`;
  const { json } = await office.ask(clerk, 'GET', path);
  for (const line of json.requests) expect(line.signatories).toHaveLength(1);
  return [json.requests.length, queries - before];
}

test('a longer queue asks no more of the database', async () => {
  await queueOne();
  const [one, few] = await queriesOfList();
  for (let more = 0; more < 4; more += 1) await queueOne();
  const [five, same] = await queriesOfList();
  expect([one, five]).toEqual([1, 5]);
  expect(few).toBeGreaterThan(3);
  expect(same).toBe(few);
});
