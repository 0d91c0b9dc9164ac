import { civilDate, covers, type Place } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { grantsAt } from '../decide.ts';
import type { Staff } from '../model.ts';
import type { RolePlan } from '../roles/role.ts';
import { selectComposedRoles } from '../roles/role-store.ts';
import { selectRoster } from './roster-store.ts';

/**
 * Who is at work now and holds a permission at an office, by Latin name; whoever left or is away is not among them. The caller has
 * authorised the reading.
 */
export async function listStaffAt(
  tx: Tx,
  place: Place,
  { permission, plan, now }: { readonly permission: string; readonly plan: RolePlan; readonly now: Date },
): Promise<readonly Staff[]> {
  const { communeId } = place;
  const roster = await selectRoster(tx, communeId, { staffId: null, today: civilDate(now) });
  const book = { ...plan, composed: await selectComposedRoles(tx, communeId) };
  return roster
    .filter(({ leftAt, awayUntil }) => leftAt === null && awayUntil === null)
    .filter(({ postings }) =>
      grantsAt(postings, book, now).some(grant => grant.permission === permission && covers(grant.jurisdiction, place)),
    )
    .map(({ staff }) => staff);
}
