import { fileURLToPath } from 'node:url';
import { type Context, Hono } from 'hono';
import { compress } from 'hono/compress';
import { simulatedAuthenticatorRoutes } from '../adapters/authenticator/index.ts';
import { createSmtpMailer } from '../adapters/mail/index.ts';
import { closeSandbox } from '../modules/documents/index.ts';
import { relyingPartyOf } from '../modules/identity/index.ts';
import { readCeremonyKey } from '../modules/organisation/index.ts';
import { readSecret } from '../platform/config/index.ts';

import {
  accountRoutes,
  legaliseLongForms,
  legaliseRoutes,
  originalsLongForms,
  originalsRoutes,
  personFileRoutes,
  toSignRoutes,
} from '../web/account/index.ts';
import { type ApiDeps, apiRoutes } from '../web/api/index.ts';
import { staffPasskeyRoutes } from '../web/staff-passkey/index.ts';
import { homeRoutes } from '../web/home/index.ts';
import { mailboxRoutes } from '../web/mailbox/index.ts';
import { nationalRoutes } from '../web/national/index.ts';
import { officeRoutes, readClientAssets, readClientEntry } from '../web/office/index.ts';
import { preEnrolmentRoutes } from '../web/pre-enrolment/index.ts';
import { protectForms, readSession, type SessionEnv, type SessionOptions, signInRoutes } from '../web/session/index.ts';
import {
  assetRoutes,
  chooseLanguage,
  designAssets,
  pageFailure,
  pageHeaders,
  pageNotFound,
} from '../web/shell/index.ts';
import { openDemoMessages, openSimulatedAuthenticator, simulatedCeremony } from './demo.ts';
import { demoPeopleRoutes } from './demo-people.ts';
import { createDrafts } from './drafts.ts';
import { certifiedCopy } from '../services/certified-copy/service.ts';
import { measured } from './measured.ts';
import { certificateJudge } from './officer-certificates.ts';
import { openOwnRequests } from './own-requests.ts';
import { createRooms, type Rooms, signableNatures } from './rooms.ts';
import { openPool } from './pool.ts';
import type { Surroundings } from './surroundings.ts';

const client = fileURLToPath(new URL('../../dist/client', import.meta.url));

/** The pages and the API, ready to be served. */
export interface WebProgram {
  readonly app: Hono<SessionEnv>;
  stop(): Promise<void>;
}

/** Plugs the rooms together for people and staff. */
export function composeWeb(surroundings: Surroundings): WebProgram {
  const { config, addresses } = surroundings;
  const db = openPool(surroundings, 'app', 16);
  const mailer = createSmtpMailer({ url: addresses.smtp ?? '', from: config.mailFrom });
  const rooms = createRooms(surroundings, db, mailer);
  const app = new Hono<SessionEnv>();
  mountAll(app, surroundings, rooms);
  return {
    app,
    stop: () => rooms.close().then(closeSandbox),
  };
}

function mountAll(app: Hono<SessionEnv>, surroundings: Surroundings, rooms: Rooms): void {
  const { config, log } = surroundings;
  const demo = config.mode === 'demo';
  const session: SessionOptions = {
    identity: rooms.identity,
    publicUrl: config.publicUrl,
    formKey: readSecret(config, 'form-key'),
    trustedProxies: config.trustedProxies,
  };
  app.route('/', assetRoutes([...designAssets, ...readClientAssets(client)]));
  app.get('/health', c => health(c, rooms));
  app.use(
    measured(surroundings),
    chooseLanguage(),
    pageHeaders(),
    compress(),
    readSession(session),
    protectForms({ ...session, longForms: [...legaliseLongForms, ...originalsLongForms] }),
  );
  app.route('/', homeRoutes({ demo }));
  app.route('/', signInRoutes(session));
  mountAccount(app, surroundings, rooms, session);
  app.route(
    '/',
    preEnrolmentRoutes({
      db: rooms.db,
      drafts: rooms.preEnrolments.drafts,
      publicUrl: config.publicUrl,
      trustedProxies: config.trustedProxies,
      receipt: config.dataProtectionReceipt,
      padScript: readClientEntry(client, 'src/web/pre-enrolment/client/signature-pad.ts').script,
      demo,
    }),
  );
  mountStaff(app, surroundings);
  app.route('/', apiRoutes(apiDeps(surroundings, rooms)));
  if (demo) mountDemo(app, surroundings);
  app.notFound(pageNotFound);
  app.onError(
    pageFailure(error => {
      const reference = crypto.randomUUID().slice(0, 8);
      log.error({ err: error, reference }, 'a page failed');
      return reference;
    }),
  );
}

/** What staff open in a browser. */
function mountStaff(app: Hono<SessionEnv>, { config, addresses }: Surroundings): void {
  const demo = config.mode === 'demo';
  const registration = readClientEntry(client, 'src/web/staff-passkey/register.ts').script;
  app.route('/', staffPasskeyRoutes({ script: registration, demo }));
  app.route(
    '/',
    officeRoutes({
      demo,
      bridge: addresses.bridge,
      entry: readClientEntry(client, 'src/web/office/client/main.tsx'),
    }),
  );
}

/** A person's own pages. */
function mountAccount(app: Hono<SessionEnv>, { config }: Surroundings, rooms: Rooms, session: SessionOptions): void {
  const account = {
    db: rooms.db,
    session,
    security: rooms.security,
    levels: rooms.levels,
    national: rooms.national,
    acts: rooms.acts,
    mandates: rooms.mandates,
    merging: rooms.merging,
    ownRequests: openOwnRequests(rooms),
    natures: signableNatures,
    accessKey: readSecret(config, 'access-key'),
    passkeyScript: readClientEntry(client, 'src/web/account/security/client/passkeys.ts').script,
    demo: config.mode === 'demo',
  };
  const script = (source: string): string => readClientEntry(client, `src/web/${source}`).script;
  const padScript = script('pre-enrolment/client/signature-pad.ts');
  app.route(
    '/',
    legaliseRoutes({
      ...account,
      distance: rooms.distance,
      padScript,
      placingScript: script('account/legalise/client/placing.ts'),
      uploadScript: script('account/legalise/client/uploading.ts'),
    }),
  );
  app.route('/', originalsRoutes({ ...account, originals: rooms.originals, kinds: certifiedCopy.natures }));
  app.route('/', toSignRoutes({ ...account, parties: rooms.parties, padScript }));
  app.route('/', accountRoutes(account));
  app.route('/', personFileRoutes({ ...account, ...rooms, fingerprints: rooms.biometrics }));
  app.route('/', nationalRoutes({ national: rooms.national, session, demo: config.mode === 'demo' }));
}

function apiDeps(surroundings: Surroundings, rooms: Rooms): ApiDeps {
  const { config, log } = surroundings;
  const { db, clock, identity, preEnrolments, visits, legalisation, mandates, acts, catalogue, papers } = rooms;
  return {
    db,
    clock,
    identity,
    visits: { service: visits, bridge: surroundings.addresses.bridge ?? null },
    preEnrolments,
    staffAccess: rooms.staffAccess,
    administration: rooms.administration,
    merging: rooms.merging,
    profile: rooms.profile,
    rights: rooms.rights,
    legalisation,
    certification: rooms.certification,
    desk: rooms,
    originals: rooms.originals,
    pages: rooms.pages,
    mandates,
    acts,
    register: rooms.register,
    catalogue,
    papers,
    refusals: rooms.refusals,
    drafts: createDrafts({ ...rooms, papers: rooms.actPrinter }),
    statements: statementPorts(surroundings, rooms),
    publicUrl: config.publicUrl,
    trustedProxies: config.trustedProxies,
    simulatedAuthenticator: config.mode === 'demo' ? '/simulated-authenticator/assert' : null,
    onFailure: error => log.error({ err: error }, 'an API call failed'),
  };
}

function statementPorts(surroundings: Surroundings, { sealer, clock }: Rooms): ApiDeps['statements'] {
  const { config, trust } = surroundings;
  return {
    ceremonyKey: readCeremonyKey(trust.ceremonyKey),
    rpId: relyingPartyOf(config.publicUrl).id,
    judgeCertificate: certificateJudge(trust.officers, sealer),
    simulated: config.mode === 'demo' ? simulatedCeremony(surroundings, clock) : null,
  };
}

function mountDemo(app: Hono<SessionEnv>, { config }: Surroundings): void {
  const authenticator = openSimulatedAuthenticator({ config });
  app.route('/', mailboxRoutes(openDemoMessages(config)));
  app.route('/', demoPeopleRoutes(authenticator));
  app.route('/', simulatedAuthenticatorRoutes(authenticator, new URL(config.publicUrl).origin));
}

/**
 * For load balancers and people on call: 503 when nothing can be served, 200 and `degraded` when acts cannot be signed but
 * everything else can, so that a sealer's trouble does not take verification and the vault away.
 */
async function health(c: Context, { db, sealer }: Rooms): Promise<Response> {
  const [database, signing] = await Promise.all([db.ping(), sealer.ping()]);
  if (!database) return c.json({ status: 'down', database, sealer: signing }, 503);
  return c.json({ status: signing ? 'ok' : 'degraded', database, sealer: signing });
}
