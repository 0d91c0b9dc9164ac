import { newId, ok, type PersonId, refuse, type Result, type StaffActor } from '../../../kernel/index.ts';
import { rebind, type Tx } from '../../../platform/db/index.ts';
import { readMoved } from '../file.ts';
import { holds } from '../policy.ts';
import type { ProposalId } from '../profile/model.ts';
import { recordChange } from '../profile/writing.ts';
import { mayBecome } from './decide.ts';
import type { MergingDependencies } from './dependencies.ts';
import { isMerged, moveRows, restoreRows, selectMoved } from './merge-store.ts';
import type { Merge, MergeNews, MergeState } from './model.ts';
import { notOwnProposal } from './one-human.ts';

/** Whether another room has something under way that names the person by a document that would move. */
export async function isHindered({ participants }: MergingDependencies, tx: Tx, personId: PersonId): Promise<boolean> {
  for (const participant of participants) if (await participant.hinders(tx, personId)) return true;
  return false;
}

/** Owes the holders of both accounts a message, each to the address in their own file. */
export async function tellBoth(
  { tell }: MergingDependencies,
  tx: Tx,
  { id: mergeId, communeId, survivorId, mergedId }: Merge,
  event: MergeNews['event'],
): Promise<void> {
  for (const personId of [survivorId, mergedId]) await tell(tx, { communeId, personId, mergeId, event });
}

/** Writes each document that came to the survivor's file, or leaves it again, among the changes that the person reads. */
async function recordMoved(
  { keys, clock }: MergingDependencies,
  tx: Tx,
  { id: mergeId, communeId, survivorId }: Merge,
  moved: 'came' | 'left',
): Promise<void> {
  await rebind(tx, { communeId, personId: survivorId });
  const proposalId = newId<ProposalId>(clock());
  for (const { id, number } of await readMoved(tx, keys, survivorId, await selectMoved(tx, mergeId))) {
    const values = moved === 'came' ? { old: null, new: number } : { old: number, new: null };
    const change = {
      personId: survivorId,
      proposalId,
      field: 'document-number',
      detailId: id,
      ...values,
      ...byMerging,
    };
    await recordChange(tx, { keys }, { ...change, madeAt: clock() });
  }
  await rebind(tx, { communeId });
}

const byMerging = {
  state: 'made',
  source: 'merging',
  madeIn: null,
  madeBy: null,
  seen: null,
  reason: null,
  expiresAt: null,
  secondBy: null,
  secondReason: null,
  decidedAt: null,
} as const;

/** Does an approved merge, in one transaction bound to the commune: every room moves its rows, and both holders are told. */
export async function carryOut(deps: MergingDependencies, tx: Tx, merge: Merge): Promise<Result<MergeState>> {
  if (!mayBecome(merge.state, 'done')) return refuse('merging.not-in-this-state');
  if (await isHindered(deps, tx, merge.mergedId)) return refuse('merging.request-open');
  // Told before the addresses move: each is read when the message leaves, from the file it is kept in.
  await tellBoth(deps, tx, merge, 'merge-done');
  await moveRows(tx, merge.id, deps.clock());
  await recordMoved(deps, tx, merge, 'came');
  for (const participant of deps.participants) await participant.move(tx, merge.id);
  return ok('done');
}

/** Takes a merge back, row by row; see `Merging.reverse`. */
export async function reverse(
  deps: MergingDependencies,
  tx: Tx,
  actor: StaffActor,
  merge: Merge,
): Promise<Result<MergeState>> {
  if (!holds(actor, 'identity.approve-merge')) return refuse('identity.not-allowed');
  const second = await notOwnProposal(deps, tx, actor, merge);
  if (!second.ok) return second;
  if (!mayBecome(merge.state, 'reversed')) return refuse('merging.not-in-this-state');
  if (await isMerged(tx, merge.survivorId)) return refuse('merging.merged-since');
  if (await isHindered(deps, tx, merge.survivorId)) return refuse('merging.request-open');
  await recordMoved(deps, tx, merge, 'left');
  await restoreRows(tx, merge.id, actor.staffId, deps.clock());
  for (const participant of deps.participants) await participant.restore(tx, merge.id);
  await tellBoth(deps, tx, merge, 'merge-reversed');
  return ok('reversed');
}
