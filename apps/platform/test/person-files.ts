import { openPersonFiles, type PersonFiles } from '../src/composition/person-files.ts';
import { type CommuneId, getValue, ok, type PersonName, refuse, type StaffActor } from '../src/kernel/index.ts';
import type { Acts } from '../src/modules/acts/index.ts';
import type { Biometrics } from '../src/modules/identity/index.ts';
import { type CommuneSetUp, installCommune, installStaff, listCommunes } from '../src/modules/organisation/index.ts';
import type { Requests } from '../src/modules/requests/index.ts';
import { type TestIdentity, testClerk } from './identity.ts';

/** The services over people's files, as composition plugs them, over a test's identity; what they would tell is kept in a list. */
export interface TestPersonFiles {
  readonly services: PersonFiles;
  readonly fingerprints: Pick<Biometrics, 'state' | 'erase'>;
  /** Events told, in order. */
  readonly told: string[];
  /** A member of staff with a name on record. */
  hire(communeId: CommuneId, name: PersonName): Promise<StaffActor>;
}

type Settings = Parameters<typeof openPersonFiles>[0]['config'];

/** Builds the services. Templates are another login's: here there are none. */
export function testPersonFiles(
  { identity, deps }: Pick<TestIdentity, 'identity' | 'deps'>,
  {
    acts = { openSealed: async () => refuse('acts.unknown') },
    requests = { listOwn: async () => [], readSeveral: async () => [] },
    worker = deps.db,
    settings = {},
  }: {
    readonly acts?: Pick<Acts, 'openSealed'>;
    readonly requests?: Pick<Requests, 'listOwn' | 'readSeveral'>;
    /** The pool of the worker's login, for what only jobs may do. */
    readonly worker?: typeof deps.db;
    readonly settings?: Partial<Settings>;
  } = {},
): TestPersonFiles {
  const told: string[] = [];
  const fingerprints = { state: async () => ok([]), erase: async () => ok({ erased: 0 }) };
  const tell = async (_tx: unknown, news: object) => void told.push('event' in news ? String(news.event) : 'unused');
  const config = { retentionDays: {}, rightsDelays: {}, erasureGraceHours: 72, keyDataByProvider: false, ...settings };
  const never = async () => refuse('contact-codes.refused');
  const services = openPersonFiles(
    { config },
    { ...deps, db: worker },
    {
      identity,
      contactCodes: { send: never, confirm: never },
      biometrics: fingerprints,
      acts,
      requests,
      conversation: { list: async () => refuse('requests.not-found') },
      notifications: { notifyChange: tell, notifyRights: tell, notifyUnused: tell },
    },
  );
  return {
    services,
    fingerprints,
    told,
    hire: async (communeId, name) => {
      const actor = testClerk(communeId);
      const { staffId: id, accountId } = actor;
      await deps.db.transaction({ communeId }, async tx => {
        const known = (await listCommunes(tx)).some(commune => commune.id === communeId);
        if (!known) getValue(await installCommune(tx, system, testCommune(communeId)));
        getValue(await installStaff(tx, system, { communeId, id, accountId, name }));
      });
      return actor;
    },
  };
}

const system = { kind: 'system', task: 'test' } as const;

function testCommune(id: CommuneId): CommuneSetUp {
  const code = Array.from(id.slice(-4), digit => String.fromCharCode(65 + Number.parseInt(digit, 16))).join('');
  const name = { ar: 'جماعة', fr: 'Commune', zgh: 'ⵜⴰⴳⵔⴰⵡⵜ', en: 'Commune' };
  return { commune: { id, code, name, mark: null }, prefectures: [], arrondissements: [], offices: [] };
}
