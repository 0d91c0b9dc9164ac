import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { testDatabase } from '../../../test/database.ts';
import { testClerk, testEnrolment, testIdentity, testPerson, testPlace } from '../../../test/identity.ts';
import { fruitlessSearches } from './searches.ts';
import { type CommuneId, getValue, newId } from '../../kernel/index.ts';

const { as } = await testDatabase();
const app = as('app');
const { identity, now, pass } = testIdentity(app);
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

describe('finding', () => {
  test('by name in either script, by beginnings of words, in the own commune alone', async () => {
    const { personId } = await enrolFresh({ name: { arabic: 'إدريس بنجلّون', latin: 'Idriss Benjelloun' } });
    for (const text of ['ادريس', 'بنجلون ادر', 'BENJ', 'idr benjell']) {
      const found = getValue(await identity.searchByName(clerk, text));
      expect(found.map(person => person.id)).toContain(personId);
    }
    expect(getValue(await identity.searchByName(clerk, 'idriss alaoui'))).toEqual([]);
    expect(getValue(await identity.searchByName(clerkOfFes, 'Benjelloun'))).toEqual([]);
    expect(await identity.searchByName(clerk, ' b ')).toMatchObject({ refusal: { code: 'identity.search-too-short' } });
  });

  test('by exact number anywhere, with a reason that the person reads; then the commune knows them', async () => {
    const { number, personId } = await enrolFresh({ name: { arabic: 'سعاد المريني', latin: 'Souad Merini' } });
    const asked = { type: 'cnie' as const, number };
    expect(await identity.findByDocument(clerkOfFes, asked)).toMatchObject({
      refusal: { code: 'identity.reason-needed' },
    });
    expect(await identity.getFile(clerkOfFes, personId)).toMatchObject({
      refusal: { code: 'identity.person-unknown' },
    });
    const found = getValue(
      await identity.findByDocument(clerkOfFes, { ...asked, reason: 'comes to legalise a lease in Fès' }),
    );
    expect(found?.id).toBe(personId);
    expect(getValue(await identity.searchByName(clerkOfFes, 'merini')).map(person => person.id)).toEqual([personId]);
    const readings = await identity.listReadings(testPerson(personId));
    expect(readings.map(reading => [reading.purpose, reading.communeId, reading.reason])).toContainEqual([
      'found-elsewhere',
      fes,
      'comes to legalise a lease in Fès',
    ]);
  });

  test('nobody by a number that nobody holds', async () => {
    expect(await identity.findByDocument(clerk, { type: 'cnie', number: 'ZZ9999999' })).toEqual({
      ok: true,
      value: undefined,
    });
  });

  test('leaves a trace of every number that opened no file, without the number', async () => {
    const curious = testClerk(fes);
    const { number, personId } = await enrolFresh();
    const document = { type: 'cnie' as const, number, expiresOn: '2031-01-01' };
    await identity.findByDocument(curious, { type: 'cnie', number: 'ZZ8888888' });
    await identity.findByDocument(curious, document);
    await identity.enrol(curious, testEnrolment({ document }), randomUUID());
    const { rows } = await app.transaction({ communeId: fes }, tx =>
      sql<{ outcome: string; row: string }>`select outcome, s::text as row from identity.document_search s
        where staff_id = ${curious.staffId}`.execute(tx),
    );
    expect(new Set(rows.map(({ outcome }) => outcome))).toEqual(new Set(['nobody', 'reason-needed', 'held']));
    const written = rows.map(({ row }) => row).join();
    for (const secret of ['ZZ8888888', number, personId]) expect(written).not.toContain(secret);
  });

  test('lets a diligent counter work: each person enrolled answers one search', async () => {
    const diligent = testClerk(casablanca);
    const guess = (digits: number) => identity.findByDocument(diligent, { type: 'cnie', number: `ZC${digits}` });
    for (let digits = 0; digits < fruitlessSearches; digits += 1) await guess(digits);
    expect((await guess(99)).ok).toBe(false);
    pass(1);
    const document = { type: 'cnie' as const, number: freshNumber(), expiresOn: '2031-01-01' };
    expect((await identity.enrol(diligent, testEnrolment({ document }), randomUUID())).ok).toBe(false);
    pass(3600_000);
    getValue(await identity.enrol(diligent, testEnrolment({ document }), randomUUID()));
    for (let digits = 0; digits <= fruitlessSearches; digits += 1) expect((await guess(digits)).ok).toBe(true);
    expect((await guess(99)).ok).toBe(false);
  });

  test('stops who tries numbers out, all at once or one by one, until the hour is over', async () => {
    const curious = testClerk(casablanca);
    const { number, personId } = await enrolFresh();
    const guess = (digits: number) => identity.findByDocument(curious, { type: 'cnie', number: `ZA${digits}` });
    const guesses = await Promise.all(Array.from({ length: fruitlessSearches + 5 }, (_, digits) => guess(digits)));
    expect(guesses.filter(answer => answer.ok)).toHaveLength(fruitlessSearches);
    const stopped = { refusal: { code: 'identity.too-many-searches', params: { minutes: 60, seconds: 3600 } } };
    expect(await guess(123)).toMatchObject(stopped);
    const document = { type: 'cnie' as const, number, expiresOn: '2036-01-31' };
    expect(await identity.findByDocument(curious, document)).toMatchObject(stopped);
    expect(await identity.enrol(curious, testEnrolment({ document }), randomUUID())).toMatchObject(stopped);
    expect(await identity.addDocument(curious, { personId, document })).toMatchObject(stopped);
    expect((await identity.findByDocument(clerk, document)).ok).toBe(true);
    pass(3600_000);
    expect((await guess(123)).ok).toBe(true);
  });

  test('is for those who may', async () => {
    const porter = testClerk(casablanca, ['acts.sign']);
    const { personId } = await enrolFresh();
    const refusal = { refusal: { code: 'identity.not-allowed' } };
    expect(await identity.findByDocument(porter, { type: 'cnie', number: 'BE123456' })).toMatchObject(refusal);
    expect(await identity.searchByName(porter, 'amina')).toMatchObject(refusal);
    expect(await identity.getFile(porter, personId)).toMatchObject(refusal);
    expect(await identity.enrol(porter, testEnrolment(), randomUUID())).toMatchObject(refusal);
    const asked = { personId, place: testPlace(porter), served: true, renewal: false };
    expect(await identity.printSlip(porter, asked)).toMatchObject(refusal);
    expect(await identity.getFile({ kind: 'anonymous' }, personId)).toMatchObject(refusal);
  });
});
