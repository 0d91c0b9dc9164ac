import type { AssuranceLevel } from './assurance.ts';
import type { AccountId, ArrondissementId, CommuneId, OfficeId, PersonId, SessionId, StaffId } from './ids.ts';

/** Where a permission of a member of staff holds. */
export type Jurisdiction =
  | { readonly level: 'commune' }
  | { readonly level: 'arrondissement'; readonly arrondissementId: ArrondissementId }
  | { readonly level: 'office'; readonly officeId: OfficeId };

/** One permission in force: what may be done (`register.read`, `acts.sign`…) and where. */
export interface Grant {
  readonly permission: string;
  readonly jurisdiction: Jurisdiction;
}

/** A member of staff at work in one commune, with the grants in force at this moment. */
export interface StaffActor {
  readonly kind: 'staff';
  readonly accountId: AccountId;
  readonly sessionId: SessionId;
  readonly staffId: StaffId;
  readonly communeId: CommuneId;
  readonly grants: readonly Grant[];
}

/** A person in their own account. */
export interface PersonActor {
  readonly kind: 'person';
  readonly accountId: AccountId;
  readonly sessionId: SessionId;
  readonly personId: PersonId;
  /** How surely this session is this person's; services say which level they open at. */
  readonly level: AssuranceLevel;
  /** When the person last proved again, in this session, that it is they who act; null when never since signing in. */
  readonly steppedUpAt: Date | null;
}

/** The platform itself: a job, a recovery at start, the demo's loader. `task` says which. */
export interface SystemActor {
  readonly kind: 'system';
  readonly task: string;
}

/** Somebody without an account: a verifier. */
export interface AnonymousActor {
  readonly kind: 'anonymous';
}

/** Who asks. Every function of a service takes one. */
export type Actor = StaffActor | PersonActor | SystemActor | AnonymousActor;

/** A place that a permission is asked for. The arrondissement is the office's own, null where the commune has none. */
export interface Place {
  readonly communeId: CommuneId;
  readonly arrondissementId: ArrondissementId | null;
  readonly officeId: OfficeId;
}

/** Whether a member of staff holds `permission` at `place`: same commune, and a grant whose jurisdiction covers the office. */
export function may(actor: Actor, permission: string, place: Place): actor is StaffActor {
  if (actor.kind !== 'staff' || actor.communeId !== place.communeId) return false;
  return actor.grants.some(grant => grant.permission === permission && covers(grant.jurisdiction, place));
}

/** Whether `jurisdiction` (inside one commune) covers the office at `place`. */
export function covers(jurisdiction: Jurisdiction, place: Place): boolean {
  switch (jurisdiction.level) {
    case 'commune':
      return true;
    case 'arrondissement':
      return jurisdiction.arrondissementId === place.arrondissementId;
    case 'office':
      return jurisdiction.officeId === place.officeId;
  }
}
