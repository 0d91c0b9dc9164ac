import { sql } from 'kysely';
import { expect, test, vi } from 'vitest';
import { testDatabase } from '../../../../test/database.ts';
import { testClerk, testEnrolment, testIdentity, testKeys, testPerson } from '../../../../test/identity.ts';
import { createSimulatedMatcher } from '../../../adapters/fingerprints/index.ts';
import { type CommuneId, getValue, newId, type PersonId } from '../../../kernel/index.ts';
import { createSubjectVault } from '../subject-vault.ts';
import { createBiometrics, writeTemplate } from './index.ts';

const { as } = await testDatabase();
const [app, db] = [as('app'), as('biometrics')];
const keys = testKeys();
const { identity, now } = testIdentity(app, { keys });
const matcher = createSimulatedMatcher({ mode: 'demo' });
const biometrics = createBiometrics({ db, clock: now, keys, authorisation: 'D-1/2026', matcher });
const clerk = testClerk(newId<CommuneId>(new Date()));
let number = 30_000;

async function enrolled(): Promise<PersonId> {
  number += 1;
  const enrolment = testEnrolment({ document: { type: 'cnie', number: `BK${number}`, expiresOn: '2030-01-31' } });
  return getValue(await identity.enrol(clerk, enrolment, crypto.randomUUID())).personId;
}

/** A template whose points lie where `seed` says; another seed is another finger. */
function aTemplate(seed: number, finger = 2): Buffer {
  const minutiae = Array.from({ length: 20 }, (_, n) => ({
    type: 1 + (n % 2),
    x: (seed * 7919 + n * 104_729) % 400,
    y: (seed * 6007 + n * 15_485) % 500,
    angle: (seed * 31 + n * 53) % 256,
    quality: 60,
  }));
  return writeTemplate({ finger, width: 400, height: 500, resolution: 197, quality: 70, minutiae });
}

const take = (personId: PersonId, template: Buffer, key: string = crypto.randomUUID()) =>
  biometrics.enrol(clerk, { personId, template, purpose: 'identify', consent: '1' }, key);
const compare = (personId: PersonId, probe: Buffer) =>
  biometrics.match(clerk, { personId, probe, purpose: 'identify' });
const rows = (personId: PersonId) =>
  db
    .transaction({ personId }, tx =>
      sql<{ sealed: Buffer }>`select template_sealed as sealed from biometrics.template`.execute(tx),
    )
    .then(r => r.rows);

test('a finger that was left is recognised, another is not, and the person sees each comparison with its purpose', async () => {
  const personId = await enrolled();
  expect(getValue(await take(personId, aTemplate(1)))).toEqual({ finger: 2 });
  expect(getValue(await compare(personId, aTemplate(1)))).toEqual({ matches: true });
  expect(getValue(await compare(personId, aTemplate(2)))).toEqual({ matches: false });
  const purposes = (await identity.listReadings(testPerson(personId))).map(({ purpose }) => purpose);
  expect(purposes.filter(purpose => purpose === 'fingerprint-identify')).toHaveLength(2);
  expect(purposes).toContain('fingerprint-taken');
});

test('a comparison is for the purpose agreed to, of the finger shown, and for a person whom the commune serves', async () => {
  const personId = await enrolled();
  await take(personId, aTemplate(1));
  const other = await biometrics.match(clerk, { personId, probe: aTemplate(1), purpose: 'recover' });
  expect(other).toMatchObject({ refusal: { code: 'biometrics.other-purpose' } });
  expect(await compare(personId, aTemplate(1, 3))).toMatchObject({ refusal: { code: 'biometrics.not-enrolled' } });
  const elsewhere = testClerk(newId<CommuneId>(new Date()));
  const asked = { personId, probe: aTemplate(1), purpose: 'identify' } as const;
  expect(await biometrics.match(elsewhere, asked)).toMatchObject({ refusal: { code: 'identity.person-unknown' } });
  expect(await biometrics.match(testClerk(clerk.communeId, []), asked)).toMatchObject({
    refusal: { code: 'identity.not-allowed' },
  });
});

test('without the authorisation nothing is taken and nothing compared, but what there is can be erased', async () => {
  const personId = await enrolled();
  await take(personId, aTemplate(1));
  const off = createBiometrics({ db, clock: now, keys, authorisation: undefined, matcher });
  const enrolment = { personId, template: aTemplate(1), purpose: 'identify', consent: '1' } as const;
  expect(await off.enrol(clerk, enrolment, crypto.randomUUID())).toMatchObject({
    refusal: { code: 'biometrics.not-authorised' },
  });
  expect(await off.match(clerk, { personId, probe: aTemplate(1), purpose: 'identify' })).toMatchObject({
    refusal: { code: 'biometrics.not-authorised' },
  });
  expect(getValue(await off.erase(testPerson(personId), personId))).toEqual({ erased: 1 });
});

test('one template a finger: the later one counts', async () => {
  const personId = await enrolled();
  await take(personId, aTemplate(1));
  await take(personId, aTemplate(2));
  await take(personId, aTemplate(3, 7));
  expect(getValue(await biometrics.state(testPerson(personId), personId)).map(({ finger }) => finger)).toEqual([2, 7]);
  expect(getValue(await compare(personId, aTemplate(1)))).toEqual({ matches: false });
});

test('what was erased stays erased: no copy of the row opens, and the command sent again brings nothing back', async () => {
  const personId = await enrolled();
  const key = crypto.randomUUID();
  await take(personId, aTemplate(1), key);
  expect(await biometrics.erase(testPerson(await enrolled()), personId)).toMatchObject({
    refusal: { code: 'identity.person-unknown' },
  });
  expect(getValue(await biometrics.erase(testPerson(personId), personId))).toEqual({ erased: 1 });
  expect((await take(personId, aTemplate(1), key)).ok).toBe(true);
  expect(await rows(personId)).toEqual([]);
  expect(await compare(personId, aTemplate(1))).toMatchObject({ refusal: { code: 'biometrics.not-enrolled' } });
  expect(getValue(await biometrics.state(testPerson(personId), personId))).toEqual([]);
});

test('no row opens with the key of another person, nor after the person was shredded', async () => {
  const [one, other] = [await enrolled(), await enrolled()];
  await take(one, aTemplate(1));
  const [row] = await rows(one);
  const vault = createSubjectVault(keys);
  const place = (personId: PersonId): string => `biometrics.template/${personId}/2/template`;
  const sealed = row?.sealed ?? Buffer.alloc(0);
  await db.transaction({ personId: other }, async tx => {
    await expect(vault.open(tx, other, place(one), sealed)).rejects.toThrow();
    await expect(vault.open(tx, one, place(one), sealed)).rejects.toThrow(/within reach/);
  });
  expect(sealed.includes(aTemplate(1).subarray(28, 60))).toBe(false);
  await app.transaction({ personId: one }, tx => vault.shred(tx, one));
  await expect(compare(one, aTemplate(1))).rejects.toThrow(/destroyed/);
});

test('no login but its own may look into the schema, and its own sees one person at a time', async () => {
  const personId = await enrolled();
  await take(personId, aTemplate(1));
  for (const login of ['app', 'worker', 'verify', 'sealer'] as const) {
    const look = as(login).transaction({ personId }, tx => sql`select 1 from biometrics.template`.execute(tx));
    await expect(look).rejects.toThrow(/permission denied/);
  }
  const everybody = await db.transaction({ communeId: clerk.communeId }, tx =>
    sql`select 1 from biometrics.template`.execute(tx),
  );
  expect(everybody.rows).toEqual([]);
  const file = db.transaction({ personId }, tx => sql`select 1 from identity.identity_document`.execute(tx));
  await expect(file).rejects.toThrow(/permission denied/);
});

test('what the room offers names a person each time, and gives no template and no score out', async () => {
  const personId = await enrolled();
  await take(personId, aTemplate(1));
  expect(Object.keys(biometrics).toSorted()).toEqual(['authorisation', 'enrol', 'erase', 'match', 'state']);
  const compared = vi.fn((template: Buffer, probe: Buffer) => matcher.compare(template, probe));
  const watched = createBiometrics({
    db,
    clock: now,
    keys,
    authorisation: 'D',
    matcher: { ...matcher, compare: compared },
  });
  const answer = await watched.match(clerk, { personId, probe: aTemplate(1), purpose: 'identify' });
  expect(compared).toHaveBeenCalledTimes(1);
  expect(answer).toEqual({ ok: true, value: { matches: true } });
  const [kept] = getValue(await biometrics.state(clerk, personId));
  expect(Object.keys(kept ?? {}).toSorted()).toEqual(['authorisation', 'consent', 'finger', 'purpose', 'takenAt']);
});

test('the simulated matcher refuses production', () => {
  expect(() => createSimulatedMatcher({ mode: 'production' })).toThrow(/production/);
});
