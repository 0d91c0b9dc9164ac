import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCopy } from '../../../test/copies.ts';
import { testDatabase } from '../../../test/database.ts';
import { openDraft } from '../../../test/drafts.ts';
import { openOffice, type TestOffice } from '../../../test/office.ts';
import { getValue, newId, type StaffActor } from '../../kernel/index.ts';
import { installPosting } from '../../modules/organisation/index.ts';
import { routes } from './contract/index.ts';

const { as } = await testDatabase();
const system = { kind: 'system', task: 'test' } as const;
const text = { ar: 'نص', fr: 'Texte', zgh: 'ⴰⴹⵔⵉⵚ', en: 'Text' };
const today = new Date().toISOString().slice(0, 10);
let office: TestOffice;
let administrator: StaffActor;

beforeAll(async () => {
  office = await openOffice({ app: as('app'), sealer: as('sealer') });
  const hired = await office.hire('administrator');
  administrator = {
    ...hired,
    grants: hired.grants.map(({ permission }) => ({ permission, jurisdiction: { level: 'commune' } })),
  };
});
afterAll(() => office.close());

test('nobody but administrators reads or changes anything of the administration, not even of one office', async () => {
  const atOneOffice = await office.hire('administrator');
  const id = newId(new Date());
  for (const actor of [await office.hire('clerk'), await office.hire('auditor'), atOneOffice])
    for (const { method, path, kind } of Object.values(routes)) {
      if (!path.startsWith('/administration/') || kind !== 'read' || path.includes('calendar')) continue;
      const query = path.endsWith('rights') ? `?staff=${id}&permission=acts.sign&office=${id}` : '';
      const holders = path.endsWith('holders') ? `?permission=acts.sign&office=${id}` : query;
      const asked = await office.ask(actor, method.toUpperCase(), path.replace(/\{\w+\}/, id) + holders);
      expect([path, asked.status, asked.json.code]).toEqual([path, 403, 'organisation.not-allowed']);
    }
});

test('a change asks for the passkey of the last ten minutes, and nothing is changed before', async () => {
  const path = '/administration/offices';
  const common = { name: text, address: text, organised: 'one-person' };
  const body = { ...common, code: 'NEW01', kind: 'annex', arrondissementId: null, openedOn: today };
  const confirmedAt = new Date(Date.now() - 10 * 60_000);
  const stale = await office.ask(administrator, 'POST', path, { body, confirmedAt });
  expect([stale.status, stale.json.code]).toEqual([403, 'session.confirm-needed']);
  expect((await office.ask(administrator, 'POST', path, { body })).json).toEqual({ done: true });
  const { json } = await office.ask(administrator, 'GET', '/administration/places');
  const opened = json.offices.find(({ code }: { code: string }) => code === 'NEW01');
  await office.ask(administrator, 'POST', `${path}/${opened.id}/close`, { body: {} });
  const again = await office.ask(administrator, 'POST', path, { body });
  expect([again.status, again.json.code]).toEqual([409, 'organisation.code-taken']);
});

test('every change of the administration is declared to ask for it', () => {
  const writes = Object.entries(routes).filter(
    ([, { path, kind }]) => /^\/(administration|absences)/.test(path) && kind === 'write',
  );
  expect(writes.filter(([, route]) => !('fresh' in route)).map(([name]) => name)).toEqual([]);
  expect(writes.length).toBeGreaterThan(15);
});

test('a head of office enters absences of the office’s people, and of nobody else', async () => {
  const { communeId } = office.commune;
  const [head, clerk] = [await office.hire('head-of-office'), await office.hire('clerk')];
  const name = { ar: 'المكتب 7', fr: 'Bureau 7', zgh: 'Bureau 7', en: 'Office 7' };
  const opening = {
    code: 'MAA07',
    name,
    address: name,
    kind: 'annex',
    organised: 'one-person',
    openedOn: '2026-01-05',
  };
  await office.ask(administrator, 'POST', '/administration/offices', { body: { ...opening, arrondissementId: null } });
  const { json: places } = await office.ask(administrator, 'GET', '/administration/places');
  const other = places.offices.find(({ code }: { code: string }) => code === 'MAA07');
  const elsewhere = await office.hire('clerk', other.id);
  const jurisdiction = { level: 'office', officeId: office.commune.office.id } as const;
  const posting = { communeId, id: newId(new Date()), staffId: clerk.staffId, role: 'clerk', jurisdiction } as const;
  await as('app').transaction({ communeId }, async tx =>
    getValue(
      await installPosting(tx, system, { ...posting, id: newId(new Date()), validFrom: new Date(), validUntil: null }),
    ),
  );
  const enter = (staffId: string) =>
    office.ask(head, 'POST', '/absences', { body: { staffId, firstOn: today, lastOn: today } });
  expect((await enter(elsewhere.staffId)).json.code).toBe('organisation.not-allowed');
  expect((await enter(clerk.staffId)).json).toEqual({ done: true });
  expect((await enter(clerk.staffId)).json.code).toBe('organisation.absence-overlaps');
  const { json } = await office.ask(administrator, 'GET', '/absences');
  expect(json.absences).toMatchObject([{ staff: { id: clerk.staffId }, firstOn: today, covers: [] }]);
});

test('administrators say which data takes two people, the history says so, and nobody else does', async () => {
  const path = '/administration/key-data-rules';
  const body = { field: 'name', secondPerson: false };
  for (const actor of [
    await office.hire('clerk'),
    await office.hire('head-of-office'),
    await office.hire('administrator'),
  ])
    expect((await office.ask(actor, 'POST', path, { body })).status).toBe(403);
  const stale = { body, confirmedAt: new Date(Date.now() - 10 * 60_000) };
  expect((await office.ask(administrator, 'POST', path, stale)).json.code).toBe('session.confirm-needed');
  const ruleOf = async (name: string) =>
    (await office.ask(administrator, 'GET', path)).json.rules.find(({ field }: { field: string }) => field === name);
  expect(await ruleOf('name')).toEqual({ field: 'name', secondPerson: true });
  for (const asked of [body, body, { ...body, secondPerson: true }, { field: 'address', secondPerson: true }])
    expect((await office.ask(administrator, 'POST', path, { body: asked })).json).toEqual({ done: true });
  expect([await ruleOf('name'), await ruleOf('address')]).toMatchObject([
    { secondPerson: true },
    { secondPerson: true },
  ]);
  const { json } = await office.ask(administrator, 'GET', '/administration/history');
  const told = json.events.filter(({ kind }: { kind: string }) => kind.startsWith('second-'));
  expect(told.map(({ kind }: { kind: string }) => kind)).toEqual([
    'second-needed-address',
    'second-needed-name',
    'second-lifted-name',
  ]);
});

test('papers are stamped in the languages of their office, or else of the commune, until the clerk chooses others', async () => {
  const path = '/administration/stamps';
  const clerk = await office.hire('clerk');
  const officeId = office.commune.office.id;
  const drafts = [await openDraft(office, clerk), await openCopy(office, clerk)];
  const shown = async () => {
    const asked = drafts.map(({ view }) => office.ask(clerk, 'GET', `/requests/${view.id}`));
    return (await Promise.all(asked)).map(({ json }) => json.options.stampLanguages);
  };
  const set = async (body: { readonly officeId: string | null; readonly languages: string }) =>
    (await office.ask(administrator, 'POST', path, { body })).json;
  expect(await shown()).toEqual(['ar+fr', 'ar+fr']);
  const refused = await office.ask(clerk, 'POST', path, { body: { officeId, languages: 'ar' } });
  expect([refused.status, refused.json.code]).toEqual([403, 'organisation.not-allowed']);
  expect(await set({ officeId: null, languages: 'ar+zgh' })).toEqual({ done: true });
  expect(await shown()).toEqual(['ar+zgh', 'ar+zgh']);
  await set({ officeId, languages: 'ar+en' });
  expect(await shown()).toEqual(['ar+en', 'ar+en']);
  const [draft] = drafts;
  const options = { version: draft?.view.version, stampLanguages: 'fr' };
  await office.ask(clerk, 'PATCH', `${draft?.path}/options`, { body: options });
  expect(await shown()).toEqual(['fr', 'ar+en']);
  await set({ officeId, languages: 'as-commune' });
  expect(await shown()).toEqual(['fr', 'ar+zgh']);
  await set({ officeId, languages: 'as-paper' });
  expect(await shown()).toEqual(['fr', 'ar+fr']);
  expect((await set({ officeId: null, languages: 'as-commune' })).code).toBe('organisation.stamps-of-commune');
  const { json: places } = await office.ask(administrator, 'GET', '/administration/places');
  expect(places.stamps).toBe('ar+zgh');
  expect(places.offices.find(({ id }: { id: string }) => id === officeId).stamps).toBe('as-paper');
  const { json } = await office.ask(administrator, 'GET', '/administration/history');
  expect(json.events.slice(0, 4).map(({ kind }: { kind: string }) => kind)).toEqual(Array(4).fill('stamps-set'));
});
