import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { openOffice, type TestOffice } from '../../test/office.ts';
import { createSmtpMailer, openMailbox, startMailbox } from '../adapters/mail/index.ts';
import { getValue, type StaffActor } from '../kernel/index.ts';
import { endingNoticeTask, findDelegation, warnOfEnds } from '../modules/organisation/index.ts';
import { deliverEndingNotice } from './ending-statements.ts';

const { as } = await testDatabase();
const day = 86_400_000;
const dataDir = mkdtempSync(join(tmpdir(), 'ends-'));
const server = await startMailbox({ mode: 'demo', dataDir, port: 0 });
const mailbox = openMailbox(dataDir);
const mailer = createSmtpMailer({ url: server.url, from: 'Shubbak <no-reply@example.ma>' });
const post = { config: { publicUrl: 'https://guichet.example.ma', smsSender: '' }, addresses: { smpp: undefined } };

let office: TestOffice;
let administrator: StaffActor;
beforeAll(async () => {
  office = await openOffice({ app: as('app'), sealer: as('sealer') });
  const hired = await office.hire('administrator');
  const jurisdiction = { level: 'commune' } as const;
  administrator = { ...hired, grants: hired.grants.map(({ permission }) => ({ permission, jurisdiction })) };
});
afterAll(async () => {
  await office.close();
  await server.stop();
  rmSync(dataDir, { recursive: true });
});

/** Hands every job of the task to its handler, twice, as a crash would; answers their payloads. */
async function runJobs(now: Date): Promise<readonly unknown[]> {
  const { rows } = await as('jobs').transaction({}, tx =>
    sql<{
      payload: unknown;
    }>`with done as (delete from graphile_worker._private_jobs j using graphile_worker._private_tasks t
      where t.id = j.task_id and t.identifier = ${endingNoticeTask} returning j.payload) select payload from done`.execute(
      tx,
    ),
  );
  const rooms = { db: as('worker'), clock: () => now, identity: office.identity };
  for (const { payload } of [...rows, ...rows]) await deliverEndingNotice(post, rooms, mailer, payload);
  return rows.map(({ payload }) => payload);
}

test('the end of a delegation is written once to its officer, the head of its office and administrators, each in their language', async () => {
  const { communeId } = administrator;
  const { officer, actor } = await office.appoint();
  const [head, clerk] = [await office.hire('head-of-office'), await office.hire('clerk')];
  const give = (by: StaffActor, path: string, email: string, language: string) =>
    office.ask(by, 'POST', path, { body: { email, language } });
  expect((await give(actor, '/me/address', 'officer@commune.ma', 'ar')).status).toBe(200);
  expect((await give(administrator, '/me/address', 'admin@commune.ma', 'fr')).status).toBe(200);
  expect((await give(clerk, '/me/address', 'clerk@commune.ma', 'fr')).status).toBe(200);
  const heads = `/administration/staff/${head.staffId}/address`;
  expect((await give(clerk, heads, 'thief@example.ma', 'fr')).json.code).toBe('organisation.not-allowed');
  expect((await give(administrator, heads, 'not an address', 'en')).json.code).toBe('identity.email-malformed');
  expect((await give(administrator, heads, 'head@commune.ma', 'en')).status).toBe(200);
  const file = await office.ask(administrator, 'GET', `/administration/staff/${head.staffId}`);
  expect(file.json.address).toEqual({ email: 'head@commune.ma', language: 'en' });
  expect(file.json.events[0].kind).toBe('work-address-changed');
  const list = await office.ask(administrator, 'GET', '/administration/staff');
  expect(JSON.stringify(list.json)).not.toContain('@commune.ma');
  const kept = await as('migrator').transaction({ communeId }, tx =>
    sql<{ sealed: Buffer }>`select email_sealed as sealed from organisation.staff_address`.execute(tx),
  );
  expect(kept.rows.every(({ sealed }) => !sealed.toString('latin1').includes('commune.ma'))).toBe(true);

  const held = await as('app').transaction({ communeId }, tx =>
    findDelegation(tx, {
      communeId,
      officer: officer.staffId,
      office: office.commune.office.id,
      nature: 'legalisation',
      at: new Date(),
    }),
  );
  const { id, validUntil } = getValue(held).body;
  const before = (days: number): Date => new Date(Date.parse(validUntil) - days * day + 1000);
  const warn = (now: Date) => as('worker').transaction({ communeId }, tx => warnOfEnds(tx, communeId, now));
  await warn(before(7));
  const payloads = await runJobs(before(7));
  expect(JSON.stringify(payloads)).not.toContain('@');
  // The process dies and starts again: nothing is owed a second time.
  expect(await warn(before(6))).toBe(0);
  expect(await runJobs(before(6))).toEqual([]);
  const told = (await mailbox.list()).filter(({ subject }) => /délégation|delegation|تفويض/.test(subject));
  expect(told.map(({ to }) => to).toSorted()).toEqual(['admin@commune.ma', 'head@commune.ma', 'officer@commune.ma']);
  const to = (address: string) => told.find(each => each.to === address);
  expect(to('officer@commune.ma')?.text).toContain('التفويض الذي توقعون بموجبه');
  expect(to('admin@commune.ma')?.text).toContain('La délégation d’un officier');
  expect(to('head@commune.ma')?.text).toContain('https://guichet.example.ma/office/statements');
  for (const { text, subject } of told) expect(`${subject}${text}`).not.toMatch(/TAZI|Karim|كريم/);

  // What is due a day before is not written to who gave their address up, nor to who left meanwhile.
  expect(await warn(before(1))).toBeGreaterThan(0);
  expect((await give(administrator, '/me/address', '', 'fr')).status).toBe(200);
  await office.ask(administrator, 'POST', `/administration/staff/${head.staffId}/leave`, { body: {} });
  await runJobs(before(1));
  const states = await as('migrator').transaction({ communeId }, tx =>
    sql<{ staff_id: string; state: string }>`select staff_id, state from organisation.ending_notice
      where statement_id = ${id} and days = 1 order by state, staff_id`.execute(tx),
  );
  const over = [administrator.staffId, head.staffId].toSorted().map(staff_id => ({ staff_id, state: 'over' }));
  expect(states.rows).toEqual([...over, { staff_id: officer.staffId, state: 'sent' }]);
});
