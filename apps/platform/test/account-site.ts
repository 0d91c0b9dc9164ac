import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import { expect } from 'vitest';
import type { Clock } from '../src/kernel/index.ts';
import { type Acts, createActs, type UnprovenFile } from '../src/modules/acts/index.ts';
import { findInVault } from '../src/modules/documents/index.ts';
import { createServiceLevels } from '../src/modules/identity/index.ts';
import type { Database } from '../src/platform/db/index.ts';
import { accountRoutes, personFileRoutes } from '../src/web/account/index.ts';
import { protectForms, readSession, type SessionEnv, type SessionOptions } from '../src/web/session/index.ts';
import { chooseLanguage, pageHeaders } from '../src/web/shell/index.ts';
import { testOrigin } from './identity.ts';
import { testMandates } from './mandates.ts';
import { noMerges } from './merging.ts';
import { noNational } from './national.ts';
import { noRequests } from './no-requests.ts';
import { testPersonFiles } from './person-files.ts';
import { type RecordedAct, trustOf } from './recorded-act.ts';

interface Around {
  readonly now: Clock;
  readonly onUnproven: (file: UnprovenFile) => void;
}

/** The world in which people have accounts, and the pages of those accounts over a recorded act. */
export function testAccounts(db: Database) {
  const world = testMandates(db);
  const { identity, mandates, security, now, pass } = world;
  const { services, fingerprints } = testPersonFiles(world);
  const rooms = {
    db,
    security,
    mandates,
    levels: createServiceLevels({}),
    ownRequests: noRequests,
    natures: [],
    national: noNational,
    merging: noMerges,
  };
  /** Files that were asked for and did not prove their act. */
  const unproven: UnprovenFile[] = [];
  const siteOver = (recorded: RecordedAct) => {
    const session: SessionOptions = { identity, publicUrl: testOrigin, formKey: randomBytes(32) };
    const acts = actsOver(db, recorded, { now, onUnproven: file => void unproven.push(file) });
    const app = new Hono<SessionEnv>();
    app.use(chooseLanguage(), pageHeaders(), readSession(session), protectForms(session));
    const account = { ...rooms, session, acts, accessKey: recorded.accessKey, passkeyScript: '/p.js', demo: true };
    app.route('/', accountRoutes(account));
    app.route('/', personFileRoutes({ ...account, ...services, fingerprints }));
    return { app, browser: (language?: string) => browserOf(app, language) };
  };
  return { identity, now, pass, unproven, siteOver };
}

export type AccountSite = ReturnType<ReturnType<typeof testAccounts>['siteOver']>;

/** The act cycle over real vaults: what a person may open is what was put into theirs. */
function actsOver(db: Database, { counter, blobs, accessKey }: RecordedAct, around: Around): Acts {
  const never = (): never => expect.unreachable();
  return createActs({
    db,
    blobs,
    clock: around.now,
    sealer: counter.sealer,
    papers: { finalPages: never },
    publicUrl: testOrigin,
    accessKey,
    preparationSeconds: 600,
    trust: trustOf(counter),
    onFailure: never,
    onUnproven: around.onUnproven,
    ports: {
      readFacts: never,
      onRecorded: never,
      findInVault: (personId, actId) => db.transaction({ personId }, tx => findInVault(tx, { personId }, actId)),
    },
  });
}

/** A browser without script: it keeps cookies and posts the forms that it was shown. */
function browserOf(app: Hono<SessionEnv>, language = 'en') {
  const cookies = new Map<string, string>();
  const ask = async (path: string, fields?: Record<string, string>) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { cookie, 'accept-language': language, 'sec-fetch-site': 'same-origin' };
    const response = await app.request(path, {
      headers,
      ...(fields && { method: 'POST', body: new URLSearchParams(fields) }),
    });
    for (const given of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(given) ?? [];
      cookies.set(name, value);
    }
    const bytes = Buffer.from(await response.arrayBuffer());
    const html = bytes.toString();
    const token = /name="form-token" value="([^"]+)"/.exec(html)?.[1] ?? '';
    const main = /<main[^]*<\/main>/.exec(html)?.[0] ?? '';
    return { response, status: response.status, to: response.headers.get('location'), bytes, html, main, token };
  };
  return { ask };
}
