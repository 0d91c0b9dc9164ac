import { type AccountId, newId, type OfficeId, type StaffActor, type StaffId } from '../src/kernel/index.ts';
import type { SessionListed } from '../src/modules/identity/index.ts';

/** A member of staff nobody has met before, with these permissions at one office. */
export function newActor(
  communeId: StaffActor['communeId'],
  permissions: readonly string[],
  officeId: OfficeId,
): StaffActor {
  const now = new Date();
  const [accountId, staffId] = [newId<AccountId>(now), newId<StaffId>(now)];
  return {
    kind: 'staff',
    accountId,
    sessionId: newId(now),
    staffId,
    communeId,
    grants: grantsOf(permissions, officeId),
  };
}

/** Permissions in force at one office. */
export function grantsOf(permissions: readonly string[], officeId: OfficeId): StaffActor['grants'] {
  return permissions.map(permission => ({ permission, jurisdiction: { level: 'office', officeId } }));
}

/** The one session of an actor, just opened with the passkey. */
export function openSessionOf({ sessionId }: { readonly sessionId: StaffActor['sessionId'] }): SessionListed {
  const at = new Date();
  const how = { level: 'high', method: 'passkey', sharedDevice: false, device: '' } as const;
  return { id: sessionId, createdAt: at, seenAt: at, current: true, ...how };
}
