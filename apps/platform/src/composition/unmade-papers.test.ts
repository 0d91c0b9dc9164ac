import { setImmediate } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { completeDraft, openDraft, step, type TestDraft, uploadForm } from '../../test/drafts.ts';
import { openOffice, type TestOffice } from '../../test/office.ts';
import { scannedPage } from '../../test/scans.ts';
import { signatureLegalisation } from '../services/signature-legalisation/service.ts';
import { asId, type PersonId, type StaffActor } from '../kernel/index.ts';
import { createCatalogue } from '../modules/catalogue/index.ts';
import { copyDocument } from '../modules/documents/index.ts';
import { createRequests, expireLapsed } from '../modules/requests/index.ts';
import { asSha256, type ErasableBlobs, type Sha256 } from '../platform/blobs/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { followSteps } from './request-notices.ts';
import { requestsPorts } from './requests-ports.ts';
import { destroyUnmade } from './unmade-papers.ts';

const { as } = await testDatabase();
const day = 86_400_000;
const later = (days: number) => () => new Date(Date.now() + days * day);
let office: TestOffice;
let clerk: StaffActor;
let blobs: ErasableBlobs;

beforeAll(async () => {
  office = await openOffice({
    app: as('app'),
    sealer: as('sealer'),
    blobs: folder => {
      blobs = folder;
      return folder;
    },
  });
  clerk = await office.hire('clerk');
});
afterAll(() => office.close());

const within = <T>(work: (tx: Tx) => Promise<T>) =>
  as('app').transaction({ communeId: office.commune.communeId }, work);

/** The digests of everything that a request is made of: pages as sent, as taken and as they stand, and what was drawn. */
async function bytesOf(draft: TestDraft): Promise<readonly Sha256[]> {
  const { rows } = await within(tx =>
    sql<{ sha256: Buffer | null }>`
      select taken_sha256 as sha256 from documents.page p join documents.document d on d.id = p.document_id
      where d.request_id = ${draft.view.id} union select signature_sha256 from legalisation.signatory where request_id = ${draft.view.id}
      union select image_sha256 from documents.page p join documents.document d on d.id = p.document_id
      where d.request_id = ${draft.view.id} union select p.source_sha256 from documents.page p
      join documents.document d on d.id = p.document_id where d.request_id = ${draft.view.id}`.execute(tx),
  );
  return rows.flatMap(({ sha256 }) => (sha256 === null ? [] : [asSha256(sha256)]));
}

const kept = async (names: readonly Sha256[]) => {
  const there = await Promise.all(names.map(name => blobs.has(office.commune.communeId, name)));
  return there.filter(Boolean).length;
};
const destroy = (days: number) => destroyUnmade({ db: as('worker'), clock: later(days), blobs, days: 365 });

test('papers that came to nothing are destroyed a year after, but for what another paper or signature is made of', async () => {
  const { communeId } = office.commune;
  const other = await completeDraft(office, clerk);
  let given = await completeDraft(office, clerk);
  const form = uploadForm(given.view.version, { 'page-2.jpg': await scannedPage({ text: 'Quittance' }) });
  const uploaded = await office.ask(clerk, 'POST', `${given.path}/files`, { form });
  given = { ...given, view: uploaded.json.request };
  const [ofGiven, ofOther] = [await bytesOf(given), await bytesOf(other)];
  const shared = ofGiven.filter(each => ofOther.includes(each));
  const alone = ofGiven.filter(each => !shared.includes(each));
  expect([shared.length > 0, alone.length > 0]).toEqual([true, true]);
  await step(office, clerk, given, ['POST', '/abandon', {}]);

  expect(await destroy(364)).toBe(0);
  expect(await kept(ofGiven)).toBe(ofGiven.length);
  expect(await destroy(366)).toBe(1);
  expect(await destroy(366)).toBe(0);
  expect(await kept(alone)).toBe(0);
  expect(await kept(ofOther)).toBe(ofOther.length);
  expect(await bytesOf(given)).toEqual([]);
  expect(await bytesOf(other)).toHaveLength(ofOther.length);
  const { rows } = await within(tx =>
    sql<{ sha256: Buffer }>`select sha256 from documents.blob where commune_id = ${communeId}`.execute(tx),
  );
  expect(rows.map(({ sha256 }) => asSha256(sha256)).filter(each => alone.includes(each))).toEqual([]);
});

test('an act whose sealed paper was brought in again, for a request that came to nothing, is there after all', async () => {
  const { communeId } = office.commune;
  const made = await makeAct(await completeDraft(office, clerk));
  const { rows } = await within(tx =>
    sql<{ sha256: Buffer }>`select sha256 from acts.revision where act_id = ${made} order by revision`.execute(tx),
  );
  const files = rows.map(({ sha256 }) => asSha256(sha256));
  const [file] = files;
  if (!file) return expect.fail('an act without a file');
  let again = await openDraft(office, clerk);
  const form = uploadForm(again.view.version, { 'acte.pdf': new Uint8Array(await blobs.get(communeId, file)) });
  const uploaded = await office.ask(clerk, 'POST', `${again.path}/files`, { form });
  expect(uploaded.status).toBe(200);
  again = { ...again, view: uploaded.json.request };
  await step(office, clerk, again, ['POST', '/abandon', {}]);
  expect(await destroy(366)).toBe(1);
  expect(await kept(files)).toBe(files.length);
});

test('papers that somebody is just taking over are kept whole for them, and destroyed of the other', async () => {
  const { communeId } = office.commune;
  const [given, taken] = [await completeDraft(office, clerk), await openDraft(office, clerk)];
  const text = 'Reprise';
  const form = uploadForm(given.view.version, { 'page-2.jpg': await scannedPage({ text }) });
  const uploaded = await office.ask(clerk, 'POST', `${given.path}/files`, { form });
  const over = { ...given, view: uploaded.json.request };
  const all = await bytesOf(over);
  await step(office, clerk, over, ['POST', '/abandon', {}]);
  const destroyed = await within(async tx => {
    await copyDocument(tx, { communeId, from: asId(given.view.id), to: asId(taken.view.id) }, new Date());
    const destroying = destroy(366).catch((error: unknown) => error);
    while (!(await isAnyoneWaiting())) await setImmediate();
    return { destroying };
  });
  expect(await destroyed.destroying).toMatchObject({ code: '23503' });
  expect(await kept(all)).toBe(all.length);
  expect(await destroy(366)).toBe(1);
  const ofTaken = await bytesOf(taken);
  expect([ofTaken.length > 0, await kept(ofTaken)]).toEqual([true, ofTaken.length]);
});

/** Whether a process waits for a row that another one holds. */
async function isAnyoneWaiting(): Promise<boolean> {
  const { rows } = await as('migrator').transaction({}, tx =>
    sql`select 1 from pg_locks where not granted and locktype = 'transactionid'`.execute(tx),
  );
  return rows.length > 0;
}

/** An officer signs what a clerk hands over: the act's id. */
async function makeAct(draft: TestDraft): Promise<string> {
  const { officer, actor } = await office.appoint();
  const queued = await step(office, clerk, draft, ['POST', '/submit', {}]);
  const requests = [{ id: queued.view.id, version: queued.view.version }];
  const prepared = await office.ask(actor, 'POST', '/preparations', { body: { requests } });
  const challenge = Buffer.from(prepared.json.authentication.challenge, 'base64url');
  const { credentialId, ...response } = officer.passkey.assert(challenge);
  const assertion = { id: credentialId, rawId: credentialId, type: 'public-key', response, clientExtensionResults: {} };
  const path = `/preparations/${prepared.json.id}/confirm`;
  const confirmed = await office.ask(actor, 'POST', path, { body: { assertion } });
  expect(confirmed.json.acts).toMatchObject([{ state: 'done' }]);
  return confirmed.json.acts[0].actId;
}

test('a draft of a counter lapses when nobody touches it: who was awaited is forgotten, who had signed is told', async () => {
  const name = { arabic: 'سعيد', latin: 'Saïd' };
  const draft = await step(office, clerk, await completeDraft(office, clerk), [
    'POST',
    '/awaited',
    { name, birthDate: '1970-01-01', document: null },
  ]);
  const told: unknown[] = [];
  const notifyRequest = async (_tx: unknown, news: { readonly personId: PersonId; readonly event: string }) =>
    void told.push([news.personId, news.event]);
  const requests = createRequests({
    ...requestsPorts(createCatalogue([signatureLegalisation]), later(0)),
    onStep: followSteps(office.identity.vault, { notifyRequest }),
  });
  const lapse = (days: number) => expireLapsed({ db: as('worker'), clock: later(days), requests });
  const awaited = () =>
    within(async tx => {
      const { rows } = await sql<{ id: string; state: string; identity_sealed: Buffer }>`
        select id, state, identity_sealed from legalisation.awaited where request_id = ${draft.view.id}`.execute(tx);
      const [row] = rows;
      if (!row) return expect.fail('somebody is awaited');
      const place = `legalisation.awaited/${row.id}/identity`;
      const opened = office.identity.vault.open(tx, asId(row.id), place, row.identity_sealed);
      return [row.state, await opened.then(() => 'known').catch(() => 'forgotten')];
    });
  await lapse(89);
  expect(await awaited()).toEqual(['awaited', 'known']);
  await lapse(91);
  expect(await awaited()).toEqual(['withdrawn', 'forgotten']);
  expect(told).toContainEqual([draft.personId, 'expired']);
  const { json } = await office.ask(clerk, 'GET', `/requests/${draft.view.id}`);
  expect(json.state).toBe('expired');
});
