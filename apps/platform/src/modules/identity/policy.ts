import type { Actor, StaffActor } from '../../kernel/index.ts';

/** What staff may be allowed to do in this room. */
export const identityPermissions = [
  /** Find persons, by document nationwide and by name in the own commune, and open their files. */
  'identity.find',
  /** Enrol a person and print slips. */
  'identity.enrol',
  /** Enrol organisations, write down and end the mandates of those who act for them. */
  'identity.enrol-organisation',
  /** Open accounts for staff and let them register a passkey. */
  'identity.register-staff',
  /** Change the data by which a person is known, for a person who stands at the counter. */
  'identity.change-key-data',
  /** Be the second pair of eyes on such a change. */
  'identity.approve-key-data',
  /** Say which of that data takes a second pair of eyes in the commune. */
  'identity.set-key-data-rules',
  /** Say that two files are of one person, with documents of both on the counter. */
  'identity.propose-merge',
  /** Decide that somebody else's proposal is right, and take a merge back. */
  'identity.approve-merge',
  /** Answer requests of rights over data: the data-protection desk. */
  'identity.answer-rights',
] as const;
export type IdentityPermission = (typeof identityPermissions)[number];

/**
 * Whether a member of staff holds `permission` anywhere in their commune. People belong to no office, so the place of
 * the grant does not matter, only that the commune gave it.
 */
export function holds(actor: Actor, permission: IdentityPermission): actor is StaffActor {
  return actor.kind === 'staff' && actor.grants.some(grant => grant.permission === permission);
}
