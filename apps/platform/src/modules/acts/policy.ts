/** Permissions that this room knows; `roles.ts` hands them out. `sign`: make acts in one's own name. `read`: see those made. */
export const actsPermissions = ['acts.sign', 'acts.read'] as const;
