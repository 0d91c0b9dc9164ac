import type { Acts } from '../modules/acts/index.ts';
import { forgetSpecimens } from '../modules/enrolment/index.ts';
import {
  type Biometrics,
  type ContactCodes,
  createExports,
  createHelping,
  createProfile,
  createRights,
  delaysOf,
  type Exports,
  type Helping,
  type IdentityDependencies,
  type IdentityService,
  keepHouse,
  type Profile,
  retentionOf,
  type RetentionRound,
  type Rights,
} from '../modules/identity/index.ts';
import { legalisationService } from '../modules/legalisation/index.ts';
import type { createNotificationService } from '../modules/notifications/index.ts';
import { findStaff, listCommunes } from '../modules/organisation/index.ts';
import type { Conversations, Requests } from '../modules/requests/index.ts';
import { erasureParticipants } from './erasure-participants.ts';
import { exportParts, ownPapers } from './export-parts.ts';
import type { Surroundings } from './surroundings.ts';

/** What people's files can do beyond being read. */
export interface PersonFiles {
  readonly profile: Profile;
  readonly rights: Rights;
  readonly exports: Exports;
  readonly helping: Helping;
  /** The hourly job: rights that lapse, erasures whose moment has come, and what is over its time. */
  readonly keepFiles: () => Promise<RetentionRound>;
}

/** The rooms that hold something of people. */
interface Around {
  readonly identity: IdentityService;
  readonly contactCodes: Pick<ContactCodes, 'send' | 'confirm'>;
  readonly biometrics: Pick<Biometrics, 'erase'>;
  readonly acts: Pick<Acts, 'openSealed'>;
  readonly requests: Pick<Requests, 'listOwn' | 'readSeveral'>;
  readonly conversation: Pick<Conversations, 'list'>;
  readonly notifications: Pick<
    ReturnType<typeof createNotificationService>,
    'notifyChange' | 'notifyRights' | 'notifyUnused'
  >;
}

/** The settings that these services read. */
type FilesConfig = Pick<
  Surroundings['config'],
  'retentionDays' | 'rightsDelays' | 'erasureGraceHours' | 'keyDataByProvider'
>;

/** Plugs the services over people's files together. */
export function openPersonFiles(
  { config }: { readonly config: FilesConfig },
  deps: IdentityDependencies,
  { identity, contactCodes, biometrics, acts, notifications, requests, conversation }: Around,
): PersonFiles {
  const { db, clock, keys } = deps;
  const table = retentionOf(config.retentionDays);
  const staffName: Parameters<typeof createProfile>[0]['staffName'] = async (tx, { communeId, staffId }) =>
    (await findStaff(tx, communeId, staffId))?.name;
  const profile = createProfile({
    db,
    clock,
    keys,
    staffName,
    providerChanges: config.keyDataByProvider,
    codes: contactCodes,
    tell: (tx, news) => notifications.notifyChange(tx, news),
  });
  const rights = createRights({
    db,
    clock,
    keys,
    vault: identity.vault,
    delays: delaysOf(config.rightsDelays),
    graceHours: config.erasureGraceHours,
    remindDays: 3,
    participants: erasureParticipants({ clock, vault: identity.vault, biometrics }),
    staffName,
    tell: (tx, news) => notifications.notifyRights(tx, news),
  });
  const helping = createHelping({ db, clock, services: [legalisationService] });
  const exports = createExports({
    db,
    clock,
    vault: identity.vault,
    days: table.exports.days,
    parts: exportParts({ db, identity, profile, rights, helping, requests, conversation }),
    papers: actor => ownPapers({ db, acts }, actor),
  });
  return {
    profile,
    rights,
    exports,
    helping,
    keepFiles: async () => {
      for (const { id } of await db.transaction({}, tx => listCommunes(tx))) await rights.keep(id);
      const before = new Date(clock().getTime() - table.specimens.days * 86_400_000);
      await db.transaction({}, tx => forgetSpecimens(tx, before, 1000));
      return keepHouse({ db, clock, table, warn: (tx, news) => notifications.notifyUnused(tx, news) });
    },
  };
}
