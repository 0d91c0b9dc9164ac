import { ok, refuse, type Result, type StaffActor } from '../../../kernel/index.ts';
import { rebind, type Tx } from '../../../platform/db/index.ts';
import { enqueue } from '../../../platform/jobs/index.ts';
import { findEnrolment } from '../reading-store.ts';
import { holds } from '../policy.ts';
import { judgePair } from './candidates.ts';
import { carryOut, isHindered, tellBoth } from './carrying-out.ts';
import { mayBecome } from './decide.ts';
import type { MergingDependencies } from './dependencies.ts';
import { decideMerge, withdrawMerge } from './merge-store.ts';
import type { Merge, MergeState } from './model.ts';
import { notOwnFile, notOwnProposal } from './one-human.ts';

/** Name of the job that does a merge when it has waited. */
export const mergeTask = 'identity.merge';

/**
 * The second person's yes. Whoever enrolled either of the two cannot give it: who made a file up would approve what makes it
 * disappear. In a scope bound to the commune.
 */
export async function approve(
  deps: MergingDependencies,
  tx: Tx,
  actor: StaffActor,
  merge: Merge,
): Promise<Result<MergeState>> {
  if (!holds(actor, 'identity.approve-merge')) return refuse('identity.not-allowed');
  const second = await notOwnProposal(deps, tx, actor, merge);
  if (!second.ok) return second;
  if (!mayBecome(merge.state, 'approved')) return refuse('merging.not-in-this-state');
  const { communeId, survivorId, mergedId } = merge;
  const others = await notOwnFile(deps, tx, actor, [survivorId, mergedId]);
  if (!others.ok) return others;
  for (const personId of [survivorId, mergedId]) {
    await rebind(tx, { communeId, personId });
    if (await findEnrolment(tx, personId, actor)) return refuse('merging.enrolled-by-you');
  }
  await rebind(tx, { communeId });
  // Names and numbers may have changed since it was proposed.
  if (!(await judgePair(tx, deps.keys, [survivorId, mergedId]))) return refuse('merging.not-alike');
  if (await isHindered(deps, tx, mergedId)) return refuse('merging.request-open');
  const now = deps.clock();
  const dueAt = new Date(now.getTime() + deps.waitingDays * 86_400_000);
  await decideMerge(tx, merge.id, { state: 'approved', by: actor.staffId, at: now, dueAt });
  if (deps.waitingDays === 0) return carryOut(deps, tx, { ...merge, state: 'approved' });
  await tellBoth(deps, tx, merge, 'merge-approved');
  const payload = { communeId, mergeId: merge.id };
  await enqueue(tx, mergeTask, payload, { key: `${mergeTask}/${merge.id}`, runAt: dueAt });
  return ok('approved');
}

/** The second person's no, or the first one's change of mind. */
export async function refuseMerge(
  deps: MergingDependencies,
  tx: Tx,
  actor: StaffActor,
  merge: Merge,
): Promise<Result<MergeState>> {
  const own = merge.proposedBy === actor.staffId;
  if (!own && !holds(actor, 'identity.approve-merge')) return refuse('identity.not-allowed');
  const state = own ? 'withdrawn' : 'refused';
  if (!mayBecome(merge.state, state)) return refuse('merging.not-in-this-state');
  if (own) await withdrawMerge(tx, merge.id);
  else await decideMerge(tx, merge.id, { state: 'refused', by: actor.staffId, at: deps.clock(), dueAt: null });
  return ok(state);
}
