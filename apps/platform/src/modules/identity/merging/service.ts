import { type Actor, ok, type PersonId, refuse, type Result, type StaffActor } from '../../../kernel/index.ts';
import { once } from '../../../platform/commands/index.ts';
import { rebind, type Tx } from '../../../platform/db/index.ts';
import { readFile } from '../file.ts';
import type { ReadingPurpose } from '../model.ts';
import { isKnown } from '../people-store.ts';
import { insertReading } from '../reading-store.ts';
import { holds } from '../policy.ts';
import { findCandidates } from './candidates.ts';
import { approve, refuseMerge } from './deciding.ts';
import type { MergingDependencies } from './dependencies.ts';
import { carryOut, reverse } from './carrying-out.ts';
import { mayBecome } from './decide.ts';
import { findMerge, listMerges, objectToMerge } from './merge-store.ts';
import type { Duplicates, Merge, MergeExamined, MergeId, MergeOfMine, MergeState, Merging } from './model.ts';
import { propose } from './proposing.ts';

const listed = 100;

/** Builds the merging of files. */
export function createMerging(deps: MergingDependencies): Merging {
  return {
    findDuplicates: (actor, personId) => findDuplicates(deps, actor, personId),
    propose: (actor, proposal, key) => propose(deps, actor, proposal, key),
    list: actor => list(deps, actor),
    examine: (actor, mergeId) => examine(deps, actor, mergeId),
    approve: (actor, mergeId, key) =>
      decided(deps, actor, { mergeId, key, name: 'identity.approve-merge' }, (tx, staff, merge) =>
        approve(deps, tx, staff, merge),
      ),
    refuse: (actor, mergeId, key) =>
      decided(deps, actor, { mergeId, key, name: 'identity.refuse-merge' }, (tx, staff, merge) =>
        refuseMerge(deps, tx, staff, merge),
      ),
    reverse: (actor, mergeId, key) =>
      decided(deps, actor, { mergeId, key, name: 'identity.reverse-merge' }, (tx, staff, merge) =>
        reverse(deps, tx, staff, merge),
      ),
    listMine: ({ personId }) => deps.db.transaction({ personId }, tx => listMergesOfMine(tx, personId)),
    object: ({ personId }, mergeId) => deps.db.transaction({ personId }, tx => object(deps, tx, mergeId)),
    execute: (communeId, mergeId) =>
      deps.db.transaction({ communeId }, async tx => {
        const merge = await findMerge(tx, mergeId);
        const now = deps.clock();
        if (merge?.state !== 'approved' || merge.dueAt === null) return;
        if (merge.dueAt > now) throw new Error('a merge still waits for its holders');
        const done = await carryOut(deps, tx, merge);
        if (!done.ok) throw new Error(`a merge waits: ${done.refusal.code}`);
      }),
  };
}

const mayLook = (actor: Actor): actor is StaffActor =>
  holds(actor, 'identity.propose-merge') || holds(actor, 'identity.approve-merge');

function findDuplicates(deps: MergingDependencies, actor: Actor, personId: PersonId): Promise<Result<Duplicates>> {
  if (!holds(actor, 'identity.propose-merge')) return Promise.resolve(refuse('identity.not-allowed'));
  const { communeId } = actor;
  return deps.db.transaction({ communeId }, async tx =>
    (await isKnown(tx, communeId, personId))
      ? ok(await findCandidates(tx, deps.keys, { communeId, personId }))
      : refuse('identity.person-unknown'),
  );
}

async function list(deps: MergingDependencies, actor: Actor): Promise<Result<readonly Merge[]>> {
  if (!mayLook(actor)) return refuse('identity.not-allowed');
  return deps.db.transaction({ communeId: actor.communeId }, async tx => ok(await listMerges(tx, listed)));
}

async function examine(deps: MergingDependencies, actor: Actor, mergeId: MergeId): Promise<Result<MergeExamined>> {
  if (!mayLook(actor)) return refuse('identity.not-allowed');
  const { communeId } = actor;
  return deps.db.transaction({ communeId }, async tx => {
    const merge = await findMerge(tx, mergeId);
    if (!merge) return refuse('merging.unknown');
    const survivor = await readRecorded(deps, tx, actor, merge.survivorId);
    const merged = await readRecorded(deps, tx, actor, merge.mergedId);
    return survivor ? ok({ merge, survivor, merged: merged ?? null }) : refuse('identity.person-unknown');
  });
}

/** A file, read in front of its person's eyes; undefined when it was closed. */
async function readRecorded(deps: MergingDependencies, tx: Tx, actor: StaffActor, personId: PersonId) {
  await rebind(tx, { communeId: actor.communeId, personId });
  const file = await readFile(tx, deps.keys, personId, deps.clock());
  const purpose: ReadingPurpose = 'merge-examined';
  if (file) await insertReading(tx, personId, { reader: actor, purpose }, deps.clock());
  return file;
}

interface Decided {
  readonly mergeId: MergeId;
  readonly key: string;
  readonly name: string;
}

/** Runs the decision of a member of staff on one merge of their commune, once a key. */
function decided(
  deps: MergingDependencies,
  actor: Actor,
  { mergeId, key, name }: Decided,
  work: (tx: Tx, actor: StaffActor, merge: Merge) => Promise<Result<MergeState>>,
): Promise<Result<MergeState>> {
  if (!mayLook(actor)) return Promise.resolve(refuse('identity.not-allowed'));
  const { communeId, staffId } = actor;
  const command = { communeId, key, name, actorId: staffId, payload: { mergeId } };
  return deps.db.transaction({ communeId }, tx =>
    once(tx, command, deps.clock(), async () => {
      const merge = await findMerge(tx, mergeId);
      return merge ? work(tx, actor, merge) : refuse('merging.unknown');
    }),
  );
}

/** The merges that concern a person's own account, latest first, in a transaction bound to them alone. */
export async function listMergesOfMine(tx: Tx, personId: PersonId): Promise<readonly MergeOfMine[]> {
  return (await listMerges(tx, listed)).map(merge => ofMine(merge, personId));
}

function ofMine(merge: Merge, personId: PersonId): MergeOfMine {
  const { id, communeId, state, proposedAt, dueAt, executedAt } = merge;
  const mine = merge.survivorId === personId ? 'goes-on' : 'closes';
  return { id, communeId, state, mine, proposedAt, dueAt, executedAt };
}

/** In a scope bound to the holder, who sees their own merges only. */
async function object(deps: MergingDependencies, tx: Tx, mergeId: MergeId): Promise<Result<MergeState>> {
  const known = (await listMerges(tx, listed)).find(({ id }) => id === mergeId);
  if (!known) return refuse('merging.unknown');
  if (known.state === 'objected') return ok('objected');
  // Locked only while it is open: what was done meanwhile is out of reach here.
  const merge = await findMerge(tx, mergeId);
  if (!merge || !mayBecome(merge.state, 'objected')) return refuse('merging.too-late');
  await objectToMerge(tx, mergeId, deps.clock());
  return ok('objected');
}
