import { expect, test } from 'vitest';
import { testDatabase } from '../../../test/database.ts';
import { testClerk, testEnrolment, testIdentity, testKeys } from '../../../test/identity.ts';
import { type CommuneId, getValue, newId, type PersonId } from '../../kernel/index.ts';
import { findAccount, findAccountsByContact } from './account-store.ts';
import { keepContact } from './file.ts';
import { contactIndex } from './protection.ts';

const { as } = await testDatabase();
const app = as('app');
const keys = testKeys();
const { identity, now } = testIdentity(app, { keys });
const clerk = testClerk(newId<CommuneId>(new Date()));

async function enrolled(number: string): Promise<PersonId> {
  const enrolment = testEnrolment({ document: { type: 'cnie', number, expiresOn: '2030-01-31' } });
  return getValue(await identity.enrol(clerk, enrolment, crypto.randomUUID())).personId;
}

const confirm = (personId: PersonId, value: string): Promise<void> =>
  app.transaction({ personId }, tx =>
    keepContact(tx, keys, personId, { kind: 'email', value, confirmed: true }, now()),
  );
const find = (value: string) =>
  app.transaction({}, tx => findAccountsByContact(tx, contactIndex(keys, 'email', value)));
const accountOf = (personId: PersonId) =>
  app.transaction({ personId }, async tx => (await findAccount(tx, { personId }))?.id);

test('an address finds the accounts of those who confirmed it, and nobody by what was only typed at a counter', async () => {
  const [mother, son] = [await enrolled('BK10001'), await enrolled('BK10002')];
  expect(await find('amina@example.ma')).toEqual([]);
  await confirm(mother, 'amina@example.ma');
  expect(await find('AMINA@example.ma')).toEqual([await accountOf(mother)]);
  await confirm(son, 'amina@example.ma');
  expect(new Set(await find('amina@example.ma'))).toEqual(new Set([await accountOf(mother), await accountOf(son)]));
});

test('an address that was given up finds nobody any more', async () => {
  const personId = await enrolled('BK10003');
  await confirm(personId, 'old@example.ma');
  await confirm(personId, 'new@example.ma');
  expect(await find('old@example.ma')).toEqual([]);
  expect(await find('new@example.ma')).toHaveLength(1);
});
