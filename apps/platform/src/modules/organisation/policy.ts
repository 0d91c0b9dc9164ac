import type { Actor, CommuneId } from '../../kernel/index.ts';

/**
 * Permissions that this room knows; `roles.ts` hands them out. `read`: who works where. `manage`: offices, staff, postings, roles,
 * calendars. `absences`: enter who is away. `state`: bring in signed statements, `revoke`: take them back.
 */
export const organisationPermissions = [
  'organisation.read',
  'organisation.manage',
  'organisation.absences',
  'organisation.state',
  'organisation.revoke',
] as const;
export type OrganisationPermission = (typeof organisationPermissions)[number];

/**
 * Whether the actor holds a permission over the whole commune: what belongs to no one office is decided there. The
 * platform itself may install, when it starts a commune.
 */
export function mayForCommune(actor: Actor, permission: OrganisationPermission, communeId: CommuneId): boolean {
  if (actor.kind === 'system') return true;
  if (actor.kind !== 'staff' || actor.communeId !== communeId) return false;
  return actor.grants.some(grant => grant.permission === permission && grant.jurisdiction.level === 'commune');
}
