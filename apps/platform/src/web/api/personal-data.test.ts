import { randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../../test/database.ts';
import { completeDraft } from '../../../test/drafts.ts';
import { testPerson } from '../../../test/identity.ts';
import { openOffice, type TestOffice } from '../../../test/office.ts';
import { enrolmentBody } from '../../../test/visits.ts';
import { asId, civilDate, getValue, type PersonId } from '../../kernel/index.ts';
import type { Database } from '../../platform/db/index.ts';
import { createLog } from '../../platform/telemetry/index.ts';

const { as } = await testDatabase();
const lines: string[] = [];
const log = createLog('test', 'trace', { write: line => void lines.push(line) });
let office: TestOffice;
/** What must be written nowhere else: parts of names in both scripts, numbers of cards, an address, a telephone. */
let needles: readonly string[];

beforeAll(async () => {
  office = await openOffice({ app: as('app'), sealer: as('sealer') });
});
afterAll(() => office.close());

/** Columns that hold names and numbers on purpose, guarded by row-level security: docs/security/threat-model.md says so. */
const allowed = new Set([
  'identity.person.name_arabic',
  'identity.person.name_latin',
  'identity.known_name.word',
  // What an act prints is the act's: who signed, with which card.
  'acts.prepared_act.face',
  'acts.act.face',
  'acts.act.public_face',
  // The register is found by its applicants’ names, as the law has it kept; their documents and addresses are sealed.
  'register.applicant.name_arabic',
  'register.applicant.name_latin',
  'register.applicant_word.word',
]);

/** A day at the counter, with what goes wrong in it. */
async function aDay(): Promise<void> {
  const clerk = await office.hire('clerk');
  const head = await office.hire('head-of-office');
  const { officer, actor } = await office.appoint();
  const draft = await completeDraft(office, clerk);
  const personId = asId<PersonId>(draft.personId);
  const { identity } = office;
  const file = getValue(await identity.getFile(testPerson(personId), personId));
  const card = { type: 'cnie' as const, number: file.documents[0]?.number ?? '', expiresOn: '2031-05-10' };
  const other = `BK${randomBytes(2).readUInt16BE() + 100_000}`;
  needles = ['Amina', 'Fassi', 'أمينة', 'الفاسي', 'amina@example', '612345678', card.number, other];

  await office.ask(clerk, 'POST', '/people/search', { body: { name: 'Amina El Fassi' } });
  await office.ask(clerk, 'POST', '/people/by-document', { body: { type: card.type, number: card.number } });
  await office.ask(clerk, 'POST', '/people/by-document', { body: { type: 'cnie', number: other } });
  const facts = { name: file.name, birthDate: file.birthDate, language: 'ar', contacts: file.contacts } as const;
  const visit = (document: typeof card) =>
    office.ask(clerk, 'POST', '/visits', { body: enrolmentBody(office.commune.office.id, { ...facts, document }) });
  expect((await visit(card)).json.code).toBe('identity.document-known');
  const { person: second } = (await visit({ ...card, number: other })).json;
  await office.ask(clerk, 'POST', `/people/${draft.personId}/documents`, {
    body: { ...card, expiresOn: '2033-01-31' },
  });

  const body = { version: draft.view.version };
  const queued = await office.ask(clerk, 'POST', `${draft.path}/submit`, { body });
  const requests = [{ id: draft.view.id, version: queued.json.version }];
  const prepared = await office.ask(actor, 'POST', '/preparations', { body: { requests } });
  const challenge = Buffer.from(prepared.json.authentication.challenge, 'base64url');
  const { credentialId, ...response } = officer.passkey.assert(challenge);
  const assertion = { id: credentialId, rawId: credentialId, type: 'public-key', response, clientExtensionResults: {} };
  await office.ask(actor, 'POST', `/preparations/${prepared.json.id}/confirm`, { body: { assertion } });

  const book = `/register/offices/${office.commune.office.id}/search`;
  const year = Number(civilDate(new Date()).slice(0, 4));
  const entries = await office.ask(clerk, 'POST', book, { body: { year, name: 'Amina' } });
  const [{ id: entryId, applicants }] = entries.json.entries;
  const value = { arabic: 'أمينة', latin: 'Amina' };
  const correction = { entryId, applicantId: applicants[0].id, field: 'name', reason: 'misread', value };
  expect((await office.ask(clerk, 'POST', '/register/corrections', { body: correction })).status).toBe(200);
  const words = `Amina, ${card.number}`;
  const withdrawal = { actId: entryId, state: 'revoked', reason: 'wrong-person', successorId: null, words };
  expect((await office.ask(clerk, 'POST', '/withdrawals', { body: withdrawal })).status).toBe(200);

  const printed = getValue(
    await identity.printSlip(clerk, {
      personId,
      place: { communeId: clerk.communeId, arrondissementId: null, officeId: office.commune.office.id },
      served: true,
      renewal: false,
    }),
  );
  const password = 'quatre babouches rouges';
  const activationCode = printed.slip?.activationCode ?? '';
  getValue(await identity.activate({ accountNumber: file.accountNumber, activationCode, password }));
  await identity.signIn({ name: file.accountNumber, password: 'Amina El Fassi' });
  getValue(await identity.signIn({ name: file.accountNumber, password }));

  const merge = await office.ask(clerk, 'POST', '/merges', {
    body: {
      survivorId: draft.personId,
      mergedId: second.id,
      survivorDocument: draft.documentId,
      mergedDocument: second.documents[0].id,
      reason: 'other-document',
    },
  });
  for (const what of ['approve', 'reverse']) {
    const done = await office.ask(head, 'POST', `/merges/${merge.json.id}/${what}`, { key: randomUUID(), body: {} });
    expect([what, done.status]).toEqual([what, 200]);
  }
}

/** Where in the database one of the needles stands, in clear: the queue belongs to a login of its own, everything else opens to the migrator's. */
async function findInDatabase(): Promise<readonly string[]> {
  return [...(await findIn(as('migrator'), false)), ...(await findIn(as('jobs'), true))];
}

function findIn(db: Database, queue: boolean): Promise<readonly string[]> {
  return db.transaction({}, async tx => {
    const columns = await sql<{ relation: string; name: string; bytes: boolean }>`
      select format('%I.%I', n.nspname, c.relname) as relation, a.attname as name, a.atttypid = 'bytea'::regtype as bytes
      from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
      where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema') and (n.nspname = 'graphile_worker') = ${queue}
        and a.attnum > 0 and not a.attisdropped
        and a.atttypid in ('text'::regtype, 'jsonb'::regtype, 'json'::regtype, 'bytea'::regtype, 'text[]'::regtype, 'varchar'::regtype)`.execute(
      tx,
    );
    expect(columns.rows.length).toBeGreaterThan(queue ? 3 : 100);
    const found: string[] = [];
    for (const { relation, name, bytes } of columns.rows) {
      const column = sql.ref(name);
      const stands = bytes
        ? sql`position(convert_to(needle, 'UTF8') in ${column}) > 0`
        : sql`position(lower(needle) in lower(${column}::text)) > 0`;
      const { rows } = await sql`select 1 from ${sql.raw(relation)}, unnest(${[...needles]}::text[]) as needle
        where ${stands} limit 1`.execute(tx);
      if (rows.length > 0) found.push(`${relation}.${name}`);
    }
    return found;
  });
}

test('a day at the counter leaves names, numbers and addresses in no event, command, job, delivery, log line or metric', async () => {
  await aDay();
  const found = await findInDatabase();
  expect(found.filter(place => !allowed.has(place))).toEqual([]);
  // The search is one that finds: what is allowed is there.
  expect(found).toContain('identity.person.name_latin');
  expect(found).toContain('acts.act.face');

  // A failure of the database quotes the values that it refused.
  const failure: unknown = await as('app')
    .transaction({}, tx => sql`insert into identity.challenge (id, value) values (${needles[0]}, null)`.execute(tx))
    .catch((error: unknown) => error);
  expect(String(failure)).toContain('Amina');
  for (const err of [failure, new Error(needles.join(' '), { cause: failure }), ...office.failures])
    log.error({ err }, 'an API call failed');
  expect(lines.length).toBeGreaterThan(1);
  const said = `${lines.join('')}${await office.metrics.registry.metrics()}`.toLowerCase();
  for (const needle of needles) expect(said).not.toContain(needle.toLowerCase());
});
