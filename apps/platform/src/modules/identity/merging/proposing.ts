import { type Actor, newId, ok, type PersonId, refuse, type Result, type StaffActor } from '../../../kernel/index.ts';
import { once } from '../../../platform/commands/index.ts';
import { rebind, type Tx } from '../../../platform/db/index.ts';
import { isExpired } from '../facts.ts';
import type { IdentityDocumentId } from '../model.ts';
import { isKnown, listDocuments } from '../people-store.ts';
import { insertReading } from '../reading-store.ts';
import { holds } from '../policy.ts';
import { judgePair } from './candidates.ts';
import { isHindered } from './carrying-out.ts';
import type { MergingDependencies } from './dependencies.ts';
import { insertMerge, isMerged, isUnderWay } from './merge-store.ts';
import type { MergeId, MergeProposal } from './model.ts';
import { notOwnFile } from './one-human.ts';

/** Proposes that two files become one; see `Merging.propose`. */
export async function propose(
  deps: MergingDependencies,
  actor: Actor,
  proposal: MergeProposal,
  key: string,
): Promise<Result<{ readonly mergeId: MergeId }>> {
  if (!holds(actor, 'identity.propose-merge')) return refuse('identity.not-allowed');
  const { communeId, staffId } = actor;
  if (proposal.survivorId === proposal.mergedId) return refuse('merging.same-file');
  const command = { communeId, key, name: 'identity.propose-merge', actorId: staffId, payload: proposal };
  return deps.db.transaction({ communeId }, tx =>
    once(tx, command, deps.clock(), () => write(deps, tx, actor, proposal)),
  );
}

async function write(
  deps: MergingDependencies,
  tx: Tx,
  actor: StaffActor,
  proposal: MergeProposal,
): Promise<Result<{ readonly mergeId: MergeId }>> {
  const { communeId, staffId } = actor;
  const { survivorId, mergedId } = proposal;
  for (const personId of [survivorId, mergedId])
    if (!(await isKnown(tx, communeId, personId)) || (await isMerged(tx, personId)))
      return refuse('identity.person-unknown');
  const others = await notOwnFile(deps, tx, actor, [survivorId, mergedId]);
  if (!others.ok) return others;
  if (await isUnderWay(tx, [survivorId, mergedId])) return refuse('merging.already-open');
  const findings = await judgePair(tx, deps.keys, [survivorId, mergedId]);
  if (!findings) return refuse('merging.not-alike');
  const seen = await readSeen(deps, tx, proposal);
  if (!seen.ok) return seen;
  if (await isHindered(deps, tx, mergedId)) return refuse('merging.request-open');
  const now = deps.clock();
  const mergeId = newId<MergeId>(now);
  await insertMerge(tx, { ...proposal, id: mergeId, communeId, findings, proposedBy: staffId, proposedAt: now });
  for (const personId of [survivorId, mergedId]) {
    await rebind(tx, { communeId, personId });
    await insertReading(tx, personId, { reader: actor, purpose: 'merge-proposed' }, now);
  }
  await rebind(tx, { communeId });
  return ok({ mergeId });
}

/** Whether the documents named are these persons’, and the one whose account goes on has a valid one before the clerk. */
async function readSeen(
  deps: MergingDependencies,
  tx: Tx,
  { survivorId, mergedId, survivorDocument, mergedDocument }: MergeProposal,
): Promise<Result<null>> {
  const find = async (personId: PersonId, id: IdentityDocumentId) =>
    (await listDocuments(tx, personId)).find(document => document.id === id);
  const [survivors, other] = [await find(survivorId, survivorDocument), await find(mergedId, mergedDocument)];
  if (!survivors || !other) return refuse('merging.document-not-theirs');
  return isExpired(survivors.expiresOn, deps.clock()) ? refuse('merging.document-expired') : ok(null);
}
