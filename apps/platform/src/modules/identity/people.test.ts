import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { testDatabase } from '../../../test/database.ts';
import { testClerk, testEnrolment, testIdentity, testPerson } from '../../../test/identity.ts';
import type { AccountNews } from './dependencies.ts';
import { type CommuneId, getValue, newId } from '../../kernel/index.ts';

const { as } = await testDatabase();
const app = as('app');
const told: AccountNews[] = [];
const { identity, now } = testIdentity(app, { tell: async (_tx, news) => void told.push(news) });
const casablanca = newId<CommuneId>(now());
const fes = newId<CommuneId>(now());
const clerk = testClerk(casablanca);
const clerkOfFes = testClerk(fes);
let next = 100_000;
const freshNumber = (): string => `BK${next++}`;
const enrolFresh = async (changes = {}) => {
  const number = freshNumber();
  const document = { type: 'cnie' as const, number, expiresOn: '2030-01-31' };
  return { number, ...getValue(await identity.enrol(clerk, testEnrolment({ document, ...changes }), randomUUID())) };
};

describe('enrolment', () => {
  test('gives the person a file with what was typed, spelt one way', async () => {
    const { personId, slip } = getValue(await identity.enrol(clerk, testEnrolment(), randomUUID()));
    const file = getValue(await identity.getFile(clerk, personId));
    expect(file).toMatchObject({
      name: { latin: 'Amina El Fassi' },
      birthDate: '1990-05-17',
      documents: [{ type: 'cnie', number: 'BE123456', issuer: 'MA', expiresOn: '2030-01-31', expired: false }],
      contacts: { email: 'amina@example.ma', phone: '+212612345678' },
      accountNumber: slip.accountNumber,
      activated: false,
    });
  });

  test('keeps numbers and contacts unreadable in the database', async () => {
    const { number, personId } = await enrolFresh();
    const { rows } = await as('migrator').transaction({}, tx =>
      sql<{
        text: string;
      }>`select (select encode(number_sealed, 'escape') from identity.identity_document where person_id = ${personId})
        || (select string_agg(encode(value_sealed, 'escape'), '') from identity.contact where person_id = ${personId})
        || (select string_agg(c::text, '') from platform.command c) as text`.execute(tx),
    );
    expect(rows[0]?.text).not.toContain(number);
    expect(rows[0]?.text).not.toContain('amina');
    expect(rows[0]?.text).not.toContain('612345678');
  });

  test('refuses a document that somebody holds, pointing to them, from any commune', async () => {
    const { number, personId } = await enrolFresh();
    const document = { type: 'cnie' as const, number: number.toLowerCase(), expiresOn: '2031-01-01' };
    const refused = await identity.enrol(clerkOfFes, testEnrolment({ document }), randomUUID());
    expect(refused).toEqual({ ok: false, refusal: { code: 'identity.document-known', params: { personId } } });
  });

  test('of one document at two counters at once makes one person', async () => {
    const enrolment = testEnrolment({ document: { type: 'cnie', number: freshNumber(), expiresOn: '2031-01-01' } });
    const results = await Promise.all(
      [clerk, clerkOfFes, clerk].map(actor => identity.enrol(actor, enrolment, randomUUID())),
    );
    expect(results.map(result => (result.ok ? 'ok' : result.refusal.code)).toSorted()).toEqual([
      'identity.document-known',
      'identity.document-known',
      'ok',
    ]);
  });

  test('repeated with the same key finds the same person, and the last slip is the one that works', async () => {
    const enrolment = testEnrolment({ document: { type: 'cnie', number: freshNumber(), expiresOn: '2031-01-01' } });
    const key = randomUUID();
    const first = getValue(await identity.enrol(clerk, enrolment, key));
    const second = getValue(await identity.enrol(clerk, enrolment, key));
    expect(second.personId).toBe(first.personId);
    const password = 'quatre babouches';
    const { accountNumber } = first.slip;
    expect((await identity.activate({ accountNumber, activationCode: first.slip.activationCode, password })).ok).toBe(
      false,
    );
    expect((await identity.activate({ accountNumber, activationCode: second.slip.activationCode, password })).ok).toBe(
      true,
    );
  });

  test.each([
    [{ document: { type: 'cnie' as const, number: 'BE1', expiresOn: '2026-11-09' } }, 'identity.document-expired'],
    [{ document: { type: 'cnie' as const, number: 'BE1', expiresOn: '2027-02-30' } }, 'identity.expiry-malformed'],
    [{ document: { type: 'cnie' as const, number: 'BE1', expiresOn: '2072-01-01' } }, 'identity.expiry-implausible'],
    [{ birthDate: '2026-11-11' }, 'identity.birth-date-malformed'],
    [{ contacts: { email: 'amina' } }, 'identity.email-malformed'],
  ])('refuses %j', async (changes, code) => {
    expect(await identity.enrol(clerk, testEnrolment(changes), randomUUID())).toMatchObject({ refusal: { code } });
  });

  test('takes a document valid until today', async () => {
    const document = { type: 'cnie' as const, number: freshNumber(), expiresOn: '2026-11-10' };
    expect((await identity.enrol(clerk, testEnrolment({ document }), randomUUID())).ok).toBe(true);
  });
});

describe('a further document', () => {
  test('attack: none comes into a file behind the person’s back: they are told', async () => {
    const { number, personId } = await enrolFresh();
    const of = () => told.filter(news => news.personId === personId);
    const add = (document: { readonly number: string; readonly expiresOn: string }) =>
      identity.addDocument(clerk, { personId, document: { type: 'cnie', ...document } });
    getValue(await add({ number, expiresOn: '2036-01-31' }));
    expect(of()).toEqual([]);
    const further = { number: freshNumber(), expiresOn: '2030-01-31' };
    const aboutId = getValue(await add(further));
    getValue(await add(further));
    expect(of()).toEqual([{ communeId: casablanca, personId, aboutId, event: 'key-data-changed' }]);
  });

  test('renewed under its number gets its new last day, and the old one is kept', async () => {
    const { number, personId } = await enrolFresh();
    const renew = (expiresOn: string) =>
      identity.addDocument(clerk, { personId, document: { type: 'cnie', number, expiresOn } });
    const id = getValue(await renew('2036-01-31'));
    expect(getValue(await renew('2036-01-31'))).toBe(id);
    expect(await renew('2035-12-31')).toMatchObject({
      refusal: { code: 'identity.expiry-not-later', params: { day: '31/01/2036' } },
    });
    const { documents } = getValue(await identity.getFile(clerk, personId));
    expect(documents).toMatchObject([{ id, number, expiresOn: '2036-01-31' }]);
    const { rows } = await app.transaction({ personId }, tx =>
      sql<{
        day: string;
        by: string;
      }>`select previous_expires_on::text as day, seen_by as by from identity.document_renewal
        where document_id = ${id}`.execute(tx),
    );
    expect(rows).toEqual([{ day: '2030-01-31', by: clerk.staffId }]);
    const readings = await identity.listReadings(testPerson(personId));
    expect(readings.filter(reading => reading.purpose === 'document-added')).toHaveLength(1);
  });

  test('of another kind stands beside the first, and finds the same person', async () => {
    const { personId } = await enrolFresh();
    const passport = { type: 'passport' as const, number: `AB${freshNumber()}`, issuer: 'MA', expiresOn: '2031-01-31' };
    getValue(await identity.addDocument(clerk, { personId, document: passport }));
    expect(getValue(await identity.findByDocument(clerk, passport))?.documents).toHaveLength(2);
  });

  test('of somebody else is refused, and so is a person whom the commune does not know', async () => {
    const { number } = await enrolFresh();
    const { personId } = await enrolFresh();
    const document = { type: 'cnie' as const, number, expiresOn: '2036-01-31' };
    expect(await identity.addDocument(clerk, { personId, document })).toMatchObject({
      refusal: { code: 'identity.document-known' },
    });
    expect(await identity.addDocument(clerkOfFes, { personId, document })).toMatchObject({
      refusal: { code: 'identity.person-unknown' },
    });
    const expired = { ...document, expiresOn: '2020-01-31' };
    expect(await identity.addDocument(clerk, { personId, document: expired })).toMatchObject({
      refusal: { code: 'identity.document-expired' },
    });
    const porter = testClerk(casablanca, ['identity.find']);
    expect(await identity.addDocument(porter, { personId, document })).toMatchObject({
      refusal: { code: 'identity.not-allowed' },
    });
  });
});

describe('isolation', () => {
  test('a person reads their own file and nobody else’s', async () => {
    const amina = await enrolFresh();
    const driss = await enrolFresh();
    expect((await identity.getFile(testPerson(amina.personId), amina.personId)).ok).toBe(true);
    expect(await identity.getFile(testPerson(driss.personId), amina.personId)).toMatchObject({
      refusal: { code: 'identity.person-unknown' },
    });
  });

  test('holds in the database itself: another commune and another person see no row', async () => {
    const { personId } = await enrolFresh();
    const other = await enrolFresh();
    const count = async (scope: Parameters<typeof app.transaction>[0], relation: string): Promise<number> => {
      const key = relation === 'person' ? sql`id` : sql`person_id`;
      const { rows } = await app.transaction(scope, tx =>
        sql`select 1 from ${sql.table(`identity.${relation}`)} where ${key} = ${personId}`.execute(tx),
      );
      return rows.length;
    };
    for (const relation of ['person', 'identity_document', 'contact', 'account', 'file_reading']) {
      expect(await count({ communeId: fes }, relation)).toBe(0);
      expect(await count({ personId: other.personId }, relation)).toBe(0);
      expect(await count({}, relation)).toBe(0);
      expect(await count({ personId }, relation)).toBeGreaterThan(0);
    }
  });

  test('every reading is written down, whoever reads', async () => {
    const { number, personId } = await enrolFresh();
    await identity.getFile(clerk, personId);
    await identity.findByDocument(clerk, { type: 'cnie', number });
    await identity.getFile(testPerson(personId), personId);
    const readings = await identity.listReadings(testPerson(personId));
    expect(readings.map(reading => reading.purpose).toSorted()).toEqual([
      'enrolled',
      'found-by-document',
      'opened',
      'own',
    ]);
    expect(readings.filter(reading => reading.readerId === clerk.staffId)).toHaveLength(3);
  });
});
