import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/database.ts';
import { bindProvider, openedBy, snapshot, testMerging } from '../../../../test/merging.ts';
import { getValue } from '../../../kernel/index.ts';

const { as } = await testDatabase();
const [app, migrator] = [as('app'), as('migrator')];
const { merging, head, twice, proposed, now } = testMerging(app, 60_000);
const key = (): string => crypto.randomUUID();

test('who came in through the provider comes into the account that stays, until the merge is reversed', async () => {
  const [one, other] = await twice();
  const subject = await bindProvider(app, other.id, now());
  const before = await snapshot(migrator, [one.id, other.id]);
  const mergeId = await proposed(one, other);
  getValue(await merging.approve(head, mergeId, key()));
  expect(await openedBy(app, subject)).toBe(one.id);
  getValue(await merging.reverse(head, mergeId, key()));
  expect(await openedBy(app, subject)).toBe(other.id);
  expect(await snapshot(migrator, [one.id, other.id])).toEqual(before);
});

test('where both are bound, the account that stays keeps its own binding and the other one ends, until the merge is reversed', async () => {
  const [one, other] = await twice();
  const [mine, theirs] = [await bindProvider(app, one.id, now()), await bindProvider(app, other.id, now())];
  const before = await snapshot(migrator, [one.id, other.id]);
  const mergeId = await proposed(one, other);
  getValue(await merging.approve(head, mergeId, key()));
  expect([await openedBy(app, mine), await openedBy(app, theirs)]).toEqual([one.id, undefined]);
  getValue(await merging.reverse(head, mergeId, key()));
  expect([await openedBy(app, mine), await openedBy(app, theirs)]).toEqual([one.id, other.id]);
  expect(await snapshot(migrator, [one.id, other.id])).toEqual(before);
});
