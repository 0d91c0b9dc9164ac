import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../../test/database.ts';
import { testEnrolment } from '../../../test/identity.ts';
import { openOffice, type TestOffice } from '../../../test/office.ts';
import { fillDraft } from '../../../test/pre-enrolments.ts';
import { enrolmentBody } from '../../../test/visits.ts';
import { getValue, newId } from '../../kernel/index.ts';

const { as } = await testDatabase();
let office: TestOffice;
beforeAll(async () => {
  office = await openOffice({ app: as('app'), sealer: as('sealer') });
});
afterAll(() => office.close());

test('the code that a person brings opens what they declared and drew, for who typed it and nobody else', async () => {
  const clerk = await office.hire('clerk');
  const code = getValue(await office.preEnrolments.drafts.send(await fillDraft(office.preEnrolments)));
  const found = await office.ask(clerk, 'POST', '/pre-enrolments/by-code', { body: { code: code.toLowerCase() } });
  expect(found.status).toBe(200);
  expect(found.json).toMatchObject({
    name: { arabic: 'أمينة الفاسي', latin: 'Amina El Fassi' },
    document: { type: 'cnie', number: 'BE123456', issuer: 'MA', expiresOn: '2030-01-31' },
    guardian: null,
    ability: 'signs',
    signature: true,
  });
  const path = `/pre-enrolments/${found.json.id}`;
  expect((await office.ask(clerk, 'GET', path)).json).toEqual(found.json);
  const picture = await office.ask(clerk, 'GET', `${path}/signature`);
  expect(picture.type).toBe('image/svg+xml');
  expect(picture.bytes.toString()).toMatch(/^<svg [^>]*viewBox="[-\d ]+"[^]*<path d="M[-\d LM]+"/);

  const colleague = await office.hire('clerk');
  for (const closed of [path, `${path}/signature`]) {
    expect(await office.ask(colleague, 'GET', closed)).toMatchObject({
      status: 403,
      json: { code: 'enrolment.code-needed' },
    });
  }
  const auditor = await office.hire('auditor');
  const refused = await office.ask(auditor, 'POST', '/pre-enrolments/by-code', { body: { code } });
  expect(refused).toMatchObject({ status: 403, json: { code: 'enrolment.not-allowed' } });
});

test('attack: nobody is enrolled without a visit, no minor past their guardian, nor somebody whose age nobody asked', async () => {
  const clerk = await office.hire('clerk');
  const document = { type: 'cnie', number: 'BE777001', expiresOn: '2030-01-31' } as const;
  const { name, language } = testEnrolment();
  const enrol = (birthDate: string | null) => {
    const body = enrolmentBody(office.commune.office.id, { name, language, document, birthDate });
    return office.ask(clerk, 'POST', '/visits', { body });
  };
  const without = { name, language, document, birthDate: '1990-01-01' };
  expect((await office.ask(clerk, 'POST', '/people', { body: without })).status).toBe(404);
  expect(await enrol('2020-01-01')).toMatchObject({ status: 422, json: { code: 'visit.guardian-needed' } });
  expect(await enrol(null)).toMatchObject({ status: 422, json: { code: 'visit.birth-date-needed' } });
  expect((await enrol('1990-01-01')).status).toBe(200);
});

test('a code of nobody and a mistyped one are told apart, and no address holds a code', async () => {
  const clerk = await office.hire('clerk');
  const ask = (code: string) => office.ask(clerk, 'POST', '/pre-enrolments/by-code', { body: { code } });
  expect(await ask('0000 0000 0000')).toMatchObject({ status: 404, json: { code: 'enrolment.code-unknown' } });
  expect(await ask('0000 0000 0001')).toMatchObject({ status: 422, json: { code: 'enrolment.code-mistyped' } });
  const path = `/pre-enrolments/${newId(new Date())}`;
  expect(await office.ask(clerk, 'GET', path)).toMatchObject({ status: 403, json: { code: 'enrolment.code-needed' } });
});
