import type { Clock } from '../kernel/index.ts';
import { type Acts, createActs } from '../modules/acts/index.ts';
import type { Catalogue } from '../modules/catalogue/index.ts';
import type { CertificationService, Originals } from '../modules/certification/index.ts';
import type { ContactCodes, IdentityService, Mandates } from '../modules/identity/index.ts';
import type { LegalisationDeps } from '../modules/legalisation/index.ts';
import type { Mailer, NotificationService } from '../modules/notifications/index.ts';
import type { RequestPages, Requests } from '../modules/requests/index.ts';
import { currentWording, footBand, type Papers, type SealerClient } from '../modules/sealing/index.ts';
import type { BlobStore } from '../platform/blobs/index.ts';
import { readSecret } from '../platform/config/index.ts';
import type { Database } from '../platform/db/index.ts';
import { actsPorts } from './acts-ports.ts';
import { unprovenFileAlarm } from './alarm.ts';
import { openCertification, openOriginals } from './certification.ts';
import { openSigning, type Signing } from './legalisation.ts';
import { timeSteps } from './measured.ts';
import { type ActPrinters, openPrinters } from './printers.ts';
import { openRefusals, type Refusals } from './refusals.ts';
import type { Register } from './register.ts';
import { openRequestPages } from './requests-ports.ts';
import type { Surroundings } from './surroundings.ts';

/** The rooms of each municipal service, and the acts that they end in. */
export interface Services extends ActPrinters, Signing {
  readonly certification: CertificationService;
  readonly originals: Originals;
  readonly pages: RequestPages;
  readonly refusals: Refusals;
  readonly acts: Acts;
}

/** What services stand on. */
export interface ServiceParts {
  readonly db: Database;
  readonly blobs: BlobStore;
  readonly clock: Clock;
  readonly papers: Papers;
  readonly sealer: SealerClient;
  readonly identity: IdentityService;
  readonly contactCodes: ContactCodes;
  readonly mailer: Mailer;
  readonly mandates: Mandates;
  readonly catalogue: Catalogue;
  readonly requests: Requests;
  readonly notifications: NotificationService;
  readonly register: Register;
}

/** Plugs the services to requests, people and papers, and acts to the services. */
export function openServices(surroundings: Surroundings, parts: ServiceParts): Services {
  const { config, metrics, trust } = surroundings;
  const { db, blobs, clock, requests, papers, sealer, mandates, catalogue, identity: people, notifications } = parts;
  const { register } = parts;
  const shared = { db, blobs, clock, requests, people, mandates, catalogue, signerTrust: trust.received };
  const printers = openPrinters({ papers, blobs });
  const signing = openSigning(surroundings, { ...shared, stamps: stampMeasure(papers) }, parts);
  const { legalisation } = signing;
  const copies = { ...shared, vault: people.vault };
  const certification = openCertification(config, copies);
  const refusals = openRefusals({ db, clock, requests, catalogue, legalisation, certification });
  const acts = createActs({
    db,
    ...actsSurroundings(surroundings, clock),
    ...timeSteps(metrics, { papers: printers.actPrinter, sealer, blobs }),
    ports: actsPorts({ db, legalisation, certification, mandates, notifications, requests, register, refusals }),
  });
  const originals = openOriginals(config, { ...copies, acts });
  return { ...signing, certification, originals, refusals, pages: openRequestPages(shared), acts, ...printers };
}

/** What acts take from the configuration and tell the operator. */
function actsSurroundings(surroundings: Surroundings, clock: Clock) {
  const { config, log, trust } = surroundings;
  return {
    clock,
    publicUrl: config.publicUrl,
    accessKey: readSecret(config, 'access-key'),
    preparationSeconds: config.preparationSeconds,
    trust: { trust: trust.officers, timestampTrust: trust.timestamps, trainingTrust: trust.training },
    onFailure: (error: unknown) => log.error({ err: error }, 'an act could not be finished yet'),
    onUnproven: unprovenFileAlarm(surroundings),
  };
}

/** What printing tells the room of legalisations of its stamps. */
export function stampMeasure(papers: Pick<Papers, 'stampSize'>): LegalisationDeps['stamps'] {
  return {
    measure: (face, languages, options) => papers.stampSize({ ...face, ...undecided }, languages, options),
    wording: currentWording,
    foot: footBand,
  };
}

const blank = { ar: '…', fr: '…', zgh: '…', en: '…' } as const;

/** What a paper says before an officer has taken it in hand. */
export const undecided = {
  kind: 'legalisation',
  wording: currentWording,
  number: null,
  code: null,
  verifyUrl: null,
  host: '',
  instant: null,
  officer: { name: { arabic: '…', latin: '…' }, capacity: blank, delegation: '…' },
} as const;
