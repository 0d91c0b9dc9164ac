import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/database.ts';
import { testPerson } from '../../../../test/identity.ts';
import { life, live, snapshot, testMerging } from '../../../../test/merging.ts';
import { getValue, type PersonId } from '../../../kernel/index.ts';
import { keepContact } from '../file.ts';

const { as } = await testDatabase();
const [app, migrator] = [as('app'), as('migrator')];
const world = testMerging(app);
const { identity, head, merging, enrolled, twice, proposed, numbersOf, keys, now } = world;
const key = (): string => crypto.randomUUID();
const refusalOf = (code: string) => ({ ok: false, refusal: { code } });
const fileOf = async (personId: PersonId) => getValue(await identity.getFile(testPerson(personId), personId));

test('a merge that is reversed leaves everything as it was, whatever the two files hold', async () => {
  await fc.assert(
    fc.asyncProperty(life, life, async (mine, theirs) => {
      const [one, other] = await twice();
      await live(world, one, mine);
      await live(world, other, theirs);
      const before = await snapshot(migrator, [one.id, other.id]);
      const mergeId = await proposed(one, other);
      getValue(await merging.approve(head, mergeId, key()));
      expect(await snapshot(migrator, [one.id, other.id])).not.toEqual(before);
      expect(getValue(await merging.reverse(head, mergeId, key()))).toBe('reversed');
      expect(await snapshot(migrator, [one.id, other.id])).toEqual(before);
      expect(await numbersOf(other.id)).toHaveLength(1 + theirs.furtherDocuments);
    }),
    { numRuns: 15 },
  );
});

test('three files become one and come apart again, the latest first', async () => {
  const [one, other] = await twice();
  const third = await enrolled({
    name: (await fileOf(one.id)).name,
    birthDate: (await fileOf(one.id)).birthDate ?? undefined,
  });
  const persons = [one.id, other.id, third.id];
  const before = await snapshot(migrator, persons);
  const first = await proposed(other, third);
  getValue(await merging.approve(head, first, key()));
  const second = await proposed(one, other);
  getValue(await merging.approve(head, second, key()));
  expect(await numbersOf(one.id)).toEqual([one.number, other.number, third.number].toSorted());
  expect(await merging.reverse(head, first, key())).toMatchObject(refusalOf('merging.merged-since'));
  getValue(await merging.reverse(head, second, key()));
  getValue(await merging.reverse(head, first, key()));
  expect(await snapshot(migrator, persons)).toEqual(before);
});

test('what the survivor did since is kept when the merge is reversed', async () => {
  const [one, other] = await twice();
  const mergeId = await proposed(one, other);
  getValue(await merging.approve(head, mergeId, key()));
  await app.transaction({ personId: one.id }, tx =>
    keepContact(tx, keys, one.id, { kind: 'email', value: 'mine@example.ma', confirmed: true }, now()),
  );
  getValue(await merging.reverse(head, mergeId, key()));
  expect((await fileOf(one.id)).contacts.email).toBe('mine@example.ma');
  expect((await fileOf(other.id)).contacts.email).toMatch(/^z/);
});
