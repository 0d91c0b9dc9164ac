import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hono } from 'hono';
import { afterAll, expect } from 'vitest';
import {
  createNationalProvider,
  openSimulatedFiles,
  simulatedClientId,
  simulatedLevels,
  startSimulatedProvider,
  usualClaimNames,
} from '../src/adapters/national-identity/index.ts';
import { type CommuneId, getValue, newId, type PersonActor } from '../src/kernel/index.ts';
import {
  createMandates,
  createNationalIdentity,
  createProfile,
  createServiceLevels,
  type IdentityService,
  nationalCallback,
  type NationalDependencies,
} from '../src/modules/identity/index.ts';
import type { Database } from '../src/platform/db/index.ts';
import { findFreePort } from '../src/platform/ports/index.ts';
import { accountRoutes } from '../src/web/account/index.ts';
import { nationalRoutes } from '../src/web/national/index.ts';
import { protectForms, readSession, type SessionEnv } from '../src/web/session/index.ts';
import { chooseLanguage, pageHeaders } from '../src/web/shell/index.ts';
import { testClerk, testEnrolment, testIdentity, testKeys, testOrigin } from './identity.ts';
import { noMerges } from './merging.ts';
import { walk, type Walker } from './national.ts';
import { noRequests } from './no-requests.ts';

type Sent = Parameters<NationalDependencies['messenger']['send']>[0];

/** Starts the simulated provider and the pages that lead to it. The clock begins now and is moved by `pass`. */
export async function nationalSite(app: Database, worker: Database) {
  const dataDir = mkdtempSync(join(tmpdir(), 'national-'));
  const issuer = `http://127.0.0.1:${await findFreePort()}`;
  const redirectUri = testOrigin + nationalCallback;
  const running = await startSimulatedProvider({
    mode: 'demo',
    dataDir,
    issuer,
    host: '127.0.0.1',
    redirectUri,
    people: [],
  });
  afterAll(async () => {
    await running.stop();
    rmSync(dataDir, { recursive: true });
  });
  const keys = testKeys();
  // The provider's clock is the machine's.
  const told: string[] = [];
  const tellSecurity: NationalDependencies['tellSecurity'] = async (_tx, { event }) => void told.push(event);
  const { identity, security, now: clock, pass } = testIdentity(app, { keys, start: new Date(), tellSecurity });
  const sent: Sent[] = [];
  // Not asked for here: nobody at a counter changes anything, nor confirms an address.
  const codes = { send: async () => expect.unreachable(), confirm: async () => expect.unreachable() };
  const profile = createProfile({
    db: app,
    clock,
    keys,
    staffName: async () => undefined,
    providerChanges: true,
    codes,
    tell: async () => undefined,
  });
  const parts: Omit<NationalDependencies, 'db'> = {
    clock,
    keys,
    keepVouched: (actor, changes) => profile.changeByProvider(actor, changes),
    tellSecurity,
    provider: createNationalProvider({
      issuer,
      clientId: simulatedClientId,
      proof: { key: openSimulatedFiles(dataDir).clientKey },
      redirectUri,
      scope: 'openid identity',
      levels: { [simulatedLevels[0]]: 'low', [simulatedLevels[1]]: 'substantial', [simulatedLevels[2]]: 'high' },
      claims: usualClaimNames,
      signedWith: 'ES256',
      simulated: true,
      onFailure: () => undefined,
    }),
    messenger: { send: async message => void sent.push(message) },
    service: 'guichet.example.ma',
  };
  const national = createNationalIdentity({ ...parts, db: app });
  const session = { identity, publicUrl: testOrigin, formKey: randomBytes(32) };
  const site = new Hono<SessionEnv>();
  site.use(chooseLanguage(), pageHeaders(), readSession(session), protectForms(session));
  const acts = { openSealed: () => expect.unreachable() };
  const levels = createServiceLevels({});
  const mandates = createMandates({ db: app, clock, keys, vault: identity.vault, natures: [] });
  const rooms = {
    db: app,
    security,
    levels,
    national,
    mandates,
    merging: noMerges,
    ownRequests: noRequests,
    natures: [],
    acts,
  };
  site.route('/', accountRoutes({ ...rooms, session, accessKey: randomBytes(32), demo: true }));
  site.route('/', nationalRoutes({ national, session, demo: true }));
  const browser = (language = 'en') => browserAt(site, language);
  return {
    ...peopleAt(identity, browser, clock),
    identity,
    security,
    national,
    sent,
    told,
    postman: createNationalIdentity({ ...parts, db: worker }),
    issuer,
    keys,
    clock,
    pass,
    browser,
  };
}

/** A browser without script: it keeps cookies, and walks to the provider and back. */
function browserAt(site: Hono<SessionEnv>, language: string) {
  const cookies = new Map<string, string>();
  const ask = async (path: string, fields?: Readonly<Record<string, string>>) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await site.request(path, {
      headers: { cookie, 'accept-language': language, 'sec-fetch-site': fields ? 'same-origin' : 'cross-site' },
      ...(fields && { method: 'POST', body: new URLSearchParams(fields) }),
    });
    for (const given of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(given) ?? [];
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    const html = await response.text();
    const main = /<main[^]*<\/main>/.exec(html)?.[0] ?? '';
    const token = /name="form-token" value="([^"]+)"/.exec(html)?.[1];
    return { response, status: response.status, to: response.headers.get('location') ?? '', html, main, token };
  };
  /** Posts a form of the page at `path`, with its token where somebody is signed in. */
  const post = async (page: string, action: string, fields: Readonly<Record<string, string>> = {}) => {
    const { token } = await ask(page);
    return ask(action, { ...fields, ...(token !== undefined && { 'form-token': token }) });
  };
  /** To the provider and back; answers where its address of return leads. */
  const through = async (walker: Walker | 'cancel', fields: Readonly<Record<string, string>> = {}) => {
    const begun = await post('/national', '/national/begin', fields);
    const back = await walk(begun.to, walker);
    const path = back.pathname + back.search;
    return { path, answer: () => ask(path) };
  };
  const confirm = async (fields: Readonly<Record<string, string>> = { agree: '1' }) => {
    const page = await ask('/national/confirm');
    const notice = /name="notice" value="([^"]+)"/.exec(page.html)?.[1] ?? '';
    return post('/national/confirm', '/national/confirm', { notice, ...fields });
  };
  return { cookies, ask, post, through, confirm };
}

type Browser = ReturnType<typeof browserAt>;

/** People of a test: unknown ones, ones enrolled by a clerk, ones whose account is open. */
function peopleAt(identity: IdentityService, browser: () => Browser, clock: () => Date) {
  const clerk = testClerk(newId<CommuneId>(clock()));
  let next = 100_000;
  /** Somebody whom nobody knows yet. */
  const somebody = (changes: Partial<Walker> = {}) => ({
    person: 'other',
    level: 3 as const,
    documentNumber: `JZ${next++}`,
    arabic: 'سلمى التازي',
    latin: 'Salma TAZI',
    birthDate: '1993-08-09',
    ...changes,
  });
  type Somebody = ReturnType<typeof somebody>;
  const tokenOf = (person: Browser): string => person.cookies.get('shubbak') ?? '';
  const actorOf = async (person: Browser): Promise<PersonActor> => {
    const actor = (await identity.resolve(tokenOf(person)))?.actor;
    if (actor?.kind !== 'person') throw new Error('nobody is signed in');
    return actor;
  };
  return {
    somebody,
    tokenOf,
    actorOf,
    /** The same person, enrolled by a clerk. */
    enrolled: async (who: Somebody, changes: Parameters<typeof testEnrolment>[0] = {}) => {
      const document = { type: 'cnie' as const, number: who.documentNumber, expiresOn: '2034-05-31' };
      const name = { arabic: who.arabic, latin: who.latin };
      const said = { name, birthDate: who.birthDate, document, language: 'fr' as const, contacts: {}, ...changes };
      return getValue(await identity.enrol(clerk, testEnrolment(said), randomUUID()));
    },
    /** Opens an account at a distance, and stays signed in. */
    opened: async (who = somebody()) => {
      const person = browser();
      expect((await (await person.through(who)).answer()).to).toBe('/national/confirm');
      expect((await person.confirm()).status).toBe(303);
      return { who, person };
    },
    /** What the person reads of their file's readings. */
    purposes: async (person: Browser) =>
      (await identity.listReadings(await actorOf(person))).map(({ purpose }) => purpose),
  };
}
