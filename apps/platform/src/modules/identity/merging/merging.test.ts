import { sql } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import { testDatabase } from '../../../../test/database.ts';
import { testClerk, testPerson } from '../../../../test/identity.ts';
import { proposalOf, testMerging } from '../../../../test/merging.ts';
import { type ActId, type CommuneId, getValue, newId, type PersonId } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { findAccountsByContact } from '../account-store.ts';
import { keepContact } from '../file.ts';
import { contactIndex } from '../protection.ts';

const { as } = await testDatabase();
const [app, migrator] = [as('app'), as('migrator')];
const world = testMerging(app);
const { identity, communeId, clerk, head, merging, enrolled, twice, proposed, numbersOf, keys, now, pass, told } =
  world;
const waiting = world.mergingWith(3);
const key = (): string => crypto.randomUUID();
const refusalOf = (code: string) => ({ ok: false, refusal: { code } });
const fileOf = async (personId: PersonId) => getValue(await identity.getFile(testPerson(personId), personId));

beforeEach(() => void told.splice(0));

test('candidates are found by name and birth date, by number and by contact, among known people, and explained', async () => {
  const [one, other] = await twice();
  const found = getValue(await merging.findDuplicates(clerk, one.id));
  expect(found).toMatchObject({
    candidates: [{ id: other.id, findings: ['same-name-arabic', 'same-name-latin', 'same-birth-date'], score: 80 }],
    elsewhere: [],
  });
  const contacts = { email: 'family@example.ma' };
  const name = { arabic: 'يوسف بنجلون', latin: 'Youssef BENJELLOUN' };
  const [father, again] = [
    await enrolled({ name, birthDate: '1961-02-03', contacts }),
    await enrolled({ name: { ...name, latin: 'Yousef BENJELOUN' }, birthDate: undefined, contacts }),
  ];
  // One household, another person: the address alone makes nobody a candidate.
  await enrolled({ name: { arabic: 'سعاد بنجلون', latin: 'Souad BENJELLOUN' }, birthDate: '1990-01-01', contacts });
  const byContact = getValue(await merging.findDuplicates(clerk, father.id)).candidates;
  expect(byContact.map(({ id }) => id)).toEqual([again.id]);
});

test('the same number on another kind of document is found nationwide, and its holder is not named to a commune that never served them', async () => {
  const foreigner = { name: { arabic: 'جون سميث', latin: 'John SMITH' }, birthDate: '1970-07-07' };
  const passport = { type: 'passport' as const, number: 'GB7654321', issuer: 'GB', expiresOn: '2030-01-31' };
  const one = await enrolled({ ...foreigner, document: passport });
  const other = { ...passport, issuer: 'IE' };
  const elsewhere = testClerk(newId<CommuneId>(new Date()));
  const stranger = await enrolled({ ...foreigner, document: other }, elsewhere);
  expect(getValue(await merging.findDuplicates(clerk, one.id))).toEqual({ candidates: [], elsewhere: ['passport'] });
  getValue(await identity.findByDocument(clerk, { ...other, reason: 'Two passports on the counter' }));
  expect(getValue(await merging.findDuplicates(clerk, one.id)).candidates).toMatchObject([
    { id: stranger.id, findings: expect.arrayContaining(['same-number']) },
  ]);
});

test('two of the staff make two files one: documents, contacts, papers, readings and names follow, and the other account is closed', async () => {
  const [one, other] = await twice();
  const actId = newId<ActId>(new Date());
  await world.putInVault(other.id, actId);
  getValue(
    await identity.activate({
      accountNumber: other.slip.accountNumber,
      activationCode: other.slip.activationCode,
      password: 'quatre mots pour ouvrir',
    }),
  );
  const session = getValue(
    await identity.signIn({ name: other.slip.accountNumber, password: 'quatre mots pour ouvrir' }),
  );
  const mergeId = await proposed(one, other);
  expect(getValue(await merging.approve(head, mergeId, key()))).toBe('done');

  expect(await numbersOf(one.id)).toEqual([one.number, other.number]);
  expect((await fileOf(one.id)).contacts).toMatchObject({ email: expect.stringContaining('@example.ma') });
  const vault = await app.transaction({ personId: one.id }, tx =>
    sql`select act_id from documents.vault_item`.execute(tx),
  );
  expect(vault.rows).toEqual([{ act_id: actId }]);
  const found = await identity.findByDocument(clerk, { type: 'cnie', number: other.number });
  expect(getValue(found)?.id).toBe(one.id);
  expect(await identity.getFile(clerk, other.id)).toMatchObject(refusalOf('identity.person-unknown'));
  expect(getValue(await identity.searchByName(clerk, 'zineb alaoui')).map(({ id }) => id)).not.toContain(other.id);

  expect(await identity.resolve(session.token)).toBeUndefined();
  const again = await identity.signIn({ name: other.slip.accountNumber, password: 'quatre mots pour ouvrir' });
  expect(again).toMatchObject(refusalOf('identity.sign-in-refused'));
  expect(told.map(({ personId, event }) => [personId, event])).toEqual([
    [one.id, 'merge-done'],
    [other.id, 'merge-done'],
  ]);
});

test('erasing the survivor closes what came from the other file too', async () => {
  const [one, other] = await twice();
  getValue(await merging.approve(head, await proposed(one, other), key()));
  await app.transaction({ personId: one.id }, tx => identity.vault.shred(tx, one.id));
  const { rows } = await migrator.transaction({}, tx =>
    sql`select 1 from identity.subject_key where subject_id in (${one.id}, ${other.id}) and destroyed_at is null`.execute(
      tx,
    ),
  );
  expect(rows).toEqual([]);
});

test('a request under way holds a merge up', async () => {
  const [one, other] = await twice();
  const hinders = async (_tx: Tx, id: PersonId): Promise<boolean> => id === other.id;
  const busy = world.mergingWith(0, [{ hinders, move: async () => undefined, restore: async () => undefined }]);
  expect(await busy.propose(clerk, proposalOf(one, other), key())).toMatchObject(refusalOf('merging.request-open'));
  const mergeId = await proposed(one, other);
  expect(await busy.approve(head, mergeId, key())).toMatchObject(refusalOf('merging.request-open'));
  expect(await numbersOf(other.id)).toEqual([other.number]);
});

test('a command sent twice is done once', async () => {
  const [one, other] = await twice();
  const [first, second] = [key(), key()];
  const mergeId = getValue(await merging.propose(clerk, proposalOf(one, other), first)).mergeId;
  expect(getValue(await merging.propose(clerk, proposalOf(one, other), first)).mergeId).toBe(mergeId);
  expect(await merging.propose(clerk, proposalOf(one, other), key())).toMatchObject(refusalOf('merging.already-open'));
  expect(getValue(await merging.approve(head, mergeId, second))).toBe('done');
  expect(getValue(await merging.approve(head, mergeId, second))).toBe('done');
});

test('while it waits either holder may object, and then nothing moves', async () => {
  const [one, other] = await twice();
  const mergeId = await proposed(one, other, waiting);
  expect(getValue(await waiting.approve(head, mergeId, key()))).toBe('approved');
  expect(told.map(({ event }) => event)).toEqual(['merge-approved', 'merge-approved']);
  await expect(waiting.execute(communeId, mergeId)).rejects.toThrow(/waits/);
  const [seen] = await waiting.listMine(testPerson(other.id));
  expect(seen).toMatchObject({ id: mergeId, mine: 'closes', state: 'approved' });
  const stranger = await enrolled({ name: { arabic: 'خالد', latin: 'Khalid' } });
  expect(await waiting.object(testPerson(stranger.id), mergeId)).toMatchObject(refusalOf('merging.unknown'));
  expect(getValue(await waiting.object(testPerson(other.id), mergeId))).toBe('objected');
  pass(4 * 86_400_000);
  await waiting.execute(communeId, mergeId);
  expect(await numbersOf(other.id)).toEqual([other.number]);
  expect(await waiting.approve(head, mergeId, key())).toMatchObject(refusalOf('merging.not-in-this-state'));
});

test('when nobody objects the job does it after the waiting time, once', async () => {
  const [one, other] = await twice();
  const mergeId = await proposed(one, other, waiting);
  getValue(await waiting.approve(head, mergeId, key()));
  pass(3 * 86_400_000);
  const worker = world.mergingWith(3, undefined, as('worker'));
  await worker.execute(communeId, mergeId);
  await worker.execute(communeId, mergeId);
  expect(await numbersOf(one.id)).toEqual([one.number, other.number].toSorted());
  expect(await waiting.object(testPerson(one.id), mergeId)).toMatchObject(refusalOf('merging.too-late'));
  const changes = await app.transaction({ personId: one.id }, tx =>
    sql`select field, source from identity.file_change`.execute(tx),
  );
  expect(changes.rows).toEqual([{ field: 'document-number', source: 'merging' }]);
});

test('a confirmed address of the closed file opens neither account until it is confirmed again', async () => {
  const [one, other] = await twice();
  const value = `confirmed${other.number}@example.ma`;
  await app.transaction({ personId: other.id }, tx =>
    keepContact(tx, keys, other.id, { kind: 'email', value, confirmed: true }, now()),
  );
  const find = () => app.transaction({}, tx => findAccountsByContact(tx, contactIndex(keys, 'email', value)));
  expect(await find()).toHaveLength(1);
  getValue(await merging.approve(head, await proposed(one, other), key()));
  expect(await find()).toEqual([]);
});

test('both files are read in front of their persons’ eyes', async () => {
  const [one, other] = await twice();
  const mergeId = await proposed(one, other);
  const examined = getValue(await merging.examine(head, mergeId));
  expect([examined.survivor.id, examined.merged?.id]).toEqual([one.id, other.id]);
  for (const { id } of [one, other])
    expect((await identity.listReadings(testPerson(id))).map(({ purpose }) => purpose)).toEqual(
      expect.arrayContaining(['merge-examined', 'merge-proposed']),
    );
});
