import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../../test/database.ts';
import { completeDraft } from '../../../test/drafts.ts';
import { openOffice, type TestOffice } from '../../../test/office.ts';
import { partitionByCommune } from '../../../test/partitioned.ts';

const { as } = await testDatabase();
const migrator = as('migrator');
let office: TestOffice;
let tables: readonly string[] = [];
beforeAll(async () => {
  tables = await partitionByCommune(migrator);
  office = await openOffice({ app: as('app'), sealer: as('sealer') });
});
afterAll(() => office.close());

test('every table that says its commune can be spread over machines by it, but for those reviewed', async () => {
  const { rows } = await migrator.transaction({}, tx =>
    sql<{ name: string; partitioned: boolean }>`
      select c.oid::regclass::text as name, c.relkind = 'p' as partitioned from pg_class c
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'commune_id'
      where c.relkind in ('r', 'p') and not c.relispartition order by 1`.execute(tx),
  );
  expect(rows.filter(row => row.partitioned).map(row => row.name)).toEqual(tables);
  // National: found by a code's hash, by a person, by nobody's commune.
  expect(rows.filter(row => !row.partitioned).map(row => row.name)).toEqual([
    'certification.held',
    'certification.organisation_held',
    'documents.organisation_vault_item',
    'documents.vault_item',
    'identity.file_reading',
    'legalisation.awaited_code',
    'requests.person_request',
    'verification.code',
  ]);
});

test('an act is made over partitions, from the card on the counter to the register', async () => {
  const clerk = await office.hire('clerk');
  const { officer, actor } = await office.appoint();
  const draft = await completeDraft(office, clerk);
  const body = { version: draft.view.version };
  const queued = await office.ask(clerk, 'POST', `${draft.path}/submit`, { body });
  const requests = [{ id: draft.view.id, version: queued.json.version }];
  const prepared = await office.ask(actor, 'POST', '/preparations', { body: { requests } });
  const challenge = Buffer.from(prepared.json.authentication.challenge, 'base64url');
  const { credentialId, ...response } = officer.passkey.assert(challenge);
  const assertion = { id: credentialId, rawId: credentialId, type: 'public-key', response, clientExtensionResults: {} };
  const path = `/preparations/${prepared.json.id}/confirm`;
  const confirmed = await office.ask(actor, 'POST', path, { body: { assertion } });
  expect(confirmed.json).toMatchObject({ state: 'finished', acts: [{ state: 'done', problem: null }] });
  const { rows } = await migrator.transaction({}, tx =>
    sql<{ part: string }>`
      select tableoid::regclass::text as part from register.outcome union all
      select tableoid::regclass::text from acts.act`.execute(tx),
  );
  for (const { part } of rows) expect(part).toMatch(/^(acts\.act|register\.outcome)_part[0-3]$/);
  expect(rows).toHaveLength(2);
  expect(office.failures).toEqual([]);
});
