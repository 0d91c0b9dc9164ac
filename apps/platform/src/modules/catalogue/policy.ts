import type { StaffActor } from '../../kernel/index.ts';

/** The permission that this room knows; `roles.ts` hands it out. `manage`: set what the commune allows, warns about and refuses. */
export const cataloguePermissions = ['catalogue.manage'] as const;

/** Whether the actor sets the commune's rules: nothing of it belongs to one office. */
export function mayManage(actor: StaffActor): boolean {
  return actor.grants.some(
    ({ permission, jurisdiction }) => permission === 'catalogue.manage' && jurisdiction.level === 'commune',
  );
}
