import { createProfile, type IdentityDependencies, type Profile } from '../modules/identity/index.ts';
import type { createNotificationService } from '../modules/notifications/index.ts';
import { findStaff } from '../modules/organisation/index.ts';

/** What people's files can do beyond being read. */
export interface PersonFiles {
  readonly profile: Profile;
}

/** Plugs the services over people's files together. */
export function openPersonFiles(
  identity: IdentityDependencies,
  notifications: Pick<ReturnType<typeof createNotificationService>, 'notifyChange'>,
): PersonFiles {
  const profile = createProfile({
    db: identity.db,
    clock: identity.clock,
    keys: identity.keys,
    staffName: async (tx, { communeId, staffId }) => (await findStaff(tx, communeId, staffId))?.name,
    tell: (tx, news) => notifications.notifyChange(tx, news),
  });
  return { profile };
}
