import { ok, type PersonId, refuse, type Result, type StaffActor, type StaffId } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { selectNames } from '../people-store.ts';
import { mayBeSamePerson } from '../profile/data.ts';
import type { MergingDependencies } from './dependencies.ts';
import type { Merge } from './model.ts';

type Deps = Pick<MergingDependencies, 'staffName'>;

/** Whether neither file may be the actor's own, in a scope bound to the commune. Refused: `identity.own-file`. */
export async function notOwnFile(
  deps: Deps,
  tx: Tx,
  actor: StaffActor,
  persons: readonly PersonId[],
): Promise<Result<null>> {
  const own = await deps.staffName(tx, actor);
  const names = own ? [...(await selectNames(tx, persons)).values()] : [];
  return own && names.some(name => mayBeSamePerson(own, name)) ? refuse('identity.own-file') : ok(null);
}

/**
 * Whether the actor is another human than who proposed a merge: one is one person however many accounts they have. Refused:
 * `merging.own-proposal`.
 */
export async function notOwnProposal(
  { staffName }: Deps,
  tx: Tx,
  actor: StaffActor,
  { proposedBy }: Pick<Merge, 'proposedBy'>,
): Promise<Result<null>> {
  const nameOf = (staffId: StaffId) => staffName(tx, { ...actor, staffId });
  const [own, proposer] = [await nameOf(actor.staffId), await nameOf(proposedBy)];
  const same = proposedBy === actor.staffId || (own && proposer && mayBeSamePerson(own, proposer));
  return same ? refuse('merging.own-proposal') : ok(null);
}
