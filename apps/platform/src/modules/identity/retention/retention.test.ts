import { readFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/database.ts';
import { testClerk, testEnrolment, testIdentity, testPerson } from '../../../../test/identity.ts';
import { testPersonFiles } from '../../../../test/person-files.ts';
import { type CommuneId, getValue, newId } from '../../../kernel/index.ts';
import { retentionOf } from './kinds.ts';

const { as } = await testDatabase();
const world = testIdentity(as('app'));
const { identity, pass } = world;
const jobs = testPersonFiles(world, { worker: as('worker') });
const clerk = testClerk(newId<CommuneId>(new Date()));
const day = 86_400_000;
const password = 'quatre babouches';

test('an account that nobody uses is warned of first, then shut; the file and its readings stay', async () => {
  const { personId, slip } = getValue(await identity.enrol(clerk, testEnrolment(), randomUUID()));
  const { accountNumber } = slip;
  getValue(await identity.activate({ ...slip, password }));
  const signIn = () => identity.signIn({ name: accountNumber, password });
  pass(1064 * day);
  expect(await jobs.services.keepFiles()).toMatchObject({ warned: 0, shut: 0 });
  pass(2 * day);
  expect(await jobs.services.keepFiles()).toMatchObject({ warned: 1, shut: 0 });
  expect(jobs.told).toEqual(['unused']);
  pass(29 * day);
  expect(await jobs.services.keepFiles()).toMatchObject({ warned: 0, shut: 0 });
  // They come back in time: the warning is over.
  expect((await signIn()).ok).toBe(true);
  pass(2 * day);
  expect(await jobs.services.keepFiles()).toMatchObject({ warned: 0, shut: 0 });
  pass(1065 * day);
  expect(await jobs.services.keepFiles()).toMatchObject({ warned: 1, shut: 0 });
  pass(30 * day);
  expect(await jobs.services.keepFiles()).toMatchObject({ warned: 0, shut: 1 });
  expect((await signIn()).ok).toBe(false);
  expect(getValue(await identity.getFile(testPerson(personId), personId)).activated).toBe(false);
});

test('what is over its time goes, what is not stays', async () => {
  const document = { type: 'cnie', number: 'BK77001', expiresOn: '2045-01-31' } as const;
  const { personId } = getValue(await identity.enrol(clerk, testEnrolment({ document }), randomUUID()));
  const person = testPerson(personId);
  pass(1824 * day);
  await jobs.services.keepFiles();
  expect(await identity.listReadings(person)).toHaveLength(1);
  pass(2 * day);
  await jobs.services.keepFiles();
  expect(await identity.listReadings(person)).toEqual([]);
});

test('docs/retention.md says what the table says, and a wrong name stops the start', () => {
  const page = readFileSync(new URL('../../../../../../docs/retention.md', import.meta.url), 'utf8');
  for (const [kind, { days, from, basis, warnDays }] of Object.entries(retentionOf({})))
    expect(page).toContain(
      `| \`${kind}\` | ${days} | ${from} | ${warnDays === null ? '–' : `${warnDays} days before`} | ${basis} |`,
    );
  expect(() => retentionOf({ everything: 1 })).toThrow(/everything/);
  expect(retentionOf({ sessions: 30 }).sessions.days).toBe(30);
});
