import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/database.ts';
import { testClerk } from '../../../../test/identity.ts';
import { proposalOf, testMerging } from '../../../../test/merging.ts';
import { type CommuneId, getValue, newId } from '../../../kernel/index.ts';

const { as } = await testDatabase();
const app = as('app');
const { communeId, clerk, head, merging, enrolled, twice, proposed, numbersOf, staffNames } = testMerging(app);
const key = (): string => crypto.randomUUID();
const refusalOf = (code: string) => ({ ok: false, refusal: { code } });

test('attack: merging to steal a stranger’s papers into a friend’s account', async () => {
  const victim = await enrolled({ name: { arabic: 'هدى الريفي', latin: 'Houda RIFI' }, birthDate: '1980-03-03' });
  const friend = await enrolled({ name: { arabic: 'رشيد كمال', latin: 'Rachid KAMAL' }, birthDate: '1985-04-04' });
  // Two people who do not look alike cannot be proposed at all, whoever asks.
  expect(await merging.propose(clerk, proposalOf(friend, victim), key())).toMatchObject(refusalOf('merging.not-alike'));
  // Nor with documents that are not theirs, nor twice the same file.
  const [one, other] = await twice();
  const forged = { ...proposalOf(one, other), mergedDocument: victim.documentId };
  expect(await merging.propose(clerk, forged, key())).toMatchObject(refusalOf('merging.document-not-theirs'));
  expect(await merging.propose(clerk, proposalOf(one, one), key())).toMatchObject(refusalOf('merging.same-file'));
  // A namesake born the same day can be proposed; the clerk cannot approve it, with whatever permissions.
  const mergeId = await proposed(one, other);
  const mighty = { ...clerk, grants: [...clerk.grants, ...head.grants] };
  expect(await merging.approve(mighty, mergeId, key())).toMatchObject(refusalOf('merging.own-proposal'));
  // Nor can whoever enrolled one of the two: the maker of a file does not decide over it.
  const colleague = testClerk(communeId);
  const [third, fourth] = [
    await enrolled({ name: { arabic: 'نادية سعيد', latin: 'Nadia SAID' }, birthDate: '1977-01-01' }),
    await enrolled({ name: { arabic: 'نادية سعيد', latin: 'Nadia SAID' }, birthDate: '1977-01-01' }, colleague),
  ];
  const second = await proposed(third, fourth);
  expect(await merging.approve(colleague, second, key())).toMatchObject(refusalOf('merging.enrolled-by-you'));
  // Nor another commune, nor somebody without the permission.
  const elsewhere = testClerk(newId<CommuneId>(new Date()));
  expect(await merging.approve(elsewhere, mergeId, key())).toMatchObject(refusalOf('merging.unknown'));
  expect(await merging.approve(testClerk(communeId, ['identity.propose-merge']), mergeId, key())).toMatchObject(
    refusalOf('identity.not-allowed'),
  );
  expect(await numbersOf(other.id)).toEqual([other.number]);
});

test('attack: members of staff who merge files of their own, or approve under another account what they proposed', async () => {
  const [one, other] = await twice();
  const own = refusalOf('identity.own-file');
  const mergeId = await proposed(one, other);
  // Zineb ALAOUI has files here, and two accounts of staff.
  const zineb = { arabic: 'زينب العلوي', latin: 'ALAOUI Zineb' };
  staffNames.set(head.staffId, zineb);
  expect(await merging.approve(head, mergeId, key())).toMatchObject(own);
  staffNames.set(clerk.staffId, zineb);
  const [third, fourth] = await twice();
  expect(await merging.propose(clerk, proposalOf(third, fourth), key())).toMatchObject(own);
  const driss = { arabic: 'إدريس بناني', latin: 'Driss BENNANI' };
  for (const { staffId } of [clerk, head]) staffNames.set(staffId, driss);
  expect(await merging.approve(head, mergeId, key())).toMatchObject(refusalOf('merging.own-proposal'));
  staffNames.set(head.staffId, { arabic: 'سلمى الوردي', latin: 'Salma OUARDI' });
  expect(await merging.approve(head, mergeId, key())).toMatchObject({ value: 'done' });
  // What was taken over is not given back by whoever proposed it, under another name on the door.
  staffNames.set(head.staffId, driss);
  expect(await merging.reverse(head, mergeId, key())).toMatchObject(refusalOf('merging.own-proposal'));
  staffNames.clear();
});

test('attack: with the login of the web, rows move only for a merge that two decided, in the transaction that does it', async () => {
  const [one, other] = await twice();
  const mergeId = await proposed(one, other);
  const call = (scope: object, statement: string) => app.transaction(scope, tx => sql.raw(statement).execute(tx));
  await expect(call({ communeId }, `select identity.move_rows('${mergeId}')`)).rejects.toThrow();
  await expect(call({ communeId }, `select documents.move_vault_items('${mergeId}')`)).rejects.toThrow();
  await expect(
    call(
      { communeId },
      `update identity.merge set decided_by = proposed_by, state = 'approved' where id = '${mergeId}'`,
    ),
  ).rejects.toThrow(/check/);
  await expect(
    call(
      { personId: one.id },
      `update identity.identity_document set person_id = '${one.id}' where person_id = '${other.id}'`,
    ),
  ).rejects.toThrow(/permission denied/);
  // A holder may object and nothing else.
  await expect(
    call({ personId: one.id }, `update identity.merge set state = 'done' where id = '${mergeId}'`),
  ).rejects.toThrow();
  getValue(await merging.approve(head, mergeId, key()));
  // Afterwards neither again nor back without a reversal.
  await expect(call({ communeId }, `select identity.move_rows('${mergeId}')`)).rejects.toThrow();
  await expect(call({ communeId }, `select identity.restore_rows('${mergeId}')`)).rejects.toThrow();
});
