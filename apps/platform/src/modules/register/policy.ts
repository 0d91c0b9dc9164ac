/** Permissions that this room knows; `roles.ts` hands them out. */
export const registerPermissions = ['register.read'] as const;
