/** Permissions of the visit; `roles.ts` hands them out. Holding a visit needs `identity.enrol` at the office. */
export const visitPermissions = [
  /** See the signature specimens of a person known in the commune, to compare them with a signature of today. */
  'enrolment.read-specimen',
] as const;
export type VisitPermission = (typeof visitPermissions)[number];
