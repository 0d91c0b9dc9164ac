import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../../../test/database.ts';
import { completeDraft, openDraft, step, type TestDraft, uploadForm } from '../../../test/drafts.ts';
import { testPerson } from '../../../test/identity.ts';
import { openOffice, type TestOffice } from '../../../test/office.ts';
import { scannedPage } from '../../../test/scans.ts';
import { secondCommune } from '../../../test/second-commune.ts';
import type { TestOfficer } from '../../../test/signing.ts';
import { asId, type PersonId, type RequestId, type StaffActor } from '../../kernel/index.ts';

const { as } = await testDatabase();
let office: TestOffice;
let clerk: StaffActor;
let officer: TestOfficer;
let actor: StaffActor;
/** A request in the queue, for those who are refused. */
let waiting: TestDraft;
beforeAll(async () => {
  office = await openOffice({ app: as('app'), sealer: as('sealer') });
  clerk = await office.hire('clerk');
  ({ officer, actor } = await office.appoint());
  waiting = await submit(await completeDraft(office, clerk));
});
afterAll(async () => {
  expect(office.failures).toEqual([]);
  await office.close();
});

const place = { xMm: 20, yMm: 30, widthMm: 60, heightMm: 12 };
const secret = 'secret-of-the-clerk';
const body = (draft: TestDraft, changes: object = {}) => ({
  pageId: draft.view.document?.pages[0]?.id,
  place,
  reason: 'erasure',
  words: secret,
  ...changes,
});
const mark = (draft: TestDraft, changes: object = {}, by = clerk) =>
  office.ask(by, 'POST', `${draft.path}/doubts`, { body: body(draft, changes) });
const end = (draft: TestDraft, doubtId: string, how: 'withdraw' | 'settle', by = clerk) =>
  office.ask(by, 'POST', `${draft.path}/doubts/${doubtId}/${how}`, { body: {} });
const submit = (draft: TestDraft) => step(office, clerk, draft, ['POST', '/submit', {}]);
const prepare = (drafts: readonly TestDraft[], by = actor) =>
  office.ask(by, 'POST', '/preparations', {
    body: { requests: drafts.map(({ view }) => ({ id: view.id, version: view.version })) },
  });
const confirm = (prepared: { id: string; authentication: { challenge: string } }) => {
  const { credentialId, ...response } = officer.passkey.assert(
    Buffer.from(prepared.authentication.challenge, 'base64url'),
  );
  const assertion = { id: credentialId, rawId: credentialId, type: 'public-key', response, clientExtensionResults: {} };
  return office.ask(actor, 'POST', `/preparations/${prepared.id}/confirm`, { body: { assertion } });
};

describe('a mark of doubt', () => {
  test('made at the counter is seen by the officer, who signs nothing before each is settled', async () => {
    const draft = await completeDraft(office, clerk);
    const marked = await mark(draft);
    expect(marked.json).toMatchObject({
      mayMark: true,
      maySettle: false,
      doubts: [{ page: 0, changed: false, place, reason: 'erasure', words: secret, end: null, mayWithdraw: true }],
    });
    const sent = await submit(draft);
    const list = await office.ask(actor, 'GET', `/offices/${office.commune.office.id}/requests?state=queued`);
    expect(list.json.requests.find(({ id }: { id: string }) => id === sent.view.id).doubts).toBe(1);
    const [doubt] = (await office.ask(actor, 'GET', `${draft.path}/doubts`)).json.doubts;
    expect(doubt).toMatchObject({ words: secret, mayWithdraw: false });
    const refused = await prepare([sent]);
    expect([refused.status, refused.json.code]).toEqual([409, 'requests.doubts-open']);
    // A clerk who may not sign says of nobody's doubt that it is settled, not even of their own.
    expect((await end(draft, doubt.id, 'settle')).json.code).toBe('requests.not-allowed');
    const settled = await end(draft, doubt.id, 'settle', actor);
    expect(settled.json).toMatchObject({ maySettle: true, doubts: [{ end: { how: 'settled' } }] });
    expect((await end(draft, doubt.id, 'settle', actor)).json.code).toBe('requests.doubt-ended');
    const prepared = await prepare([sent]);
    expect((await confirm(prepared.json)).json.state).toBe('finished');
    expect((await mark(draft)).json.code).toBe('requests.not-in-this-state');
  });

  test('made between preparing and the passkey stops the act, and several sign without the one that is doubted', async () => {
    const [one, two] = [
      await submit(await completeDraft(office, clerk)),
      await submit(await completeDraft(office, clerk)),
    ];
    const prepared = await prepare([one, two]);
    expect(prepared.status).toBe(200);
    const marked = await mark(one, { place: null });
    expect(marked.json.doubts).toHaveLength(1);
    const stopped = await confirm(prepared.json);
    expect(stopped.json).toMatchObject({
      code: 'acts.some-refused',
      errors: [{ field: one.view.id, code: 'requests.doubts-open' }],
    });
    expect((await prepare([one, two])).json.errors).toMatchObject([{ field: one.view.id }]);
    expect((await confirm((await prepare([two])).json)).json.state).toBe('finished');
    // A refusal needs nothing settled: the doubt may be why.
    const refusing = await step(office, actor, one, [
      'POST',
      '/refuse',
      { reason: 'DOUBT', note: 'Apportez l’original.' },
    ]);
    expect((await confirm((await prepare([refusing])).json)).json.state).toBe('finished');
  });

  test('is taken back by whoever made it and by nobody else, and both stand in the office’s timeline', async () => {
    const draft = waiting;
    const colleague = await office.hire('clerk');
    const [doubt] = (await mark(draft)).json.doubts;
    const queue = await office.ask(colleague, 'GET', '/queue?state=queued&limit=200');
    expect(queue.json.lines.find(({ id }: { id: string }) => id === draft.view.id).doubts).toBe(1);
    for (const by of [colleague, actor])
      expect((await end(draft, doubt.id, 'withdraw', by)).json.code).toBe('requests.doubt-not-own');
    expect((await end(draft, doubt.id, 'withdraw')).json.doubts).toMatchObject([{ end: { how: 'withdrawn' } }]);
    expect((await end(draft, doubt.id, 'withdraw')).json.code).toBe('requests.doubt-ended');
    const { timeline, line } = (await office.ask(colleague, 'GET', `${draft.path}/handling`)).json;
    expect(line.doubts).toBe(0);
    const told = timeline.filter(({ what }: { what: string }) => what.startsWith('doubt-'));
    expect(told).toMatchObject([
      { what: 'doubt-marked', staff: { id: clerk.staffId }, data: { reason: 'erasure' }, staffOnly: true },
      { what: 'doubt-withdrawn', staff: { id: clerk.staffId }, staffOnly: true },
    ]);
    expect((await prepare([draft])).status).toBe(200);
  });

  test('stays with its page: one that was cut since is said to be another picture, one that was taken out is gone', async () => {
    let draft = await openDraft(office, clerk);
    const form = uploadForm(draft.view.version, { 'page.jpg': await scannedPage() });
    draft = { ...draft, view: (await office.ask(clerk, 'POST', `${draft.path}/files`, { form })).json.request };
    const pageId = draft.view.document?.pages[0]?.id;
    await mark(draft);
    const read = async () => (await office.ask(clerk, 'GET', `${draft.path}/doubts`)).json.doubts;
    draft = await step(office, clerk, draft, ['PUT', `/pages/${pageId}/edit`, { rotation: 90, crop: null }]);
    expect(await read()).toMatchObject([{ page: 0, changed: true }]);
    draft = await step(office, clerk, draft, ['POST', `/pages/${pageId}/remove`, {}]);
    expect(await read()).toMatchObject([{ page: null, changed: true, end: null }]);
    expect((await mark(draft, { pageId })).json.code).toBe('documents.page-unknown');
  });
});

describe('attacks on marks of doubt', () => {
  test('another commune’s staff, an office’s stranger and whoever reads no papers neither mark, read nor settle', async () => {
    const draft = waiting;
    const doubt = (await mark(draft)).json.doubts.at(-1);
    const elsewhere = await secondCommune(as('app'));
    for (const stranger of [elsewhere.clerk, await elsewhere.hire('officer')]) {
      expect((await office.ask(stranger, 'GET', `${draft.path}/doubts`)).status).toBe(404);
      expect((await mark(draft, {}, stranger)).json.code).toBe('requests.not-found');
      expect((await end(draft, doubt.id, 'settle', stranger)).json.code).toBe('requests.not-found');
    }
    const head = await office.hire('head-of-office');
    expect((await office.ask(head, 'GET', `${draft.path}/doubts`)).json.code).toBe('requests.not-allowed');
    expect((await mark(draft, {}, head)).json.code).toBe('requests.not-allowed');
    // A mark of one request is none of another, and a page of one is none of another.
    const other = await openDraft(office, clerk);
    expect((await end(other, doubt.id, 'withdraw')).json.code).toBe('requests.doubt-unknown');
    expect((await mark(other, { pageId: body(draft).pageId })).json.code).toBe('documents.page-unknown');
    for (const wrong of [{ reason: 'DOUBT' }, { words: 'a'.repeat(501) }, { place: { ...place, xMm: 190 } }])
      expect((await mark(draft, wrong)).status).toBe('words' in wrong ? 400 : 422);
  });

  test('its words stand nowhere in the clear, its rows are never changed, and the applicant is told nothing of it', async () => {
    const draft = waiting;
    await mark(draft);
    const { communeId } = clerk;
    const requestId = asId<RequestId>(draft.view.id);
    const { rows } = await as('app').transaction({ communeId }, tx =>
      sql<{ words: Buffer }>`select words_sealed as words from requests.doubt where request_id = ${requestId}`.execute(
        tx,
      ),
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.some(({ words }) => words.includes('secret'))).toBe(false);
    const change = as('app').transaction({ communeId }, tx =>
      sql`update requests.doubt set reason = 'cut' where request_id = ${requestId}`.execute(tx),
    );
    await expect(change).rejects.toThrow();
    const person = testPerson(asId<PersonId>(draft.personId));
    const told = await as('app').transaction({ communeId, personId: person.personId }, tx =>
      office.work.timeline.read(tx, person, { requestId, communeId }),
    );
    expect(told.ok).toBe(true);
    expect(JSON.stringify(told)).not.toMatch(/doubt|erasure|secret/);
  });
});
