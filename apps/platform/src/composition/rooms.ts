import { join } from 'node:path';
import { createSimulatedMatcher } from '../adapters/fingerprints/index.ts';
import { type Clock, isTraining } from '../kernel/index.ts';
import { type Catalogue, createCatalogue } from '../modules/catalogue/index.ts';
import type { Visits } from '../modules/enrolment/index.ts';
import type { PreEnrolments } from '../modules/enrolment/index.ts';
import {
  type ContactCodes,
  createBiometrics,
  createMerging,
  createStaffAccess,
  createIdentityService,
  createKeyRing,
  createMandates,
  type IdentityDependencies,
  type IdentityService,
  type Mandates,
  type Merging,
  type PersonSecurity,
  type NationalIdentity,
  relyingPartyOf,
  type ServiceLevels,
  type StaffAccess,
} from '../modules/identity/index.ts';
import { createNotificationService, type Mailer, type SecurityNotices } from '../modules/notifications/index.ts';
import { type Administration, findStaff, findStaffAtWork, type Training } from '../modules/organisation/index.ts';
import { createRequests, readReference, type Requests, usualLapseDays } from '../modules/requests/index.ts';
import { createPapers, createSealerClient, type Papers, type SealerClient } from '../modules/sealing/index.ts';
import { type ErasableBlobs, openBlobFolder } from '../platform/blobs/index.ts';
import { readRingKeys, readSecret } from '../platform/config/index.ts';
import type { Database } from '../platform/db/index.ts';
import { rolePlan } from '../roles.ts';
import { certifiedCopy } from '../services/certified-copy/service.ts';
import { signatureLegalisation } from '../services/signature-legalisation/service.ts';
import { composeAdministration } from './administration.ts';
import { mergeParticipants } from './merge-participants.ts';
import { openTexts } from './messenger.ts';
import { openNationalIdentity } from './national.ts';
import { openPersonFiles, type PersonFiles } from './person-files.ts';
import { openPreEnrolments } from './pre-enrolments.ts';
import { secondCopyOf } from './extracts.ts';
import { openRegister, type Register } from './register.ts';
import { followSteps } from './request-notices.ts';
import { openRequestWork, type RequestWork } from './request-work.ts';
import { requestsPorts } from './requests-ports.ts';
import { openSecurity } from './security.ts';
import { openServices, type Services } from './services.ts';
import { openPool } from './pool.ts';
import type { Surroundings } from './surroundings.ts';
import { openTraining } from './training.ts';
import { openVisits } from './visits.ts';

const clock: Clock = () => new Date();

/** Natures of act that a mandate may name: all but those that are always refused. */
export const signableNatures = signatureLegalisation.natures.filter(({ rule }) => rule !== 'refuse');

/** Every room of the platform over one database login, plugged together. The only place where they meet. */
export interface Rooms extends PersonFiles, RequestWork, Services {
  readonly db: Database;
  readonly blobs: ErasableBlobs;
  readonly clock: Clock;
  readonly papers: Papers;
  readonly sealer: SealerClient;
  readonly identity: IdentityService;
  readonly contactCodes: ContactCodes;
  readonly levels: ServiceLevels;
  readonly national: NationalIdentity;
  readonly preEnrolments: PreEnrolments;
  readonly biometrics: ReturnType<typeof openBiometrics>;
  readonly merging: Merging;
  readonly security: PersonSecurity;
  readonly securityNotices: SecurityNotices;
  readonly visits: Visits;
  readonly staffAccess: StaffAccess;
  readonly administration: Administration;
  readonly notifications: ReturnType<typeof createNotificationService>;
  readonly catalogue: Catalogue;
  readonly requests: Requests;
  readonly mandates: Mandates;
  readonly register: Register;
  readonly close: () => Promise<void>;
}

/** Builds the rooms. `db` is a pool under the process's own login. */
export function createRooms(surroundings: Surroundings, db: Database, mailer: Mailer): Rooms {
  const { config, addresses } = surroundings;
  const blobs = openBlobFolder(join(config.dataDir, 'blobs'));
  const papers = createPapers();
  const sealer = createSealerClient(addresses.sealer);
  const biometrics = openBiometrics(surroundings);
  const { deps: identityDeps, identity, notifications, ...people } = openIdentity(surroundings, db, mailer);
  const catalogue = createCatalogue([signatureLegalisation, certifiedCopy]);
  const mandates = openMandates(identityDeps, identity.vault);
  const requests = createRequests({
    ...requestsPorts(catalogue, clock),
    lapseDays: { ...usualLapseDays, ...config.requestDays },
    onStep: followSteps(identity.vault, notifications),
  });
  const register = openRegister({
    db,
    clock,
    blobs,
    identity,
    catalogue,
    notifications,
    papers,
    sealer,
    ...secondCopyOf(surroundings),
  });
  const parts = { db, blobs, clock, papers, sealer, identity, mandates, catalogue, requests, notifications, register };
  const { contactCodes } = people;
  const services = openServices(surroundings, { ...parts, contactCodes, mailer });
  const work = openRequestWork(config, { db, clock, catalogue, requests, identity, notifications });
  const around = { identity, ...people, ...work, ...services, biometrics, notifications, requests };
  const files = openPersonFiles(surroundings, identityDeps, around);
  const keepVouched: Parameters<typeof openNationalIdentity>[2]['keepVouched'] = (actor, changes) =>
    files.profile.changeByProvider(actor, changes);
  return {
    db,
    blobs,
    clock,
    papers,
    sealer,
    identity,
    ...people,
    mandates,
    ...openNationalIdentity(surroundings, identityDeps, { mailer, keepVouched }),
    biometrics,
    ...composeAdministration(identity, identityDeps),
    merging: joinFiles(surroundings, db, notifications),
    visits: openVisits(surroundings, { db, clock, identity, biometrics, ...people }),
    ...files,
    notifications,
    catalogue,
    requests,
    ...work,
    ...services,
    register,
    close: closing(sealer, [papers, biometrics, db]),
  };
}

function openMandates(deps: IdentityDependencies, vault: IdentityService['vault']): Mandates {
  return createMandates({ ...deps, vault, natures: signableNatures.map(({ code }) => code) });
}

/** Who is who, with what tells people and asks them: the rooms need each other, and tell once all of them stand. */
function openIdentity(surroundings: Surroundings, db: Database, mailer: Mailer) {
  const deps = dependOn(surroundings, db, {
    tell: (tx, news) => notifications.notifyAccount(tx, news),
    tellSecurity: (tx, news) => safety.securityNotices.owe(tx, news),
    makeReady: (accountId, atWork) => training.makeReady(accountId, atWork),
  });
  const identity = createIdentityService(deps);
  const staffAccess = createStaffAccess(deps);
  const training = openTraining(surroundings, { db, clock, identity, staffAccess, rpId: deps.relyingParty.id });
  const { publicUrl } = surroundings.config;
  const notifications = createNotificationService({
    db,
    clock,
    identity,
    mailer,
    texts: openTexts(surroundings),
    referenceOf: readReference,
    publicUrl,
  });
  const codes = openPreEnrolments(surroundings, { db, clock, vault: identity.vault, mailer });
  const safety = openSecurity(surroundings, deps, { identity, contactCodes: codes.contactCodes, mailer });
  return { deps, identity, notifications, ...codes, ...safety };
}

/** Closes what the rooms opened, the database last. */
function closing(sealer: SealerClient, opened: readonly { close(): Promise<void> }[]): Rooms['close'] {
  return async () => {
    sealer.close();
    for (const each of opened) await each.close();
  };
}

/** Over a login of its own: the one that serves everything else cannot look into the schema of templates. */
function openBiometrics(surroundings: Surroundings) {
  const { config } = surroundings;
  const db = openPool(surroundings, 'biometrics', 2);
  const service = createBiometrics({
    db,
    clock,
    keys: identityKeys(config),
    authorisation: config.biometricsAuthorisation,
    matcher: config.mode === 'demo' ? createSimulatedMatcher(config) : undefined,
  });
  return { ...service, close: () => db.close() };
}

/** Merging of two files of one person, with every room that keeps rows under a person. */
function joinFiles({ config }: Surroundings, db: Database, notifications: Rooms['notifications']): Merging {
  return createMerging({
    db,
    clock,
    keys: identityKeys(config),
    waitingDays: config.mergeWaitingDays,
    participants: mergeParticipants,
    staffName: async (tx, { communeId, staffId }) => (await findStaff(tx, communeId, staffId))?.name,
    tell: (tx, news) => notifications.notifyMerge(tx, news),
  });
}

function identityKeys(config: Surroundings['config']): IdentityDependencies['keys'] {
  return { index: readSecret(config, 'index-key'), envelope: createKeyRing(() => readRingKeys(config)) };
}

/** What the room of identity needs from outside. */
function dependOn(
  { config }: Surroundings,
  db: Database,
  { makeReady, ...telling }: Pick<IdentityDependencies, 'tell' | 'tellSecurity'> & Pick<Training, 'makeReady'>,
): IdentityDependencies {
  return {
    db,
    clock,
    keys: identityKeys(config),
    relyingParty: relyingPartyOf(config.publicUrl),
    acceptSimulated: config.mode === 'demo',
    staff: {
      findAtWork: async (accountId, now, from) => {
        const found = await db.transaction({}, tx => findStaffAtWork(tx, { accountId, plan: rolePlan, now, ...from }));
        if (found.ok && isTraining(found.value.communeId)) await makeReady(accountId, found.value);
        return found;
      },
    },
    syncedPasskeyLevel: config.syncedPasskeyLevel,
    ...telling,
  };
}
