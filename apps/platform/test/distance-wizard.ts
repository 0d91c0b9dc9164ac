import { randomUUID } from 'node:crypto';
import { getValue, type OfficeId, type PersonActor, type RequestId } from '../src/kernel/index.ts';
import { createCatalogue } from '../src/modules/catalogue/index.ts';
import type { SignatureSample } from '../src/modules/enrolment/index.ts';
import {
  createDistance,
  decideRule,
  type DistanceService,
  needVersion,
  type Parties,
} from '../src/modules/legalisation/index.ts';
import type { BlobStore } from '../src/platform/blobs/index.ts';
import type { Database } from '../src/platform/db/index.ts';
import { signatureLegalisation } from '../src/services/signature-legalisation/service.ts';
import { actorOf, testCitizen } from './citizen.ts';
import { openOffice, type TestOffice } from './office.ts';
import { scannedPage } from './scans.ts';

const loader = { kind: 'system', task: 'test' } as const;

/** An office whose commune has opened leases at a distance, and people who prepare them. */
export interface DistanceWizard {
  readonly office: TestOffice;
  readonly distance: DistanceService;
  readonly parties: Parties;
  /** The same room with other blobs. */
  withBlobs(blobs: BlobStore): DistanceService;
  /** Somebody with an account. */
  citizen(): Promise<PersonActor>;
  /** A draft that somebody has begun for themselves. */
  begin(actor: PersonActor, changes?: Partial<Parameters<DistanceService['begin']>[1]>): Promise<RequestId>;
  /** The same with one scanned page, one place to sign, and everything that sending asks for. */
  prepare(actor: PersonActor, changes?: Partial<Parameters<DistanceService['begin']>[1]>): Promise<RequestId>;
  /** What an initiator keeps as a specimen, if anything. */
  specimen: SignatureSample | undefined;
}

/** Opens it over a test's databases; `office` is to be closed. */
export async function openWizard(databases: {
  readonly app: Database;
  readonly sealer: Database;
}): Promise<DistanceWizard> {
  const office = await openOffice(databases);
  const { legalisationDeps: deps, identity } = office;
  const { communeId } = office.commune;
  const catalogue = createCatalogue([signatureLegalisation]);
  const { parties } = deps;
  const wizard: DistanceWizard = {
    office,
    parties,
    specimen: undefined,
    distance: createDistance({ ...deps, catalogue, identity, parties, readSpecimen: async () => wizard.specimen }),
    withBlobs: blobs =>
      createDistance({ ...deps, blobs, catalogue, identity, parties, readSpecimen: async () => wizard.specimen }),
    citizen: async () => {
      const world = { identity, now: () => new Date() };
      return actorOf(world, (await testCitizen(world)).session.token);
    },
    begin: async (actor, changes = {}) =>
      getValue(await wizard.distance.begin(actor, { ...begun(office), ...changes })).requestId,
    prepare: async (actor, changes) => {
      const requestId = await wizard.begin(actor, changes);
      const file = { name: 'page.jpg', bytes: await scannedPage({ dpi: 60 }) };
      getValue(await wizard.distance.addToPaper(actor, { key: randomUUID(), requestId, files: [file] }));
      const {
        parties: [party],
        document,
      } = getValue(await wizard.distance.read(actor, requestId));
      const pageId = document?.pages[0]?.id;
      if (!party || !pageId) throw new Error('a draft without its page or its initiator');
      const where = { partyId: party.id, pageId, placed: 'bottom-right', everyPage: false } as const;
      getValue(await wizard.distance.placeField(actor, { key: randomUUID(), requestId, ...where }));
      return requestId;
    },
  };
  await deps.db.transaction({ communeId }, async tx => {
    for (const nature of ['lease', 'contract'])
      getValue(await decideRule(tx, loader, { communeId, ...opened, nature, validFrom: today() }, new Date()));
  });
  return wizard;
}

const opened = {
  enabled: true,
  basis: { arabic: 'قرار', french: 'Arrêté' },
  validUntil: null,
  office: { kind: 'chosen' },
} as const;

const today = (): string => new Date().toISOString().slice(0, 10);

function begun({ commune }: TestOffice): Parameters<DistanceService['begin']>[1] {
  return {
    key: randomUUID(),
    communeId: commune.communeId,
    officeId: commune.office.id satisfies OfficeId,
    nature: 'lease',
    need: needVersion,
    warningRead: false,
    signedFor: null,
  };
}
