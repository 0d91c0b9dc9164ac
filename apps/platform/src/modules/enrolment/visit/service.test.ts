import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { testDatabase } from '../../../../test/database.ts';
import { testEnrolment, testPerson } from '../../../../test/identity.ts';
import { codeOf, openVisitCounter, testReport } from '../../../../test/visits.ts';
import { getValue, newId, type OfficeId, type PersonId, type StaffActor } from '../../../kernel/index.ts';
import type { PreEnrolmentId } from '../pre-enrolment/index.ts';
import type { VisitReport } from './model.ts';

const { as } = await testDatabase();
const app = as('app');
const counter = await openVisitCounter(app);
const { identity, visits, declared, used, now, communeId, clerk, place, freshDocument, visit, rowsOf } = counter;
const witness = (latin: string, number: string) => ({
  name: { arabic: 'شاهد', latin },
  birthDate: '1971-01-02',
  document: { type: 'cnie' as const, number, expiresOn: '2031-01-01' },
});
const heard: Partial<VisitReport> = {
  specimen: { reason: 'cannot-sign' },
  notice: { ...testReport(place).notice, mode: 'read-aloud' },
  assistance: {
    cannot: 'both',
    witnesses: [
      witness('Brahim ALAOUI', 'BE700001'),
      { ...witness('Fatima BENNANI', 'BE700002'), name: { arabic: 'فاطمة', latin: 'Fatima BENNANI' } },
    ],
    readAloud: true,
    warning: 'warning-427-1',
  },
};

describe('a visit', () => {
  test('enrols the person and keeps who showed it, what was agreed to and why something is missing', async () => {
    const { personId, documentId } = getValue(await visit({ fingerprint: { reason: 'other', words: 'pansement' } }));
    expect(await rowsOf('visit', personId)).toMatchObject([
      {
        document_id: documentId,
        kind: 'enrolled',
        served_in: communeId,
        served_by: clerk.staffId,
        notice: 'visit-2026-1',
        notice_language: 'ar',
        specimen_skipped: null,
        fingerprint_skipped: 'other',
      },
    ]);
    expect(getValue(await identity.getFile(clerk, personId)).name.latin).toBe('Amina El Fassi');
    const printed = await identity.printSlip(clerk, { personId, place, served: false, renewal: false });
    expect(getValue(printed).slip?.accountNumber).toMatch(/^\d{12}$/);
  });

  test('repeated under its key is the same visit; its key does not carry another', async () => {
    const key = randomUUID();
    const report = testReport(place, { enrolment: { document: freshDocument() } });
    const first = getValue(await visits.complete(clerk, report, key));
    expect(getValue(await visits.complete(clerk, report, key))).toEqual(first);
    expect(await rowsOf('visit', first.personId)).toHaveLength(1);
    const other = await visits.complete(
      clerk,
      { ...report, cardRead: 'machine-readable', fingerprint: { reason: 'refuses' } },
      key,
    );
    expect(other).toMatchObject({ ok: false, refusal: { code: 'platform.command-reused' } });
  });

  test('that is refused leaves nobody behind', async () => {
    const document = freshDocument();
    const id = newId<PreEnrolmentId>(now());
    declared.set(id, {});
    used.set(id, newId<PersonId>(now()));
    expect(await codeOf(visit({ enrolment: { document }, preEnrolmentId: id }))).toBe(
      'enrolment.pre-enrolment-unknown',
    );
    expect(getValue(await identity.findByDocument(clerk, document))).toBeUndefined();
  });

  test('of somebody enrolled elsewhere points to them, and the attempt leaves its trace', async () => {
    const document = freshDocument();
    const { personId } = getValue(await visit({ enrolment: { document } }));
    const refused = await visit({ enrolment: { document } });
    expect(refused).toEqual({ ok: false, refusal: { code: 'identity.document-known', params: { personId } } });
    const { rows } = await app.transaction({ communeId }, tx =>
      sql`select 1 from identity.document_search where staff_id = ${clerk.staffId} and outcome = 'held'`.execute(tx),
    );
    expect(rows.length).toBeGreaterThan(0);
  });

  test('at two counters at once makes one person', async () => {
    const report = testReport(place, { enrolment: { document: freshDocument() } });
    const both = await Promise.all([
      visits.complete(clerk, report, randomUUID()),
      visits.complete(clerk, report, randomUUID()),
    ]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.find(({ ok }) => !ok)).toMatchObject({ refusal: { code: 'identity.document-known' } });
  });

  test('needs the permission at this office', async () => {
    const elsewhere: StaffActor = {
      ...clerk,
      grants: [{ permission: 'identity.enrol', jurisdiction: { level: 'office', officeId: newId<OfficeId>(now()) } }],
    };
    for (const actor of [elsewhere, testPerson(newId<PersonId>(now()))]) {
      const refused = await visits.complete(actor, testReport(place), randomUUID());
      expect(refused).toMatchObject({ ok: false, refusal: { code: 'identity.not-allowed' } });
    }
  });
});

describe('a pre-enrolment', () => {
  const id = newId<PreEnrolmentId>(now());

  test('is used up, and what the card says otherwise is kept beside what was declared', async () => {
    const document = freshDocument();
    declared.set(id, {
      'name-latin': 'Amina  El Fassi',
      'birth-date': '1990-05-07',
      'document-number': document.number,
    });
    const { personId, visitId } = getValue(await visit({ enrolment: { document }, preEnrolmentId: id }));
    expect(used.get(id)).toBe(personId);
    const rows = await rowsOf('correction', personId);
    expect(rows.map(row => row['field'])).toEqual(['birth-date']);
    const open = (side: 'declared' | 'card') =>
      app.transaction({ personId }, tx =>
        identity.vault.open(
          tx,
          personId,
          `enrolment.correction/${visitId}/birth-date/${side}`,
          rows[0]?.[`${side}_sealed`] as Buffer,
        ),
      );
    expect([String(await open('declared')), String(await open('card'))]).toEqual(['1990-05-07', '1990-05-17']);
  });

  test('of somebody who came already serves nobody else', async () => {
    expect(await codeOf(visit({ preEnrolmentId: id }))).toBe('enrolment.pre-enrolment-unknown');
  });
});

describe('a minor', () => {
  const minor = () => ({ birthDate: '2014-02-03', document: { ...freshDocument(), type: 'minor' as const } });
  const adult = async (latin: string) => {
    const name = { arabic: 'أم', latin };
    return getValue(await visit({ enrolment: { name, birthDate: '1985-01-01', document: freshDocument() } }));
  };

  test('is enrolled under a guardian until they come of age', async () => {
    const { personId: guardianId, documentId } = await adult('Fatima BENNANI');
    const guardian = { personId: guardianId, documentId, authority: 'mother', evidence: 'livret de famille' } as const;
    const { personId } = getValue(await visit({ enrolment: minor(), guardian }));
    const rows = await rowsOf('guardianship', personId);
    expect(rows).toMatchObject([{ guardian_id: guardianId, authority: 'mother', ended_at: null }]);
    const seen = await app.transaction({ personId: guardianId }, tx =>
      sql<{ until: string }>`select valid_until::text as until from enrolment.guardianship`.execute(tx),
    );
    expect(seen.rows).toEqual([{ until: '2032-02-03' }]);
    const readings = await identity.listReadings(testPerson(guardianId));
    expect(readings.some(({ purpose }) => purpose === 'guardian')).toBe(true);
  });

  test('is not enrolled by somebody who is not there with a document of their own', async () => {
    const [one, other] = [await adult('Fatima BENNANI'), await adult('Brahim ALAOUI')];
    const guardian = {
      personId: one.personId,
      documentId: other.documentId,
      authority: 'father',
      evidence: 'livret',
    } as const;
    expect(await codeOf(visit({ enrolment: minor(), guardian }))).toBe('visit.guardian-not-identified');
    const self = getValue(await visit({ enrolment: minor(), guardian: { ...guardian, documentId: one.documentId } }));
    const own = { ...guardian, personId: self.personId, documentId: self.documentId };
    const again = { subject: { kind: 'completed', personId: self.personId, documentId: self.documentId } } as const;
    expect(await codeOf(visit({ ...again, guardian: own }))).toBe('visit.guardian-of-self');
  });
});

describe('who cannot sign or read', () => {
  test('is heard before two witnesses, whose identity is sealed', async () => {
    const { personId } = getValue(await visit(heard));
    expect(await rowsOf('assistance', personId)).toMatchObject([
      { cannot: 'both', text: 'read-aloud-1', text_language: 'ar', warning: 'warning-427-1' },
    ]);
    const witnesses = await rowsOf('witness', personId);
    expect(witnesses).toHaveLength(2);
    for (const row of witnesses) expect(String(row['identity_sealed'])).not.toContain('ALAOUI');
  });

  test.each([
    [
      'the clerk',
      [witness('Ouardi SALMA', 'BE700003'), witness('Fatima BENNANI', 'BE700002')],
      'visit.witness-is-clerk',
    ],
    [
      'one who comes twice',
      [witness('Brahim ALAOUI', 'BE700001'), witness('Brahim ALAOUI', 'be 700001')],
      'visit.witness-twice',
    ],
    [
      'an expired card',
      [
        {
          ...witness('Brahim ALAOUI', 'BE700001'),
          document: { type: 'cnie' as const, number: 'BE700001', expiresOn: '2020-01-01' },
        },
      ],
      'identity.document-expired',
    ],
  ])('is not heard before %s', async (_who, witnesses, code) => {
    const { assistance } = heard;
    if (!assistance) throw new Error('the fixture has it');
    expect(await codeOf(visit({ ...heard, assistance: { ...assistance, witnesses } }))).toBe(code);
  });
});

test('what is personal is in no command, and in no row in the clear', async () => {
  const { personId } = getValue(await visit(heard));
  const { rows } = await as('migrator').transaction({}, tx =>
    sql<{ text: string }>`
      select concat_ws('', (select string_agg(c::text, '') from platform.command c), (select string_agg(v::text, '') from enrolment.visit v),
        (select string_agg(w::text, '') from enrolment.witness w)) as text`.execute(tx),
  );
  const { name, document } = testEnrolment();
  for (const personal of [name.latin, 'ALAOUI', 'BE700001', document.number])
    expect(rows[0]?.text).not.toContain(personal);
  expect(rows[0]?.text).toContain(personId);
});
