import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../../test/database.ts';
import { testClerk } from '../../../test/identity.ts';
import { openOffice, type TestOffice } from '../../../test/office.ts';
import { type CommuneId, newId, type StaffActor } from '../../kernel/index.ts';

const { as } = await testDatabase();
let office: TestOffice;
let clerk: StaffActor;

beforeAll(async () => {
  office = await openOffice({ app: as('app'), sealer: as('sealer') });
  clerk = await office.hire('clerk');
});
afterAll(async () => {
  await office.close();
  expect(office.failures).toEqual([]);
});

const company = {
  kind: 'company',
  name: { arabic: 'أطلس للبناء', latin: 'Atlas Bâtiment' },
  legalForm: 'sarl',
  registration: { court: 'rabat', number: '4711' },
  ice: '001234567000045',
  address: 'Rabat',
};
const mandate = {
  role: 'manager',
  natures: 'all',
  most: null,
  startsOn: '2026-01-01',
  endsOn: null,
  mayRead: true,
  mayRevoke: false,
  delegable: 0,
  group: null,
  evidence: { kind: 'minutes', reference: 'PV 1', on: '2026-01-01' },
};
const ask = (actor: StaffActor, method: string, path: string, body?: object) =>
  office.ask(actor, method, `/organisations${path}`, { ...(body && { body }), language: 'fr' });

test('an organisation is enrolled, found, given a mandate and one taken back, in the reader’s language', async () => {
  const terms = await ask(clerk, 'GET', '/terms');
  expect(terms.json.roles).toContainEqual({ code: 'manager', label: 'Gérant' });
  expect(terms.json.natures.map(({ code }: { code: string }) => code)).not.toContain('real-estate');
  const enrolled = await ask(clerk, 'POST', '', company);
  expect(enrolled.json).toMatchObject({
    register: expect.stringContaining('RC'),
    warnings: [expect.stringMatching(/ICE/)],
  });
  const again = await ask(clerk, 'POST', '', { ...company, ice: '' });
  expect([again.status, again.json.params]).toEqual([409, { organisationId: enrolled.json.id }]);
  const path = `/${enrolled.json.id}`;
  const { personId } = await office.enrol();
  const given = await ask(clerk, 'POST', `${path}/mandates`, { ...mandate, personId });
  expect(given.json.mandates).toMatchObject([
    { role: 'Gérant', fault: null, evidence: 'Procès-verbal · PV 1 · 01/01/2026' },
  ]);
  const usable = await office.ask(clerk, 'GET', `/people/${personId}/mandates`, { language: 'fr' });
  expect(usable.json.mandates).toMatchObject([
    { line: expect.stringMatching(/^gérant de la société Atlas Bâtiment SARL$/) },
  ]);
  const end = `${path}/mandates/${given.json.mandates[0].id}/end`;
  const ended = await ask(clerk, 'POST', end, { reason: 'PV 2', since: null });
  expect(ended.json.code).toBe('mandates.reason-short');
  const over = await ask(clerk, 'POST', end, { reason: 'PV du 2 mars', since: null });
  expect(over.json.mandates).toMatchObject([
    { endedBecause: 'PV du 2 mars', fault: { detail: expect.stringMatching(/^Révoqué le/) } },
  ]);
  const changed = await ask(clerk, 'PUT', path, { ...company, address: 'Salé', reason: 'Transfert du siège' });
  expect(changed.json).toMatchObject({
    address: 'Salé',
    changes: [{ reason: 'Transfert du siège', fields: ['seat'] }],
  });
});

test('another commune reads nothing of it by its id, and an officer enrols none', async () => {
  const enrolled = await ask(clerk, 'POST', '', {
    ...company,
    ice: '',
    registration: { court: 'fes', number: '12' },
    name: { arabic: 'نور', latin: 'Nour' },
  });
  const path = `/${enrolled.json.id}`;
  const stranger = testClerk(newId<CommuneId>(new Date()));
  expect((await ask(stranger, 'GET', path)).status).toBe(404);
  const changed = await ask(stranger, 'PUT', path, { ...company, ice: '', reason: 'Par curiosité' });
  expect([changed.status, changed.json.code]).toEqual([404, 'mandates.organisation-unknown']);
  const body = { kind: 'company', registration: { court: 'fes', number: '12' } };
  expect((await ask(stranger, 'POST', '/by-number', body)).json.code).toBe('mandates.reason-needed');
  const nobody = await ask(stranger, 'POST', '/by-number', { ...body, registration: { court: 'fes', number: '13' } });
  expect(nobody.json).toEqual({ organisation: null });
  const officer = await office.hire('officer');
  expect((await ask(officer, 'POST', '', company)).json.code).toBe('identity.not-allowed');
  expect((await ask(officer, 'GET', path)).json.code).toBe('identity.not-allowed');
});
