/**
 * Permissions that this room knows; `roles.ts` hands them out. `sign`: make acts in one's own name. `read`: see those made.
 * `propose-withdrawal`: say that an act should lose its effect; `approve-withdrawal`: decide what somebody else proposed.
 */
export const actsPermissions = [
  'acts.sign',
  'acts.read',
  'acts.propose-withdrawal',
  'acts.approve-withdrawal',
] as const;
export type ActsPermission = (typeof actsPermissions)[number];
