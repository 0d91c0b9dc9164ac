import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { testDatabase } from '../../../../test/database.ts';
import { testClerk, testPerson } from '../../../../test/identity.ts';
import { testMandate, testMandates, testRepresentative, testRepresented } from '../../../../test/mandates.ts';
import { type CommuneId, getValue, newId, type Result } from '../../../kernel/index.ts';
import type { Delegation } from './delegating.ts';
import type { MandateOccasion } from './standing.ts';

const { as } = await testDatabase();
const app = as('app');
const world = testMandates(app);
const { mandates, now } = world;
const communeId = newId<CommuneId>(new Date());
const clerk = testClerk(communeId);
const stranger = testClerk(newId<CommuneId>(new Date()));
const codeOf = (result: Result<unknown>) => (result.ok ? 'done' : result.refusal.code);

const check = (asked: Omit<MandateOccasion, 'at' | 'nature'> & Partial<MandateOccasion>, commune = communeId) =>
  app.transaction({ communeId: commune }, tx => mandates.check(tx, { nature: 'lease', at: now(), ...asked }));

describe('a mandate at the counter', () => {
  test('is written once, and lets its holder sign what it covers', async () => {
    const own = await testRepresented(world, clerk, { natures: ['lease'], most: 100_000 });
    const checked = getValue(await check({ ...own, amount: 100_000 }));
    expect(checked).toMatchObject({
      role: 'manager',
      kind: 'company',
      register: { type: 'trade', place: { latin: 'Casablanca' } },
    });
    expect(checked.organisation.latin).toMatch(/ SARL$/);
    expect(codeOf(await check(own))).toBe('mandates.worth-needed');
    expect(codeOf(await check({ ...own, amount: 100_001 }))).toBe('mandates.worth-outside');
    expect(codeOf(await check({ ...own, amount: 1, nature: 'power' }))).toBe('mandates.nature-outside');
    expect(codeOf(await check({ ...own, amount: 1, nature: null }))).toBe('mandates.nature-needed');
    const typed = testMandate(own, { role: 'director' });
    const key = randomUUID();
    const twice = [await mandates.record(clerk, typed, key), await mandates.record(clerk, typed, key)];
    expect(new Set(twice.map(getValue)).size).toBe(1);
  });

  test('of somebody else, of another organisation, or seen from another commune, covers nobody', async () => {
    const [own, other] = [await testRepresented(world, clerk), await testRepresented(world, clerk)];
    expect(codeOf(await check(own))).toBe('done');
    expect(codeOf(await check({ ...own, personId: other.personId }))).toBe('mandates.unknown');
    expect(codeOf(await check({ ...own, organisationId: other.organisationId }))).toBe('mandates.unknown');
    expect(codeOf(await check(own, stranger.communeId))).toBe('mandates.unknown');
  });

  test('is not written for strangers, without evidence, or with words that do not exist', async () => {
    const { organisationId, personId } = await testRepresented(world, clerk);
    const record = (changes: Parameters<typeof testMandate>[1], actor = clerk) =>
      mandates.record(actor, testMandate({ organisationId, personId }, changes), randomUUID());
    expect(codeOf(await record({}, stranger))).toBe('mandates.organisation-unknown');
    expect(codeOf(await record({ personId: newId(new Date()) }))).toBe('identity.person-unknown');
    expect(codeOf(await record({ natures: ['flying'] }))).toBe('mandates.nature-unknown');
    expect(codeOf(await record({ natures: [] }))).toBe('mandates.natures-missing');
    expect(codeOf(await record({ endsOn: '2025-12-31' }))).toBe('mandates.dates-crossed');
    expect(codeOf(await record({ role: 'other' }))).toBe('mandates.role-words-missing');
    expect(codeOf(await record({ evidence: { kind: 'minutes', reference: ' ', on: '2026-01-01' } }))).toBe(
      'mandates.evidence-missing',
    );
    expect(codeOf(await record({ group: { name: 'G', needed: 1 } }))).toBe('mandates.group-malformed');
    expect(codeOf(await record({}, testClerk(communeId, ['identity.find'])))).toBe('identity.not-allowed');
  });

  test('joint, binds with the people it needs and not with one of them twice', async () => {
    const group = { name: 'Cogérance', needed: 2 };
    const first = await testRepresented(world, clerk, { group });
    const { organisationId } = first;
    const { personId } = await testRepresentative(world, clerk);
    const record = (whose: typeof personId) =>
      mandates.record(clerk, testMandate({ organisationId, personId: whose }, { group }), randomUUID());
    const secondId = getValue(await record(personId));
    const sameAgain = getValue(await record(first.personId));
    const together = (claims: Parameters<typeof mandates.checkTogether>[2]) =>
      app.transaction({ communeId }, tx =>
        mandates.checkTogether(tx, organisationId, claims, { nature: 'lease', worth: null, at: now() }),
      );
    expect(codeOf(await together([first]))).toBe('mandates.joint-missing');
    expect(codeOf(await together([first, { personId: first.personId, mandateId: sameAgain }]))).toBe(
      'mandates.joint-missing',
    );
    expect(codeOf(await together([first, { personId, mandateId: secondId }]))).toBe('done');
    const three = testMandate({ organisationId, personId }, { group: { ...group, needed: 3 } });
    expect(await mandates.record(clerk, three, randomUUID())).toMatchObject({
      refusal: { code: 'mandates.group-differs', params: { needed: 2 } },
    });
  });
});

describe('the end of a mandate', () => {
  test('at the counter counts from the day of the decision, for every instant since', async () => {
    const own = await testRepresented(world, clerk);
    const asked = { ...own, reason: 'PV de révocation', since: '2026-11-05' };
    expect(codeOf(await mandates.end(stranger, asked, randomUUID()))).toBe('mandates.organisation-unknown');
    expect(codeOf(await mandates.end(clerk, { ...asked, since: '2026-12-01' }, randomUUID()))).toBe(
      'mandates.date-malformed',
    );
    expect(codeOf(await mandates.end(clerk, { ...asked, reason: 'non' }, randomUUID()))).toBe('mandates.reason-short');
    expect(codeOf(await mandates.end(clerk, asked, randomUUID()))).toBe('done');
    expect(codeOf(await check(own))).toBe('mandates.revoked');
    expect(codeOf(await check({ ...own, at: new Date('2026-11-05T12:00:00Z') }))).toBe('mandates.revoked');
    expect(codeOf(await check({ ...own, at: new Date('2026-11-04T12:00:00Z') }))).toBe('done');
  });

  test('online is for its holder and for who may revoke, and not for a stranger', async () => {
    const own = await testRepresented(world, clerk, { mayRevoke: false });
    const head = await testRepresentative(world, clerk);
    const asked = {
      organisationId: own.organisationId,
      mandateId: own.mandateId,
      reason: 'Départ du gérant',
      since: null,
    };
    const endAs = (personId: typeof own.personId, what = asked) =>
      mandates.end(testPerson(personId), what, randomUUID());
    expect(codeOf(await endAs(head.personId))).toBe('mandates.unknown');
    const headMandate = getValue(
      await mandates.record(clerk, testMandate({ ...own, personId: head.personId }), randomUUID()),
    );
    expect(codeOf(await endAs(own.personId, { ...asked, mandateId: headMandate }))).toBe('mandates.not-yours');
    expect(codeOf(await endAs(head.personId))).toBe('done');
    expect(codeOf(await check(own))).toBe('mandates.revoked');
    // Its former holder may no longer end others', nor see the organisation.
    expect(codeOf(await endAs(own.personId, { ...asked, mandateId: headMandate }))).toBe('mandates.not-yours');
    expect(codeOf(await mandates.openOwn(testPerson(own.personId), own.organisationId))).toBe(
      'mandates.organisation-unknown',
    );
    expect(await mandates.listOwn(testPerson(own.personId))).toMatchObject([{ active: false }]);
  });
});

describe('delegation', () => {
  const narrow = {
    natures: ['lease'],
    most: 50_000,
    startsOn: '2026-11-01',
    endsOn: '2026-12-31',
    mayRead: false,
    mayRevoke: false,
    delegable: 0,
  } as const;

  test('goes to an enrolled person within the mandate, and ends with it', async () => {
    const own = await testRepresented(world, clerk, { natures: ['lease', 'power'], most: 100_000 });
    const heir = await testRepresentative(world, clerk, 'Youssef BENANI');
    const actor = testPerson(own.personId);
    const asked: Delegation = {
      ...own,
      role: 'proxy',
      scope: narrow,
      to: { accountNumber: heir.accountNumber, name: 'benani youssef' },
    };
    const key = randomUUID();
    const given = getValue(await mandates.delegate(actor, asked, key));
    expect(getValue(await mandates.delegate(actor, asked, key))).toBe(given);
    const his = { organisationId: own.organisationId, personId: heir.personId, mandateId: given };
    expect(codeOf(await check({ ...his, amount: 50_000 }))).toBe('done');
    expect(codeOf(await check({ ...his, amount: 50_001 }))).toBe('mandates.worth-outside');
    expect(codeOf(await check({ ...his, amount: 1, nature: 'power' }))).toBe('mandates.nature-outside');
    const wider = (scope: Partial<Delegation['scope']>) =>
      mandates.delegate(actor, { ...asked, scope: { ...narrow, ...scope } }, randomUUID());
    expect(codeOf(await wider({ most: 100_001 }))).toBe('mandates.wider-worth');
    expect(codeOf(await wider({ natures: 'all' }))).toBe('mandates.wider-natures');
    expect(codeOf(await wider({ startsOn: '2025-01-01' }))).toBe('mandates.wider-dates');
    expect(codeOf(await wider({ delegable: 1 }))).toBe('mandates.too-deep');
    const further = { ...asked, mandateId: given };
    expect(codeOf(await mandates.delegate(actor, further, randomUUID()))).toBe('mandates.unknown');
    expect(codeOf(await mandates.delegate(testPerson(heir.personId), further, randomUUID()))).toBe(
      'mandates.not-delegable',
    );
    await mandates.end(clerk, { ...own, reason: 'Révocation du gérant', since: null }, randomUUID());
    expect(codeOf(await check({ ...his, amount: 1 }))).toBe('mandates.parent-ended');
  });

  test('is answered alike for an unknown number and for another name, and not for ever', async () => {
    const own = await testRepresented(world, clerk);
    const heir = await testRepresentative(world, clerk, 'Leila TAZI');
    const actor = testPerson(own.personId);
    const to = (accountNumber: string, name: string) =>
      mandates.delegate(actor, { ...own, role: 'proxy', scope: narrow, to: { accountNumber, name } }, randomUUID());
    expect(codeOf(await to(heir.accountNumber, 'Leila ALAOUI'))).toBe('mandates.delegate-unknown');
    expect(codeOf(await to('100000000088', 'Leila TAZI'))).toMatch(/mandates.delegate-unknown|identity.account-number/);
    const codes: string[] = [];
    for (let each = 0; each < 6; each += 1) codes.push(codeOf(await to(heir.accountNumber, 'x')));
    expect(codes.at(-1)).toBe('identity.wait');
  });
});

describe('a representative', () => {
  test('sees their organisation while a mandate stands, and reads its vault only with one that says so', async () => {
    const own = await testRepresented(world, clerk, { mayRevoke: false, endsOn: '2026-11-20' });
    const quiet = await testRepresentative(world, clerk);
    getValue(
      await mandates.record(
        clerk,
        testMandate({ ...own, personId: quiet.personId }, { mayRead: false, mayRevoke: false }),
        randomUUID(),
      ),
    );
    const readable = (personId: typeof own.personId) =>
      app.transaction({ personId }, tx => mandates.listReadable(tx, personId));
    expect(await readable(own.personId)).toEqual([own.organisationId]);
    expect(await readable(quiet.personId)).toEqual([]);
    const file = getValue(await mandates.openOwn(testPerson(own.personId), own.organisationId));
    // Without the right to revoke, only what is one's own.
    expect(file.mandates.map(({ personId }) => personId)).toEqual([own.personId]);
    expect(file).toMatchObject({ mayRead: true, seat: { address: '12, rue des Roses, Casablanca' } });
    world.pass(11 * 86_400_000);
    expect(await readable(own.personId)).toEqual([]);
    expect(codeOf(await mandates.openOwn(testPerson(own.personId), own.organisationId))).toBe(
      'mandates.organisation-unknown',
    );
  });
});
