import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../../test/database.ts';
import { openDraft, step, uploadForm } from '../../../test/drafts.ts';
import { openOffice, type TestOffice } from '../../../test/office.ts';
import { spanishPage, twoPagePdf } from '../../../test/scans.ts';
import { civilDate, type StaffActor } from '../../kernel/index.ts';

const { as } = await testDatabase();
const today = civilDate(new Date());
let office: TestOffice;
let administrator: StaffActor;
beforeAll(async () => {
  office = await openOffice({ app: as('app'), sealer: as('sealer') });
  const hired = await office.hire('administrator');
  const jurisdiction = { level: 'commune' } as const;
  administrator = { ...hired, grants: hired.grants.map(({ permission }) => ({ permission, jurisdiction })) };
});
afterAll(() => office.close());

const rule = {
  service: 'signature-legalisation',
  nature: 'lease',
  rule: 'warn',
  basis: { ar: 'تحققوا', fr: 'Vérifiez' },
  illiterateObligation: 'refuse',
  validFrom: today,
  validUntil: null,
};

test('rules are set by an administrator whose passkey answered just now, and shown with what was before', async () => {
  const confirmedAt = new Date(Date.now() - 10 * 60_000);
  const stale = await office.ask(administrator, 'POST', '/screening/rules', { body: rule, confirmedAt });
  expect([stale.status, stale.json.code]).toEqual([403, 'session.confirm-needed']);
  const clerk = await office.hire('clerk');
  for (const [method, path, options] of [
    ['GET', '/screening', {}],
    ['POST', '/screening/rules', { body: rule }],
    ['POST', '/screening/reasons', { body: { service: rule.service, reason: 'DOUBT', offered: false } }],
  ] as const)
    expect((await office.ask(clerk, method, path, options)).status).toBe(403);

  await office.ask(administrator, 'POST', '/screening/rules', { body: rule });
  await office.ask(administrator, 'POST', '/screening/rules', { body: { ...rule, validFrom: '2099-01-01' } });
  await office.ask(administrator, 'POST', '/screening/rules', { body: { ...rule, rule: 'refuse' } });
  const { json } = await office.ask(administrator, 'GET', '/screening');
  const lease = json.services[0].natures.find(({ code }: { code: string }) => code === 'lease');
  expect([lease.today.rule, lease.today.version, lease.declared.rule]).toEqual(['refuse', 'c3', 'allow']);
  expect(lease.rules.map(({ version, state }: Record<string, string>) => [version, state])).toEqual([
    ['c3', 'in-force'],
    ['c2', 'replaced'],
    ['c1', 'replaced'],
  ]);
  expect(lease.rules[0].setBy).toMatchObject({ latin: 'Karim TAZI' });
});

test('what is switched off is offered to nobody, and refuses nothing', async () => {
  const body = { service: rule.service, reason: 'DOUBT', offered: false };
  const switched = await office.ask(administrator, 'POST', '/screening/reasons', { body });
  const doubt = switched.json.services[0].reasons.find(({ code }: { code: string }) => code === 'DOUBT');
  expect(doubt).toMatchObject({ offered: false, setBy: { latin: 'Karim TAZI' } });
  const clerk = await office.hire('clerk');
  const { json } = await office.ask(clerk, 'GET', '/catalogue');
  expect(json.refusalReasons.map(({ code }: { code: string }) => code)).not.toContain('DOUBT');
  const opened = await office.ask(clerk, 'POST', '/requests', {
    body: { officeId: office.commune.office.id, service: rule.service },
  });
  const { actor } = await office.appoint();
  const refused = await office.ask(actor, 'POST', `/requests/${opened.json.id}/refuse`, {
    body: { version: opened.json.version, reason: 'DOUBT', note: 'Non' },
  });
  expect(refused.json.code).toBe('requests.unknown-reason');
});

test('a paper in a language that its office does not read is warned about, or not taken, as the commune has it', async () => {
  const clerk = await office.hire('clerk');
  const set = (officeId: string | null, reads: readonly string[] | null, ruled = 'warn', actor = administrator) =>
    office.ask(actor, 'POST', '/screening/languages', { body: { officeId, set: reads && { reads, rule: ruled } } });
  expect((await set(null, ['ar'], 'warn', clerk)).status).toBe(403);
  expect((await set(null, ['klingon'])).status).toBe(400);
  expect((await set(null, [])).status).toBe(400);
  expect((await set(clerk.staffId, ['ar'])).status).toBe(404);

  let draft = await openDraft(office, clerk);
  const form = uploadForm(draft.view.version, { 'contrato.pdf': twoPagePdf([spanishPage, 'Fin']) });
  draft = { ...draft, view: (await office.ask(clerk, 'POST', `${draft.path}/files`, { form })).json.request };
  const read = async () => (await office.ask(clerk, 'GET', draft.path)).json;
  const said = async () => {
    const { warnings, missing, language } = await read();
    const keys = warnings.map(({ key }: { key: string }) => key).filter((key: string) => key.startsWith('language'));
    const codes = missing.map(({ code }: { code: string }) => code);
    return [keys, codes.includes('legalisation.language-refused'), language?.detail?.includes('Español') ?? false];
  };
  expect(await said()).toEqual([['language:es@usual'], false, true]);
  draft = await step(office, clerk, draft, ['POST', '/warnings', { warning: 'language:es@usual' }]);
  expect(draft.view.warnings).toMatchObject([{ kind: 'language', read: true }]);

  await set(null, ['ar', 'fr'], 'refuse');
  expect(await said()).toEqual([[], true, true]);
  const { id } = office.commune.office;
  const { json } = await set(id, ['ar', 'fr', 'es']);
  expect(json.languagePlaces).toMatchObject([
    { officeId: null, now: { rule: 'refuse', version: 'c1' }, setBy: { latin: 'Karim TAZI' } },
    { officeId: id, now: { reads: ['ar', 'fr', 'es'], version: 'o1' } },
  ]);
  expect(await said()).toEqual([[], false, false]);
  await set(id, null);
  expect((await said())[1]).toBe(true);
  await set(null, null);
  expect((await said())[0]).toEqual(['language:es@usual']);
});
