import { randomBytes, randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { beforeAll, describe, expect, test } from 'vitest';
import { actorOf, testCitizen } from '../../test/citizen.ts';
import { testDatabase } from '../../test/database.ts';
import { type DistanceWorld, openDistanceWorld } from '../../test/distance-request.ts';
import { testOrigin } from '../../test/identity.ts';
import { noMerges } from '../../test/merging.ts';
import { noNational } from '../../test/national.ts';
import {
  type CommuneId,
  getValue,
  newId,
  type OfficeId,
  type PersonActor,
  refuse,
  type StaffActor,
} from '../kernel/index.ts';
import { createCatalogue } from '../modules/catalogue/index.ts';
import { createServiceLevels } from '../modules/identity/index.ts';
import { installCommune } from '../modules/organisation/index.ts';
import {
  type Conversations,
  createConversations,
  createRequests,
  createTimeline,
  type Requests,
  type ServiceRequest,
} from '../modules/requests/index.ts';
import { roles } from '../roles.ts';
import { signatureLegalisation } from '../services/signature-legalisation/service.ts';
import { accountRoutes, type OwnRequests } from '../web/account/index.ts';
import { protectForms, readSession, type SessionEnv, type SessionOptions } from '../web/session/index.ts';
import { chooseLanguage } from '../web/shell/index.ts';
import { openOwnRequests } from './own-requests.ts';
import { tellRequests } from './own-requests-told.ts';
import { requestsPorts } from './requests-ports.ts';

const { as } = await testDatabase();
const db = as('app');
const text = (word: string) => ({ ar: word, fr: word, zgh: word, en: word });
const unused = () => expect.unreachable();
let world: DistanceWorld;
let requests: Requests;
let conversation: Conversations;
let own: OwnRequests;
let app: Hono<SessionEnv>;
let clerk: StaffActor;
/** A second commune, whose rows the first one’s transactions never see. */
let elsewhere: { readonly communeId: CommuneId; readonly officeId: OfficeId };

beforeAll(async () => {
  world = await openDistanceWorld(db);
  const { identity, security, now: clock, parties, office } = world;
  const catalogue = createCatalogue([signatureLegalisation]);
  requests = createRequests(requestsPorts(catalogue, clock));
  conversation = createConversations({ requests, vault: identity.vault, tellApplicant: async () => undefined });
  const timeline = createTimeline({ requests });
  own = openOwnRequests({
    db,
    clock,
    identity,
    catalogue,
    requests,
    conversation,
    timeline,
    parties,
    distance: { openAgain: unused },
    originals: { sendAgain: unused },
  });
  const session: SessionOptions = { identity, publicUrl: testOrigin, formKey: randomBytes(32) };
  app = new Hono<SessionEnv>();
  app.use(chooseLanguage(), readSession(session), protectForms(session));
  const mandates = { listOwn: unused, openOwn: unused, end: unused, delegate: unused };
  const rest = { mandates, merging: noMerges, national: noNational, natures: [], acts: { openSealed: unused } };
  const rooms = { db, session, security, levels: createServiceLevels({}), ownRequests: own, ...rest };
  app.route('/', accountRoutes({ ...rooms, accessKey: randomBytes(32), demo: true }));
  const grants = roles.clerk.map(permission => ({ permission, jurisdiction: { level: 'commune' } as const }));
  const ids = {
    accountId: newId<StaffActor['accountId']>(clock()),
    sessionId: newId<StaffActor['sessionId']>(clock()),
  };
  clerk = { kind: 'staff', ...ids, staffId: newId(clock()), communeId: office.communeId, grants };
  elsewhere = await secondCommune();
});

async function secondCommune() {
  const now = world.now();
  const [communeId, officeId] = [newId<CommuneId>(now), newId<OfficeId>(now)];
  const commune = { id: communeId, code: 'RAB', name: text('Rabat'), mark: null };
  const setUp = {
    commune,
    prefectures: [],
    arrondissements: [],
    offices: [{ ...world.office, communeId, id: officeId }],
  };
  await db.transaction({ communeId }, async tx =>
    getValue(await installCommune(tx, { kind: 'system', task: 'test' }, setUp)),
  );
  return { communeId, officeId };
}

/** Somebody signed in, with a browser without script. */
async function someone() {
  const { session } = await testCitizen(world);
  const actor = await actorOf(world, session.token);
  const cookie = `${testOrigin.startsWith('https') ? '__Host-' : ''}shubbak=${session.token}`;
  const ask = async (path: string, fields?: Record<string, string>) => {
    const response = await app.request(path, {
      headers: { cookie, 'accept-language': 'en', 'sec-fetch-site': 'same-origin' },
      ...(fields && { method: 'POST', body: new URLSearchParams(fields) }),
    });
    const html = await response.text();
    const token = /name="form-token" value="([^"]+)"/.exec(html)?.[1] ?? '';
    return { status: response.status, html, token };
  };
  return { actor, ask };
}

const opened = (applicant: PersonActor, { communeId, officeId }: { communeId: CommuneId; officeId: OfficeId }) =>
  db.transaction({ communeId, personId: applicant.personId }, async tx => {
    await world.identity.meet(tx, communeId, applicant.personId);
    const asked = { communeId, officeId, service: signatureLegalisation.code };
    return getValue(await requests.open(tx, applicant, asked, world.now()));
  });
const here = () => ({ communeId: world.office.communeId, officeId: world.office.id });

/** A request of the applicant’s that waits for `signatories`, each with an account. */
async function collecting(applicant: PersonActor, signatories: readonly PersonActor[]): Promise<ServiceRequest> {
  const draft = await opened(applicant, here());
  const { communeId } = draft;
  return db.transaction({ communeId, personId: applicant.personId }, async tx => {
    for (const { personId } of signatories) {
      const named = { contact: null, name: 'Driss', language: 'fr', turn: 1, personId } as const;
      getValue(await world.parties.add(tx, draft, named));
      await requests.enter(tx, draft, { personId, part: 'signatory' }, world.now());
    }
    const at = { requestId: draft.id, version: draft.version, communeId };
    return getValue(await requests.change(tx, applicant, at, { verb: 'invite' }, world.now()));
  });
}

/** The same once everybody agreed: it lies with the office. */
const queued = async (applicant: PersonActor, signatories: readonly PersonActor[]): Promise<ServiceRequest> => {
  const { communeId, id: requestId } = await collecting(applicant, signatories);
  return db.transaction({ communeId }, async tx =>
    getValue(await requests.gather(tx, { communeId, requestId }, world.now())),
  );
};

const say = (request: ServiceRequest, words: string) =>
  db.transaction({ communeId: request.communeId }, async tx =>
    getValue(await conversation.send(tx, clerk, { requestId: request.id, text: words }, world.now())),
  );

describe('the archive of a person', () => {
  test('holds their requests, and what they and the office wrote to each other only for who applied', async () => {
    const [applicant, signatory] = [await someone(), await someone()];
    const request = await queued(applicant.actor, [signatory.actor]);
    await say(request, 'La page 2 est illisible.');
    const told = (actor: PersonActor) => tellRequests({ db, requests, conversation }, actor);
    const line = { communeId: request.communeId, reference: request.reference, state: 'queued' };
    expect(await told(applicant.actor)).toEqual([
      expect.objectContaining({
        ...line,
        parts: ['applicant'],
        messages: [expect.objectContaining({ from: 'office', text: 'La page 2 est illisible.' })],
      }),
    ]);
    expect(await told(signatory.actor)).toEqual([
      expect.objectContaining({ ...line, parts: ['signatory'], messages: [] }),
    ]);
  });
});

describe('a person’s requests', () => {
  test('are theirs alone, from every commune', async () => {
    const [applicant, stranger] = [await someone(), await someone()];
    const [near, far] = [await opened(applicant.actor, here()), await opened(applicant.actor, elsewhere)];
    const lines = await own.list(applicant.actor);
    expect(new Set(lines.map(({ id }) => id))).toEqual(new Set([near.id, far.id]));
    expect(new Set(lines.map(({ commune }) => commune.fr))).toEqual(new Set(['Casablanca', 'Rabat']));
    expect(await own.list(stranger.actor)).toEqual([]);
    for (const { id } of [near, far]) expect(await own.open(stranger.actor, id)).toEqual(refuse('requests.not-found'));
    // Neither does a line of the index, wherever it came from, open a request that does not concern its reader.
    await db.transaction({ communeId: near.communeId }, tx =>
      requests.enter(tx, near, { personId: stranger.actor.personId, part: 'signatory' }, world.now()),
    );
    expect(await own.list(stranger.actor)).toEqual([]);
    expect(await own.open(stranger.actor, near.id)).toEqual(refuse('requests.not-found'));
  });

  test('answer a stranger’s session as an address that never was', async () => {
    const [applicant, stranger] = [await someone(), await someone()];
    const request = await collecting(applicant.actor, []);
    const page = await applicant.ask(`/account/requests/${request.id}`);
    expect([page.status, page.html.includes(request.reference)]).toEqual([200, true]);
    const form = { 'form-token': (await stranger.ask('/account')).token, key: randomUUID(), text: 'Moi', version: '2' };
    for (const id of [request.id, newId(world.now()), 'x']) {
      for (const path of ['', '/abandon']) {
        const answer = await stranger.ask(`/account/requests/${id}${path}`);
        expect([answer.status, answer.html.includes(request.reference)]).toEqual([404, false]);
      }
      for (const path of ['/messages', '/abandon'])
        expect((await stranger.ask(`/account/requests/${id}${path}`, form)).status).toBe(404);
    }
    const stolen = await applicant.ask(`/account/requests/${request.id}/abandon`, form);
    expect(stolen.status, 'a form of another session').toBe(403);
    expect((await own.list(applicant.actor)).map(({ state }) => state)).toEqual(['collecting']);
  });

  test('show a signatory what they sign and who signs, and nothing that is between applicant and office', async () => {
    const [applicant, signatory] = [await someone(), await someone()];
    const request = await queued(applicant.actor, [signatory.actor]);
    await say(request, 'La page 2 est illisible.');
    const seen = getValue(await own.open(signatory.actor, request.id));
    expect(seen).toMatchObject({ parts: ['signatory'], conversation: null, steps: null, correction: null, unread: 0 });
    expect([seen.mayAbandon, seen.continueAt]).toEqual([false, null]);
    expect(seen.signatories.map(({ you }) => you)).toEqual([true]);
    const asked = { requestId: request.id, version: request.version, key: randomUUID() };
    expect(await own.abandon(signatory.actor, asked)).toEqual(refuse('requests.not-allowed'));
    const words = { requestId: request.id, text: 'Bonjour', key: randomUUID() };
    expect(await own.write(signatory.actor, words)).toEqual(refuse('requests.not-allowed'));
  });

  test('carry messages, counted until they were read and written once a key', async () => {
    const { actor } = await someone();
    const request = await queued(actor, []);
    await say(request, 'Apportez l’original.');
    expect((await own.list(actor)).map(({ unread }) => unread)).toEqual([1]);
    await own.markRead(actor, request.id);
    expect((await own.list(actor)).map(({ unread }) => unread)).toEqual([0]);
    const words = { requestId: request.id, text: 'Entendu.', key: randomUUID() };
    for (const _ of [1, 2]) getValue(await own.write(actor, words));
    const { conversation: talk, steps } = getValue(await own.open(actor, request.id));
    expect(talk?.messages.map(({ from, text: said }) => [from, said])).toEqual([
      ['office', 'Apportez l’original.'],
      ['you', 'Entendu.'],
    ]);
    expect(steps?.map(({ what }) => what)).toEqual(['message', 'message', 'paid', 'gathered', 'invited', 'opened']);
  });

  test('are given up by their applicant, in the version that was read, once', async () => {
    const { actor } = await someone();
    const request = await collecting(actor, []);
    const asked = { requestId: request.id, version: request.version, key: randomUUID() };
    expect(await own.abandon(actor, { ...asked, version: 1 })).toMatchObject({
      refusal: { code: 'requests.changed-meanwhile' },
    });
    for (const _ of [1, 2]) getValue(await own.abandon(actor, asked));
    expect(getValue(await own.open(actor, request.id))).toMatchObject({ state: 'abandoned', mayAbandon: false });
  });

  test('say what is to be mended, each place with its way', async () => {
    const { actor } = await someone();
    const request = await collecting(actor, []);
    const { communeId, id: requestId } = request;
    await db.transaction({ communeId }, async tx => {
      const queued = getValue(await requests.gather(tx, { communeId, requestId }, world.now()));
      const fields = [
        { field: 'document', reason: 'unreadable' },
        { field: 'identity', reason: 'expired' },
      ];
      const correction = { fields, note: 'Page 2' };
      const at = { requestId, version: queued.version };
      getValue(await requests.change(tx, clerk, at, { verb: 'return', correction }, world.now()));
    });
    const file = getValue(await own.open(actor, requestId));
    expect(file.correction).toEqual({
      fields: [
        { field: 'document', reason: 'unreadable', mendAt: `/account/legalise/${requestId}/document` },
        { field: 'identity', reason: 'expired', mendAt: null },
      ],
      note: 'Page 2',
    });
  });
});
