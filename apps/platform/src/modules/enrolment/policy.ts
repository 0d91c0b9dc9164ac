import type { Actor, StaffActor } from '../../kernel/index.ts';

/** What staff may be allowed to do in this room. */
export const enrolmentPermissions = [
  /** Open a pre-enrolment with the code that its person brings. */
  'enrolment.receive',
  /** See the signature specimens of a person known in the commune, to compare them with a signature of today. */
  'enrolment.read-specimen',
] as const;
export type EnrolmentPermission = (typeof enrolmentPermissions)[number];

/** Whether a member of staff holds `permission` anywhere in their commune: a person who enrols belongs to no office yet. */
export function holds(actor: Actor, permission: EnrolmentPermission): actor is StaffActor {
  return actor.kind === 'staff' && actor.grants.some(grant => grant.permission === permission);
}
