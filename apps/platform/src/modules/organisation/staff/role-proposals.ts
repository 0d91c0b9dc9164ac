import { newId, ok, type Result, refuse, type StaffActor } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { ComposedRoleId } from '../model.ts';
import type { RoleBook } from '../roles/role.ts';
import { checkRole } from './decisions.ts';
import { mayAdminister, type Outcome, propose } from './postings.ts';
import type { RoleAsked } from './proposal.ts';

/**
 * Puts a role before the other administrators. Needs `organisation.manage`. Refused: `organisation.role-unknown` and what `checkRole`
 * refuses.
 */
export async function proposeRole(
  tx: Tx,
  actor: StaffActor,
  asked: Omit<RoleAsked, 'roleId'> & { readonly roleId: ComposedRoleId | null },
  { book, now }: { readonly book: RoleBook; readonly now: Date },
): Promise<Result<Outcome<never>>> {
  const { communeId, staffId } = actor;
  const administrator = mayAdminister(actor, communeId, null);
  if (!administrator.ok) return administrator;
  if (asked.roleId !== null && !book.composed.some(({ id }) => id === asked.roleId))
    return refuse('organisation.role-unknown');
  const role: RoleAsked = {
    roleId: asked.roleId ?? newId<ComposedRoleId>(now),
    name: asked.name,
    permissions: [...new Set(asked.permissions)].toSorted(),
  };
  const allowed = await checkRole(tx, communeId, { asked: role, by: [staffId], book, now });
  return allowed.ok ? ok(await propose(tx, administrator.value, { kind: 'role', role }, now)) : allowed;
}
