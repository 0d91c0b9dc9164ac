import { asId, ok, type PersonId, type PersonName, type StaffActor } from '../../../kernel/index.ts';
import type { IdentityDocumentId, Merge, MergeId } from '../../../modules/identity/index.ts';
import { getStaff } from '../../../modules/organisation/index.ts';
import { type MergeView, routes } from '../contract/index.ts';
import type { ApiDeps } from '../ports.ts';
import { type Api, serve } from '../serve.ts';
import { viewPerson } from '../views/person-view.ts';

/** Two files of one person: found, proposed, decided. */
export function mountMerging(api: Api, deps: ApiDeps): void {
  const { merging } = deps;
  serve(api, routes.findDuplicates, async ({ actor, params }) => {
    const found = await merging.findDuplicates(actor, asId<PersonId>(params.personId));
    if (!found.ok) return found;
    const candidates = found.value.candidates.map(each => ({ ...each, findings: [...each.findings] }));
    return ok({ candidates, elsewhere: [...found.value.elsewhere] });
  });
  serve(api, routes.listMerges, async ({ actor }) => {
    const merges = await merging.list(actor);
    return merges.ok ? ok({ merges: await viewMerges(deps, actor, merges.value) }) : merges;
  });
  serve(api, routes.proposeMerge, async ({ actor, body, key }) => {
    const proposal = {
      survivorId: asId<PersonId>(body.survivorId),
      mergedId: asId<PersonId>(body.mergedId),
      survivorDocument: asId<IdentityDocumentId>(body.survivorDocument),
      mergedDocument: asId<IdentityDocumentId>(body.mergedDocument),
      reason: body.reason,
    };
    const proposed = await merging.propose(actor, proposal, key);
    return proposed.ok ? ok({ id: proposed.value.mergeId }) : proposed;
  });
  serve(api, routes.examineMerge, async ({ actor, params }) => {
    const examined = await merging.examine(actor, asId<MergeId>(params.mergeId));
    if (!examined.ok) return examined;
    const { merge, survivor, merged } = examined.value;
    const [view] = await viewMerges(deps, actor, [merge]);
    if (!view) throw new Error('a merge that was just read is not there');
    return ok({ merge: view, survivor: viewPerson(survivor), merged: merged && viewPerson(merged) });
  });
  for (const [route, decide] of [
    [routes.approveMerge, 'approve'],
    [routes.refuseMerge, 'refuse'],
    [routes.reverseMerge, 'reverse'],
  ] as const)
    serve(api, route, async ({ actor, params, key }) => {
      const decided = await merging[decide](actor, asId<MergeId>(params.mergeId), key);
      return decided.ok ? ok({ state: decided.value }) : decided;
    });
}

/** Merges with the names of whom they are about and of who proposed them. */
function viewMerges(
  { db, identity }: ApiDeps,
  { communeId, staffId }: StaffActor,
  merges: readonly Merge[],
): Promise<MergeView[]> {
  return db.transaction({ communeId }, async tx => {
    const names = await identity.readNames(
      tx,
      merges.flatMap(({ survivorId, mergedId }) => [survivorId, mergedId]),
    );
    const staff = new Map<string, PersonName>();
    for (const { proposedBy } of merges)
      if (!staff.has(proposedBy)) staff.set(proposedBy, (await getStaff(tx, communeId, proposedBy)).name);
    return merges.map(merge => ({
      id: merge.id,
      state: merge.state,
      survivorName: names.get(merge.survivorId) ?? null,
      mergedName: names.get(merge.mergedId) ?? null,
      findings: [...merge.findings],
      reason: merge.reason,
      survivorDocument: merge.survivorDocument,
      mergedDocument: merge.mergedDocument,
      proposedBy: staff.get(merge.proposedBy) ?? { arabic: '', latin: '' },
      own: merge.proposedBy === staffId,
      proposedAt: merge.proposedAt.toISOString(),
      dueAt: merge.dueAt?.toISOString() ?? null,
      executedAt: merge.executedAt?.toISOString() ?? null,
    }));
  });
}
