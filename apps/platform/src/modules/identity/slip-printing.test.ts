import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { testDatabase } from '../../../test/database.ts';
import { testClerk, testEnrolment, testIdentity, testPerson, testPlace } from '../../../test/identity.ts';
import { type CommuneId, getValue, newId, type PersonId, type StaffActor } from '../../kernel/index.ts';
import type { AccountNews } from './dependencies.ts';

const { as } = await testDatabase();
const told: AccountNews[] = [];
const { identity, now, pass } = testIdentity(as('app'), { tell: async (_, news) => void told.push(news) });
const home = newId<CommuneId>(now());
const clerk = testClerk(home);
const password = 'quatre babouches';
let next = 1000;
const enrolFresh = async () => {
  const document = { type: 'cnie' as const, number: `BS${next++}`, expiresOn: '2035-01-31' };
  const { personId } = getValue(await identity.enrol(clerk, testEnrolment({ document }), randomUUID()));
  return { personId, document };
};
const print = (actor: StaffActor, personId: PersonId, { served = false, renewal = false } = {}) =>
  identity.printSlip(actor, { personId, place: testPlace(actor), served, renewal });
const purposesOf = async (personId: PersonId) => {
  return (await identity.listReadings(testPerson(personId))).map(({ purpose, communeId, readerId }) => [
    purpose,
    communeId,
    readerId,
  ]);
};
const newsOf = (personId: PersonId) => told.filter(news => news.personId === personId).map(({ event }) => event);

describe('a slip', () => {
  test('is not printed for a clerk of another commune who opened the file with a reason', async () => {
    const { personId, document } = await enrolFresh();
    const stranger = testClerk(newId<CommuneId>(now()));
    const found = await identity.findByDocument(stranger, { ...document, reason: 'Demande au guichet' });
    expect(found).toMatchObject({ ok: true, value: { id: personId } });
    for (const renewal of [false, true])
      expect(await print(stranger, personId, { renewal })).toMatchObject({
        refusal: { code: 'identity.slip-without-request' },
      });
    expect(newsOf(personId)).toEqual([]);
  });

  test('is printed without a request for who was enrolled today by this very clerk, and for no colleague', async () => {
    const { personId } = await enrolFresh();
    const refused = { refusal: { code: 'identity.slip-without-request' } };
    expect(await print(testClerk(home), personId)).toMatchObject(refused);
    expect(getValue(await print(clerk, personId)).slip?.activationCode).toMatch(/-/);
    expect(await purposesOf(personId)).toContainEqual(['slip', home, clerk.staffId]);
    pass(24 * 3600_000);
    expect(await print(clerk, personId)).toMatchObject(refused);
  });

  test('needs the permission at that very office', async () => {
    const { personId } = await enrolFresh();
    const elsewhere = { ...testPlace(clerk), communeId: newId<CommuneId>(now()) };
    const asked = { personId, place: elsewhere, served: true, renewal: false };
    expect(await identity.printSlip(clerk, asked)).toMatchObject({ refusal: { code: 'identity.not-allowed' } });
  });

  test('carries no code for an open account unless it is renewed, and the person is told each time', async () => {
    const { personId } = await enrolFresh();
    const { slip } = getValue(await print(clerk, personId, { served: true }));
    if (!slip) throw new Error('no code was printed');
    getValue(await identity.activate({ ...slip, password }));
    expect(newsOf(personId)).toEqual(['slip-printed', 'account-opened']);
    expect(getValue(await print(clerk, personId, { served: true })).slip).toBeNull();
    expect(newsOf(personId)).toHaveLength(2);
    expect(getValue(await print(clerk, personId, { served: true, renewal: true })).slip).not.toBeNull();
    expect(newsOf(personId)).toEqual(['slip-printed', 'account-opened', 'slip-printed']);
  });

  test('makes who guesses its code wait after five, from however many places at once', async () => {
    const { personId } = await enrolFresh();
    const { slip } = getValue(await print(clerk, personId));
    if (!slip) throw new Error('no code was printed');
    const guess = { accountNumber: slip.accountNumber, activationCode: 'AAAA-AAAA-AAAA-AAAA', password };
    const answers = await Promise.all(Array.from({ length: 30 }, () => identity.activate(guess)));
    const codes = answers.map(answer => (answer.ok ? 'ok' : answer.refusal.code));
    expect(codes.filter(code => code === 'identity.activation-refused')).toHaveLength(5);
    expect(codes.filter(code => code === 'identity.wait')).toHaveLength(25);
    pass(61_000);
    expect((await identity.activate({ ...guess, activationCode: slip.activationCode })).ok).toBe(true);
  });

  test('dies of twenty wrong codes, and the counter prints another that works', async () => {
    const { personId } = await enrolFresh();
    const { slip } = getValue(await print(clerk, personId));
    if (!slip) throw new Error('no code was printed');
    const typed = { accountNumber: slip.accountNumber, password };
    for (let tries = 0; tries < 20; tries++) {
      const answer = await identity.activate({ ...typed, activationCode: 'AAAA-AAAA-AAAA-AAAA' });
      expect(answer).toMatchObject({ refusal: { code: 'identity.activation-refused' } });
      pass(61_000);
    }
    const right = await identity.activate({ ...typed, activationCode: slip.activationCode });
    expect(right).toMatchObject({ refusal: { code: 'identity.activation-refused' } });
    pass(61_000);
    const renewed = getValue(await print(clerk, personId)).slip;
    expect(await identity.activate({ ...typed, activationCode: renewed?.activationCode ?? '' })).toMatchObject({
      ok: true,
    });
  });
});
