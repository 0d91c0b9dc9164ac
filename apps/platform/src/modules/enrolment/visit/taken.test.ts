import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { testDatabase } from '../../../../test/database.ts';
import { testClerk, testPerson } from '../../../../test/identity.ts';
import { codeOf, openVisitCounter, testReport, testTemplate } from '../../../../test/visits.ts';
import { type CommuneId, getValue, newId, type PersonId } from '../../../kernel/index.ts';

const { as } = await testDatabase();
const app = as('app');
const counter = await openVisitCounter(app);
const { identity, visits, templates, openFingerprints, now, pass } = counter;
const { communeId, clerk, place, freshDocument, visit, rowsOf } = counter;

describe('specimens', () => {
  test('are kept unreadable, read back as they were drawn, and superseded without a trace lost', async () => {
    const { personId, documentId } = getValue(await visit());
    const first = getValue(await visits.readSpecimens(clerk, personId));
    expect(first.map(({ sample }) => sample.strokes.length)).toEqual([1, 2]);
    const { specimen } = testReport(place);
    expect(first[0]?.sample).toEqual('reason' in specimen ? undefined : specimen[0]);
    pass(60_000);
    const again = { subject: { kind: 'completed', personId, documentId } } as const;
    const [, drawn] = 'reason' in specimen ? [] : specimen;
    if (!drawn) throw new Error('the fixture has two');
    getValue(await visit({ ...again, specimen: [drawn] }));
    expect(getValue(await visits.readSpecimens(clerk, personId)).map(({ sample }) => sample)).toEqual([drawn]);
    const rows = await rowsOf('specimen', personId);
    expect(rows.filter(row => row['superseded_at'] !== null)).toHaveLength(2);
    for (const row of rows) expect(String(row['sample_sealed'])).not.toContain('SDI');
  });

  test('are read by who may, of people known here, and the person sees it', async () => {
    const { personId } = getValue(await visit());
    const plain = testClerk(communeId);
    for (const actor of [plain, testPerson(personId)])
      expect(await visits.readSpecimens(actor, personId)).toMatchObject({ refusal: { code: 'identity.not-allowed' } });
    const stranger = testClerk(newId<CommuneId>(now()), ['enrolment.read-specimen']);
    expect(await visits.readSpecimens(stranger, personId)).toMatchObject({
      refusal: { code: 'identity.person-unknown' },
    });
    const before = await identity.listReadings(testPerson(personId));
    getValue(await visits.readSpecimens(clerk, personId));
    const after = await identity.listReadings(testPerson(personId));
    expect(after.length - before.length).toBe(1);
    expect(after.some(({ purpose, readerId }) => purpose === 'specimen' && readerId === clerk.staffId)).toBe(true);
  });

  test('of one person are not another’s to see', async () => {
    const { personId } = getValue(await visit());
    const other = newId<PersonId>(now());
    const seen = await app.transaction({ communeId, personId: other }, async tx => {
      const { rows } = await sql`select 1 from enrolment.specimen where person_id = ${personId}`.execute(tx);
      return rows.length;
    });
    expect(seen).toBe(0);
  });

  test('of a slip of the pen are refused, with the person', async () => {
    const document = freshDocument();
    const dot = { strokes: [[{ x: 0, y: 0, t: 0, pressure: null }]] };
    expect(await codeOf(visit({ enrolment: { document }, specimen: [dot] }))).toBe('enrolment.signature-too-short');
    expect(getValue(await identity.findByDocument(clerk, document))).toBeUndefined();
  });
});

describe('a fingerprint', () => {
  const fingerprint = { template: testTemplate(), consent: 'fingerprint-consent-1' } as const;

  test('goes to the keeper of templates and to no row of the visit', async () => {
    const { personId } = getValue(await visit({ fingerprint }));
    expect(templates.at(-1)).toEqual({ personId, taken: fingerprint });
    expect(JSON.stringify(await rowsOf('visit', personId))).not.toContain('FMR');
  });

  test('that is none is refused, with the person', async () => {
    const document = freshDocument();
    const broken = { ...fingerprint, template: fingerprint.template.subarray(0, 30) };
    expect(await codeOf(visit({ enrolment: { document }, fingerprint: broken }))).toBe('biometrics.template-malformed');
    expect(getValue(await identity.findByDocument(clerk, document))).toBeUndefined();
  });

  test('is refused where templates may not be kept', async () => {
    openFingerprints(false);
    expect(await codeOf(visit({ fingerprint }))).toBe('visit.fingerprint-not-open');
    openFingerprints(true);
  });
});
