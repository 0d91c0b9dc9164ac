import { randomUUID, X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hono } from 'hono';
import { actsPorts } from '../src/composition/acts-ports.ts';
import { composeAdministration } from '../src/composition/administration.ts';
import { createDrafts } from '../src/composition/drafts.ts';
import { openRefusals } from '../src/composition/refusals.ts';
import { openCertification, openOriginals } from '../src/composition/certification.ts';
import { measured, timeSteps } from '../src/composition/measured.ts';
import { certificateJudge } from '../src/composition/officer-certificates.ts';
import { openPrinters } from '../src/composition/printers.ts';
import { openRegister, type Register, type RegisterParts } from '../src/composition/register.ts';
import { openRequestPages, requestsPorts } from '../src/composition/requests-ports.ts';
import { openRequestWork, type RequestWork } from '../src/composition/request-work.ts';
import { stampMeasure } from '../src/composition/services.ts';
import { type ActId, getValue, type Language, type OfficeId, type StaffActor } from '../src/kernel/index.ts';
import { type Acts, createActs } from '../src/modules/acts/index.ts';
import { createCatalogue } from '../src/modules/catalogue/index.ts';
import type { Originals } from '../src/modules/certification/index.ts';
import type { PreEnrolments } from '../src/modules/enrolment/index.ts';
import { closeSandbox } from '../src/modules/documents/index.ts';
import { type Enrolment, type IdentityService, type Mandates } from '../src/modules/identity/index.ts';
import {
  createLegalisation,
  type LegalisationDeps,
  type LegalisationService,
  type Parties,
  type PartyMessage,
} from '../src/modules/legalisation/index.ts';
import type { ActNature } from '../src/modules/organisation/index.ts';
import { createRequests, type Requests } from '../src/modules/requests/index.ts';
import { createPapers } from '../src/modules/sealing/index.ts';
import { type BlobStore, type ErasableBlobs, openBlobFolder } from '../src/platform/blobs/index.ts';
import { readConfig } from '../src/platform/config/index.ts';
import type { Database } from '../src/platform/db/index.ts';
import { createMetrics, type Metrics } from '../src/platform/telemetry/index.ts';
import { roles } from '../src/roles.ts';
import { certifiedCopy } from '../src/services/certified-copy/service.ts';
import { signatureLegalisation } from '../src/services/signature-legalisation/service.ts';
import { apiRoutes } from '../src/web/api/index.ts';
import type { SessionEnv } from '../src/web/session/index.ts';
import { chooseLanguage } from '../src/web/shell/index.ts';
import { type SigningCommune, signingCommune } from './acts.ts';
import { officeParties } from './office-parties.ts';
import { openSealer, type SealerState } from './office-sealer.ts';
import { testPreEnrolments } from './pre-enrolments.ts';
import { testEnrolment, testOrigin } from './identity.ts';
import { testPersonFiles } from './person-files.ts';
import { grantsOf, hireStaff, openSessionOf } from './staff-actors.ts';
import { testMandates } from './mandates.ts';
import { mergingAtOnce } from './merging.ts';
import type { TestOfficer } from './signing.ts';
import { testVisits } from './visits.ts';

/** An office at work: one commune, its real rooms over a test's database, a sealer, and the staff API. */
export interface TestOffice {
  readonly commune: SigningCommune;
  readonly identity: IdentityService;
  readonly preEnrolments: PreEnrolments;
  readonly mandates: Mandates;
  readonly acts: Acts;
  readonly register: Register;
  readonly registerParts: RegisterParts;
  /** Acts of which a holder was told that they have no effect any more. */
  readonly told: readonly ActId[];
  readonly requests: Requests;
  readonly work: RequestWork;
  readonly legalisation: LegalisationService;
  readonly legalisationDeps: LegalisationDeps & { readonly parties: Parties };
  /** Invitations that left, latest last. */
  readonly sent: readonly PartyMessage[];
  readonly originals: Originals;
  /** Failures that were nobody's input. */
  readonly failures: unknown[];
  /** What Prometheus would read of this office. */
  readonly metrics: Metrics;
  /** Somebody on the staff of the office with a role, signed in. */
  hire(role: keyof typeof roles, office?: OfficeId): Promise<StaffActor>;
  /** An officer who may sign acts of these natures (legalisations unless told), signed in. */
  appoint(natures?: readonly ActNature[]): Promise<{ readonly officer: TestOfficer; readonly actor: StaffActor }>;
  /** A person enrolled by the office. */
  enrol(changes?: Partial<Enrolment>): ReturnType<typeof enrolled>;
  /** Asks the API as a member of staff; writes get a new idempotency key unless one is given. */
  ask(actor: StaffActor, method: string, path: string, options?: AskOptions): Promise<Answer>;
  /** Ends the session of an actor, as signing out elsewhere would. */
  signOut(actor: StaffActor): void;
  /** Stops the sealer, and unless `how` is 'off' starts it again: with its timestamp authority, or with one that never answers. */
  restartSealer(how: SealerState): Promise<void>;
  /** What the worker does at start and each minute: finishes acts that were held up. */
  recover(): Promise<unknown>;
  close(): Promise<void>;
}

export interface AskOptions {
  readonly body?: unknown;
  readonly form?: FormData;
  readonly key?: string;
  readonly language?: Language;
  /** When the passkey last answered; now unless said otherwise. */
  readonly confirmedAt?: Date;
}

export interface Answer {
  readonly status: number;
  readonly type: string;
  // What came back is what the test says it should be.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly json: any;
  readonly bytes: Buffer;
}

/** Opens an office for a test file. Everything that it makes lies in a folder of its own. */
export async function openOffice(databases: {
  /** The blobs' folder behind something that fails. */
  readonly blobs?: (folder: ErasableBlobs) => BlobStore;
  readonly app: Database;
  readonly sealer: Database;
}): Promise<TestOffice> {
  const folder = mkdtempSync(join(tmpdir(), 'shubbak-office-'));
  const db = databases.app;
  const commune = await signingCommune(db, folder);
  const { communeId, office } = commune;
  const failures: unknown[] = [];
  const metrics = createMetrics('test');
  const onFailure = (error: unknown) => void failures.push(error);
  const sealing = await openSealer(databases.sealer, commune, folder, onFailure);
  const { sealer } = sealing;
  const papers = createPapers();
  const kept = openBlobFolder(join(folder, 'blobs'));
  const blobs = databases.blobs?.(kept) ?? kept;
  const { identity, mandates, deps: identityDeps } = testMandates(db);
  const { preEnrolments } = testPreEnrolments(db, { clock: () => new Date(), vault: identity.vault });
  const catalogue = createCatalogue([signatureLegalisation, certifiedCopy]);
  const clock = () => new Date();
  const requests = createRequests(requestsPorts(catalogue, clock));
  const told: ActId[] = [];
  const notifications = {
    notifyRequest: async () => undefined,
    notifyActWithdrawn: async (_tx: unknown, { actId }: { actId: ActId }) => void told.push(actId),
  };
  const work = openRequestWork(
    { requestLeaseMinutes: 15 },
    { db, clock, catalogue, requests, identity, notifications },
  );
  const stamps = stampMeasure(papers);
  // As in the demo, where our own acts are known when people bring them back.
  const own = commune.signing.authority.trust;
  const signerTrust = { signers: own, timestamps: own };
  const { parties, sent } = officeParties({ db, blobs, clock, requests, identity, catalogue, mandates });
  const papersOf = { db, blobs, clock, requests, people: identity, mandates, catalogue, stamps, signerTrust };
  const legalisationDeps = { ...papersOf, parties };
  const legalisation = createLegalisation(legalisationDeps);
  const { printer, actPrinter } = openPrinters({ papers, blobs });
  const registerParts: RegisterParts = {
    db,
    clock,
    blobs,
    identity,
    catalogue,
    notifications,
    papers,
    sealer,
    trust: { trust: own, timestampTrust: own },
    folder: join(folder, 'second-copy'),
    onHeldUp: (_place, code) => onFailure(code),
  };
  const register = openRegister(registerParts);
  const certification = openCertification(readConfig({}), { ...legalisationDeps, vault: identity.vault });
  const refusals = openRefusals({ db, clock, requests, catalogue, legalisation, certification });
  const acts = createActs({
    db,
    clock,
    ...timeSteps(metrics, { papers: actPrinter, sealer, blobs }),
    publicUrl: 'https://localhost',
    accessKey: Buffer.alloc(32, 3),
    preparationSeconds: 600,
    trust: { trust: commune.signing.authority.trust, timestampTrust: commune.signing.authority.trust },
    onFailure,
    onUnproven: onFailure,
    ports: actsPorts({
      db,
      legalisation,
      certification,
      mandates,
      requests,
      register,
      refusals,
      notifications: { notifyActReady: async () => undefined, notifyRequest: async () => undefined },
    }),
  });
  const originals = openOriginals(readConfig({}), { ...legalisationDeps, vault: identity.vault, acts });
  const signedOut = new Set<string>();
  const api = apiRoutes({
    db,
    clock,
    identity: {
      ...identity,
      listSessions: async actor => (signedOut.has(actor.sessionId) ? [] : [openSessionOf(actor)]),
    },
    visits: { service: testVisits({ db, clock, identity }).visits, bridge: null },
    preEnrolments,
    ...composeAdministration(identity, identityDeps),
    ...testPersonFiles({ identity, deps: identityDeps }).services,
    merging: mergingAtOnce(identityDeps),
    legalisation,
    certification,
    desk: { requests, ...work },
    originals,
    pages: openRequestPages({ db, blobs, clock, requests, signerTrust }),
    mandates,
    acts,
    register,
    catalogue,
    papers,
    statements: {
      ceremonyKey: commune.signing.ceremonyKey,
      rpId: new URL(testOrigin).hostname,
      judgeCertificate: certificateJudge(own, sealer),
      simulated: {
        signCeremony: bytes => commune.signing.authority.ceremony.sign(bytes),
        issueCertificate: async name =>
          new X509Certificate(await commune.signing.authority.issueOfficerCertificate(name)).toString(),
      },
    },
    refusals,
    drafts: createDrafts({ db, requests, legalisation, certification, refusals, printer, papers: actPrinter }),
    publicUrl: 'https://localhost',
    simulatedAuthenticator: null,
    onFailure,
  });
  const hire: TestOffice['hire'] = (role, officeId = office.id) => hireStaff(db, communeId, { role, officeId });
  return {
    commune,
    identity,
    preEnrolments,
    mandates,
    acts,
    register,
    registerParts,
    told,
    requests,
    work,
    legalisation,
    legalisationDeps,
    sent,
    originals,
    failures,
    metrics,
    hire,
    appoint: async natures => {
      const { officer, actor } = await commune.appoint(natures && { natures });
      return { officer, actor: { ...actor, grants: grantsOf(roles.officer, office.id) } };
    },
    enrol: async changes => enrolled(identity, await hire('clerk'), changes),
    ask: (actor, method, path, options) => ask({ api, metrics }, actor, method, path, options),
    signOut: actor => void signedOut.add(actor.sessionId),
    restartSealer: sealing.restart,
    recover: () => acts.recover(),
    close: async () => {
      sealer.close();
      await sealing.restart('off');
      await commune.signing.authority.stop();
      await papers.close();
      closeSandbox();
      rmSync(folder, { recursive: true });
    },
  };
}

async function enrolled(identity: IdentityService, clerk: StaffActor, changes: Partial<Enrolment> | undefined) {
  return getValue(await identity.enrol(clerk, testEnrolment(changes), randomUUID()));
}

async function ask(
  { api, metrics }: { readonly api: ReturnType<typeof apiRoutes>; readonly metrics: Metrics },
  actor: StaffActor,
  method: string,
  path: string,
  { body, form, key, language = 'en', confirmedAt }: AskOptions = {},
): Promise<Answer> {
  const app = new Hono<SessionEnv>();
  app.use(measured({ metrics }), chooseLanguage(), async (c, next) => {
    c.set('actor', actor);
    const now = new Date();
    const session = { actor, sessionId: actor.sessionId, expiresAt: now, sharedDevice: false, steppedUp: false };
    c.set('session', { ...session, confirmedAt: confirmedAt ?? now });
    await next();
  });
  app.route('/', api);
  const headers: Record<string, string> = { 'accept-language': language };
  if (method !== 'GET') headers['idempotency-key'] = key ?? randomUUID();
  if (body !== undefined) headers['content-type'] = 'application/json';
  const content = body === undefined ? form : JSON.stringify(body);
  const request = { method, headers, ...(content !== undefined && { body: content }) };
  const response = await app.request(path.startsWith('/api/') ? path : `/api/v1${path}`, request);
  const bytes = Buffer.from(await response.arrayBuffer());
  const type = response.headers.get('content-type') ?? '';
  const json = type.includes('json') ? JSON.parse(bytes.toString('utf8')) : undefined;
  return { status: response.status, type, bytes, json };
}
