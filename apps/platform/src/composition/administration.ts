import { ok } from '../kernel/index.ts';
import {
  createStaffAccess,
  type IdentityDependencies,
  type StaffAccess,
  type StaffAccounts,
} from '../modules/identity/index.ts';
import { type Administration, createAdministration } from '../modules/organisation/index.ts';
import { rolePlan } from '../roles.ts';

/** Plugs the administration of communes to the accounts of their staff, which another room keeps. */
export function composeAdministration(
  accounts: StaffAccounts,
  dependencies: IdentityDependencies,
): { readonly staffAccess: StaffAccess; readonly administration: Administration } {
  const staffAccess = createStaffAccess(dependencies);
  const administration = createAdministration({
    db: dependencies.db,
    clock: dependencies.clock,
    plan: rolePlan,
    accounts: {
      open: async actor => {
        const opened = await accounts.createStaffAccount(actor);
        return opened.ok ? ok(opened.value.accountId) : opened;
      },
      issueCode: (actor, accountId) => accounts.renewStaffCode(actor, accountId),
      shut: (actor, accountId) => staffAccess.shut(actor, accountId),
      readUse: (actor, accountIds) => staffAccess.readUse(actor, accountIds),
    },
  });
  return { staffAccess, administration };
}
