import { asId, type PersonActor } from '../kernel/index.ts';
import type { Acts } from '../modules/acts/index.ts';
import { emptyVault, listVault } from '../modules/documents/index.ts';
import {
  type Biometrics,
  type ContactCodes,
  createExports,
  createHelping,
  createProfile,
  createRights,
  delaysOf,
  type ErasureParticipant,
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
import { legalisationService, listRequestsOf } from '../modules/legalisation/index.ts';
import type { createNotificationService } from '../modules/notifications/index.ts';
import { findStaff, listCommunes } from '../modules/organisation/index.ts';
import { rebind } from '../platform/db/index.ts';
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
  { identity, contactCodes, biometrics, acts, notifications }: Around,
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
    participants: [papers, requests, fingerprints(biometrics)],
    staffName,
    tell: (tx, news) => notifications.notifyRights(tx, news),
  });
  const helping = createHelping({ db, clock, services: [legalisationService] });
  const exports = createExports({
    db,
    clock,
    vault: identity.vault,
    days: table.exports.days,
    parts: exportParts({ identity, profile, rights, helping }),
    papers: actor => ownPapers({ db, acts }, actor),
  });
  return {
    profile,
    rights,
    exports,
    helping,
    keepFiles: async () => {
      for (const { id } of await db.transaction({}, tx => listCommunes(tx))) await rights.keep(id);
      return keepHouse({ db, clock, table, warn: (tx, news) => notifications.notifyUnused(tx, news) });
    },
  };
}

/** Acts and their register stay with the commune; the person's own way to them goes. */
const papers: ErasureParticipant = {
  goes: ['vault'],
  stays: async (tx, { personId }) => {
    const { length } = await listVault(tx, ofPerson(personId));
    return [
      { kind: 'acts', count: length, basis: 'dahir-1915', until: null },
      { kind: 'register', count: length, basis: 'law-69-99', until: null },
    ];
  },
  blocks: async () => [],
  erase: (tx, { personId }) => emptyVault(tx, personId),
};

/** What is still on its way to an officer must end first; what was decided stays with the commune, without the person's data. */
const requests: ErasureParticipant = {
  goes: [],
  stays: async () => [],
  blocks: async (tx, { personId, communes }) => {
    let count = 0;
    for (const communeId of communes) {
      await rebind(tx, { communeId, personId });
      const found = await listRequestsOf(tx, communeId, personId);
      count += found.filter(({ state }) => state === 'draft' || state === 'queued').length;
    }
    return [{ kind: 'requests', count }];
  },
  erase: async () => undefined,
};

/** Templates have a schema and a login of their own. */
function fingerprints(biometrics: Pick<Biometrics, 'erase'>): ErasureParticipant {
  return {
    goes: ['fingerprints', 'specimens'],
    stays: async () => [],
    blocks: async () => [],
    erase: async (_tx, { personId }) => {
      const erased = await biometrics.erase(ofPerson(personId), personId);
      if (!erased.ok) throw new Error(`templates could not be erased: ${erased.refusal.code}`);
    },
  };
}

/** The person, for a job that acts on their own word. */
function ofPerson(personId: PersonActor['personId']): PersonActor {
  // No session is behind it: nothing that is done under it looks for one.
  const none = '00000000-0000-4000-8000-000000000000';
  return { kind: 'person', accountId: asId(none), sessionId: asId(none), personId, level: 'low', steppedUpAt: null };
}
