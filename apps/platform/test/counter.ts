import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import sharp from 'sharp';
import { openSoftwareKeys } from '../src/adapters/signers/software/index.ts';
import { createLegalisationPrinter } from '../src/composition/paper-maker.ts';
import { undecided } from '../src/composition/rooms.ts';
import {
  type AccountId,
  getValue,
  type Language,
  newId,
  type OfficeId,
  type StaffActor,
  type StaffId,
} from '../src/kernel/index.ts';
import { createActs, isBeingSigned } from '../src/modules/acts/index.ts';
import { createCatalogue } from '../src/modules/catalogue/index.ts';
import { closeSandbox, deposit, findInVault } from '../src/modules/documents/index.ts';
import type { Enrolment, IdentityService } from '../src/modules/identity/index.ts';
import { createLegalisation, type LegalisationService } from '../src/modules/legalisation/index.ts';
import { installStaff, listRevocations } from '../src/modules/organisation/index.ts';
import { createRequests, type Requests } from '../src/modules/requests/index.ts';
import {
  createPapers,
  createSealerClient,
  currentWording,
  footBand,
  startSealer,
} from '../src/modules/sealing/index.ts';
import { type BlobStore, openBlobFolder } from '../src/platform/blobs/index.ts';
import type { Database } from '../src/platform/db/index.ts';
import { roles } from '../src/roles.ts';
import { signatureLegalisation } from '../src/services/signature-legalisation/service.ts';
import { apiRoutes } from '../src/web/api/index.ts';
import type { SessionEnv } from '../src/web/session/index.ts';
import { chooseLanguage } from '../src/web/shell/index.ts';
import { type SigningCommune, signingCommune } from './acts.ts';
import { testEnrolment, testIdentity } from './identity.ts';
import type { TestOfficer } from './signing.ts';

const system = { kind: 'system', task: 'test' } as const;

/** A counter at work: one commune, its real rooms over a test's database, a sealer, and the staff API. */
export interface Counter {
  readonly commune: SigningCommune;
  readonly identity: IdentityService;
  readonly requests: Requests;
  readonly legalisation: LegalisationService;
  readonly blobs: BlobStore;
  /** Failures that were nobody's input. */
  readonly failures: unknown[];
  /** Somebody on the staff of the office with a role, signed in. */
  hire(role: keyof typeof roles, office?: OfficeId): Promise<StaffActor>;
  /** An officer who may sign, signed in. */
  appoint(): Promise<{ readonly officer: TestOfficer; readonly actor: StaffActor }>;
  /** A person enrolled by the counter. */
  enrol(changes?: Partial<Enrolment>): Promise<{ readonly personId: string; readonly documentId: string }>;
  /** Asks the API as a member of staff; writes get a new idempotency key unless one is given. */
  ask(actor: StaffActor, method: string, path: string, options?: AskOptions): Promise<Answer>;
  /** Ends the session of an actor, as signing out elsewhere would. */
  signOut(actor: StaffActor): void;
  close(): Promise<void>;
}

export interface AskOptions {
  readonly body?: unknown;
  readonly form?: FormData;
  readonly key?: string;
  readonly language?: Language;
}

export interface Answer {
  readonly status: number;
  readonly type: string;
  // What came back, as the test expects it to be.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly json: any;
  readonly bytes: Buffer;
}

/** Opens a counter for a test file. Everything that it makes lies in a folder of its own. */
export async function openCounter(databases: { readonly app: Database; readonly sealer: Database }): Promise<Counter> {
  const folder = mkdtempSync(join(tmpdir(), 'shubbak-counter-'));
  const db = databases.app;
  const commune = await signingCommune(db, folder);
  const { communeId, office } = commune;
  const { authority, ceremonyKey } = commune.signing;
  const failures: unknown[] = [];
  const onFailure = (error: unknown) => void failures.push(error);
  const clock = () => new Date();
  const running = await startSealer({
    socketPath: join(folder, 'sealer.sock'),
    journalPath: join(folder, 'journal'),
    keys: openSoftwareKeys(authority.officerKeys),
    authority: { url: authority.url, trust: authority.trust },
    trust: { ceremonyKey, origins: ['https://localhost'] },
    readRevocations: id => databases.sealer.transaction({ communeId: id }, tx => listRevocations(tx, id)),
    clock,
    onFailure,
  });
  const sealer = createSealerClient(join(folder, 'sealer.sock'));
  const papers = createPapers();
  const blobs = openBlobFolder(join(folder, 'blobs'));
  const { identity } = testIdentity(db);
  const catalogue = createCatalogue([signatureLegalisation]);
  const requests = createRequests({
    isBeingSigned,
    refusalReasonsOf: service => catalogue.findService(service)?.refusalReasons.map(({ code }) => code),
  });
  const legalisation = createLegalisation({
    db,
    blobs,
    clock,
    requests,
    people: identity,
    catalogue,
    stamps: {
      measure: (face, languages) => papers.stampSize({ ...face, ...undecided }, languages),
      wording: currentWording,
      foot: footBand,
    },
  });
  const printer = createLegalisationPrinter({ papers, blobs });
  const acts = createActs({
    db,
    blobs,
    clock,
    sealer,
    papers: printer,
    publicUrl: 'https://localhost',
    accessKey: Buffer.alloc(32, 3),
    preparationSeconds: 600,
    trust: { trust: authority.trust, timestampTrust: authority.trust },
    onFailure,
    ports: {
      readFacts: (tx, actor, request) => legalisation.actFacts(tx, actor, request),
      findInVault: (personId, actId) => db.transaction({ personId }, tx => findInVault(tx, personId, actId)),
      onRecorded: async (tx, { requestId, actId, holders, recordedAt, ...act }) => {
        for (const personId of holders)
          await deposit(tx, { personId, actId, communeId: act.communeId, addedAt: recordedAt });
        getValue(await requests.complete(tx, { communeId: act.communeId, requestId, actId }, recordedAt));
      },
    },
  });
  const signedOut = new Set<string>();
  const api = apiRoutes({
    db,
    clock,
    identity: {
      ...identity,
      listSessions: async actor => (signedOut.has(actor.sessionId) ? [] : [openSessionOf(actor)]),
    },
    legalisation,
    acts,
    catalogue,
    papers,
    drafts: { print: (id, face, paper) => printer.draft(id, { ...face, ...undecided }, paper) },
    publicUrl: 'https://localhost',
    simulatedAuthenticator: null,
    onFailure,
  });
  const hire: Counter['hire'] = async (role, officeId = office.id) => {
    const actor = newActor(communeId, roles[role], officeId);
    const name = { arabic: 'كريم التازي', latin: 'Karim TAZI' };
    const staff = { communeId, id: actor.staffId, accountId: actor.accountId, name };
    await db.transaction({ communeId }, async tx => getValue(await installStaff(tx, system, staff)));
    return actor;
  };
  const ask: Counter['ask'] = async (actor, method, path, options = {}) => {
    const app = new Hono<SessionEnv>();
    app.use(chooseLanguage(), async (c, next) => {
      c.set('actor', actor);
      await next();
    });
    app.route('/', api);
    const response = await app.request(`/api/v1${path}`, requestOf(method, options));
    const bytes = Buffer.from(await response.arrayBuffer());
    const type = response.headers.get('content-type') ?? '';
    return {
      status: response.status,
      type,
      bytes,
      json: type.includes('json') ? JSON.parse(bytes.toString('utf8')) : undefined,
    };
  };
  return {
    commune,
    identity,
    requests,
    legalisation,
    blobs,
    failures,
    hire,
    appoint: async () => {
      const { officer, actor } = await commune.appoint();
      return { officer, actor: { ...actor, grants: grantsOf(roles.officer, office.id) } };
    },
    enrol: async changes => {
      const enrolled = await identity.enrol(await hire('clerk'), testEnrolment(changes), randomUUID());
      return getValue(enrolled);
    },
    ask,
    signOut: actor => signedOut.add(actor.sessionId),
    close: async () => {
      sealer.close();
      await running.stop();
      await authority.stop();
      await papers.close();
      closeSandbox();
      rmSync(folder, { recursive: true });
    },
  };
}

function requestOf(method: string, { body, form, key, language = 'en' }: AskOptions): RequestInit {
  const headers: Record<string, string> = { 'accept-language': language };
  if (method !== 'GET') headers['idempotency-key'] = key ?? randomUUID();
  if (body !== undefined) headers['content-type'] = 'application/json';
  return { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }), ...(form && { body: form }) };
}

function newActor(communeId: StaffActor['communeId'], permissions: readonly string[], officeId: OfficeId): StaffActor {
  const now = new Date();
  return {
    kind: 'staff',
    accountId: newId<AccountId>(now),
    sessionId: newId(now),
    staffId: newId<StaffId>(now),
    communeId,
    grants: grantsOf(permissions, officeId),
  };
}

function grantsOf(permissions: readonly string[], officeId: OfficeId): StaffActor['grants'] {
  return permissions.map(permission => ({ permission, jurisdiction: { level: 'office', officeId } }));
}

function openSessionOf({ sessionId }: { readonly sessionId: StaffActor['sessionId'] }) {
  const at = new Date();
  return { id: sessionId, createdAt: at, seenAt: at, current: true };
}

/** An A4 page that reads as printed text: lines of words, the lower part empty for a stamp. */
export async function scannedPage({
  text = 'Attestation',
  dpi = 150,
}: {
  text?: string;
  dpi?: number;
} = {}): Promise<Buffer> {
  const [width, height] = [Math.round((210 / 25.4) * dpi), Math.round((297 / 25.4) * dpi)];
  const line = (index: number) =>
    `<text x="${width * 0.12}" y="${height * (0.1 + index * 0.03)}" font-size="${height * 0.016}" font-family="DejaVu Sans">${text} ${index} lorem ipsum dolor sit amet consectetur</text>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#fff"/>${Array.from({ length: 14 }, (_, index) => line(index)).join('')}</svg>`;
  return sharp(Buffer.from(svg)).withMetadata({ density: dpi }).jpeg({ quality: 85 }).toBuffer();
}

/** A signature long enough to be one. */
export const aSignature = {
  pad: { widthMm: 120, heightMm: 50 },
  strokes: [
    Array.from({ length: 40 }, (_, index) => ({
      x: 10 + index * 2,
      y: 25 + 8 * Math.sin(index / 2),
      t: index * 12,
      pressure: 0.5,
    })),
  ],
};
