/**
 * Permissions that this room knows; `roles.ts` hands them out. `read`: the lines of an office's register. `read-applicants`: the legal
 * columns that are somebody's personal data, and searching a name; each use is written down. `correct`: propose what should stand
 * instead of a mistake; `approve-correction`: be the second pair of eyes.
 */
export const registerPermissions = [
  'register.read',
  'register.read-applicants',
  'register.correct',
  'register.approve-correction',
] as const;
export type RegisterPermission = (typeof registerPermissions)[number];
