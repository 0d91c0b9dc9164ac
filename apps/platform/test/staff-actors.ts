import {
  type AccountId,
  type CommuneId,
  getValue,
  newId,
  type OfficeId,
  type StaffActor,
  type StaffId,
} from '../src/kernel/index.ts';
import type { SessionListed } from '../src/modules/identity/index.ts';
import { installPosting, installStaff, type PostingId } from '../src/modules/organisation/index.ts';
import type { Database } from '../src/platform/db/index.ts';
import { roles } from '../src/roles.ts';

/** A member of staff nobody has met before, with these permissions at one office. */
function newActor(communeId: StaffActor['communeId'], permissions: readonly string[], officeId: OfficeId): StaffActor {
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

/** Takes somebody on at an office with a built-in role. */
export async function hireStaff(
  db: Database,
  communeId: CommuneId,
  { role, officeId }: { readonly role: keyof typeof roles; readonly officeId: OfficeId },
): Promise<StaffActor> {
  const actor = newActor(communeId, roles[role], officeId);
  const { staffId, accountId } = actor;
  // Who checks what clerks do is another human than they.
  const head = { arabic: 'سلمى الوردي', latin: 'Salma OUARDI' };
  const name = role === 'head-of-office' ? head : { arabic: 'كريم التازي', latin: 'Karim TAZI' };
  const jurisdiction = { level: 'office', officeId } as const;
  const posting = { communeId, id: newId<PostingId>(new Date()), staffId, role, jurisdiction };
  await db.transaction({ communeId }, async tx => {
    getValue(await installStaff(tx, system, { communeId, id: staffId, accountId, name }));
    getValue(await installPosting(tx, system, { ...posting, validFrom: new Date(0), validUntil: null }));
  });
  return actor;
}

const system = { kind: 'system', task: 'test' } as const;
