import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  completeCopy,
  confirmCopy,
  diploma,
  prepareCopy,
  type Signing,
  signCopy,
  signQueued,
} from '../../test/copies.ts';
import { testDatabase } from '../../test/database.ts';
import { step, uploadForm } from '../../test/drafts.ts';
import { testPerson } from '../../test/identity.ts';
import { openOffice, type TestOffice } from '../../test/office.ts';
import { scannedPage } from '../../test/scans.ts';
import { asId, getValue, type PersonActor, type PersonId, type RequestId, type StaffActor } from '../kernel/index.ts';
import { createCatalogue } from '../modules/catalogue/index.ts';
import type { OriginalId } from '../modules/certification/index.ts';
import { certifiedCopy } from '../services/certified-copy/service.ts';
import { signatureLegalisation } from '../services/signature-legalisation/service.ts';
import type { OwnRequests } from '../web/account/index.ts';
import { openOwnRequests } from './own-requests.ts';

const { as } = await testDatabase();
const app = as('app');
let office: TestOffice;
let own: OwnRequests;
let clerk: StaffActor;
let signing: Signing;
beforeAll(async () => {
  office = await openOffice({ app, sealer: as('sealer') });
  own = openOwnRequests({
    ...office.work,
    db: app,
    clock: () => new Date(),
    identity: office.identity,
    catalogue: createCatalogue([signatureLegalisation, certifiedCopy]),
    requests: office.requests,
    parties: office.legalisationDeps.parties,
    distance: { openAgain: () => expect.unreachable() },
    originals: office.originals,
  });
  clerk = await office.hire('clerk');
  signing = { clerk, ...(await office.appoint(['certification'])) };
});
afterAll(() => office.close());

interface Held {
  readonly holder: PersonActor;
  readonly originalId: OriginalId;
}

/** Somebody whose original was certified, and of which the officer let no further copy be made. */
async function certified(described: object = diploma): Promise<Held> {
  let draft = await completeCopy(office, clerk, described);
  draft = await step(office, clerk, draft, ['PUT', '/reissues', { reissues: { kind: 'none' } }]);
  await signCopy(office, signing, draft);
  const holder = testPerson(asId<PersonId>(draft.personId), 'substantial');
  const [original] = await office.originals.list(holder);
  return original ? { holder, originalId: original.id } : expect.fail('nothing was deposited');
}

const renew = ({ holder, originalId }: Held) => office.originals.renew(holder, { key: randomUUID(), originalId });
const code = (answer: { readonly ok: boolean; readonly refusal?: { readonly code: string } }) => answer.refusal?.code;

async function renewed(described?: object) {
  const held = await certified(described);
  const { requestId: id } = getValue(await renew(held));
  return { ...held, id, path: `/certifications/${id}` };
}

const read = async (id: string) => (await office.ask(clerk, 'GET', `/requests/${id}`)).json;
const everyCheck = ['is-original', 'no-alterations', 'whole', 'not-at-source'];

/** A clerk's check of everything, but for what a test leaves out. */
async function check(id: string, changes: object = {}, who: StaffActor = clerk) {
  const { version, document } = await read(id);
  const compared = document.pages.map((page: { id: string }) => page.id);
  const body = { version, checks: everyCheck, compared, heldAgainst: 'certified', ...changes };
  return office.ask(who, 'PUT', `/certifications/${id}/renewal-check`, { body });
}

/** The holder’s page of it. */
const openOwn = async (id: string, who: PersonActor) => own.open(who, asId(id));

/** The holder sends it again from their account, with an answer. */
async function sendAgain(id: string, who: PersonActor, text = 'Je la présente mardi.') {
  const { version } = await read(id);
  return own.sendAgain(who, { key: randomUUID(), requestId: asId<RequestId>(id), version, text });
}

async function giveBack(id: string) {
  const { version } = await read(id);
  const body = { version, fields: [{ field: 'document', reason: 'unreadable' }], note: '' };
  const returned = await office.ask(clerk, 'POST', `/requests/${id}/return`, { body });
  expect(returned.status).toBe(200);
}

describe('a renewal', () => {
  test('is asked for once, checked, then signed by an officer as a new act, of which copies are had', async () => {
    const held = await certified();
    const asked = await Promise.all([renew(held), renew(held), renew(held)]);
    const underWay = 'certification.renewal-under-way';
    expect(asked.flatMap(each => code(each) ?? [])).toEqual([underWay, underWay]);
    const id = asked.flatMap(each => (each.ok ? each.value.requestId : []))[0] ?? '';
    expect((await prepareCopy(office, signing, id)).json.code).toBe('certification.not-checked');
    const checked = await check(id);
    expect(checked.json.certification).toMatchObject({
      checks: everyCheck.toSorted().map(each => ({ code: each, by: { latin: 'Karim TAZI' } })),
      renewal: { asks: 'certified', checkedAt: expect.any(String), number: expect.stringMatching(/^\d{4}/u) },
    });
    expect(checked.json).toMatchObject({ missing: [], state: 'queued' });
    const { confirmed } = await signQueued(office, signing, id);
    expect(confirmed).toMatchObject({ state: 'finished', acts: [{ state: 'done' }] });
    const [newer, older] = await office.originals.list(held.holder);
    expect([newer?.requestId, older?.id]).toEqual([id, held.originalId]);
    expect(newer?.standing).toMatchObject({ kind: 'open', left: 20 });
    const since = { kind: 'closed', refusal: { code: 'certification.renewed-since' } };
    expect(older?.standing).toMatchObject(since);
    const year = new Date().getFullYear();
    const path = `/register/offices/${office.commune.office.id}/search`;
    const { entries } = (await office.ask(clerk, 'POST', path, { body: { year } })).json;
    // The register keeps the signature of whoever stood at the counter, and says of the others that they did not.
    expect(entries.map((each: { applicants: object[] }) => each.applicants)).toMatchObject([
      [{ mode: 'distance', signed: false }],
      [{ mode: 'presence', signed: true }],
    ]);
    // An Original that was renewed is not renewed again: there is one newest, not a tree of them.
    expect(code(await renew(held))).toBe('certification.renewed-since');
    expect(office.failures).toEqual([]);
  });

  test('of papers that the commune wants to see again is held against the original itself', async () => {
    const { id } = await renewed({ ...diploma, kind: 'judgment' });
    expect((await read(id)).certification.renewal).toMatchObject({ asks: 'original' });
    expect((await check(id)).json.errors).toMatchObject([{ code: 'certification.not-compared' }, {}]);
    expect((await check(id, { heldAgainst: 'original' })).status).toBe(200);
    expect((await prepareCopy(office, signing, id)).status).toBe(200);
  });

  test('lacks what nobody looked at, and what was checked before it was given back; nobody changes it meanwhile', async () => {
    const { id, path, holder } = await renewed();
    const short = await check(id, { checks: everyCheck.slice(1), compared: [] });
    expect([short.status, short.json.code]).toEqual([422, 'certification.incomplete']);
    const lacks = ['check-missing', 'not-compared', 'not-compared'].map(each => `certification.${each}`);
    expect(short.json.errors.map((each: { code: string }) => each.code)).toEqual(lacks);
    expect((await check(id, { checks: ['made-up'] })).json.code).toBe('certification.unknown-check');
    expect((await check(id, {}, signing.actor)).json.code).toBe('requests.not-allowed');
    expect((await read(id)).certification).toMatchObject({ checks: [], compared: [], renewal: { checkedAt: null } });
    await check(id);
    await tryToChange(id, path);
    await giveBack(id);
    await tryToChange(id, path);
    // Nor does the office send on by itself what it gave back to somebody at home.
    const { version } = await read(id);
    for (const what of ['resubmit', 'abandon', 'reopen']) {
      const tried = await office.ask(clerk, 'POST', `/requests/${id}/${what}`, { body: { version } });
      expect([what, tried.json.code]).toEqual([what, 'requests.not-allowed']);
    }
    expect((await office.ask(clerk, 'GET', `/requests/${id}/handling`)).json.verbs).toEqual([]);
    expect(getValue(await openOwn(id, holder))).toMatchObject({
      correction: { fields: [{ field: 'document', mendAt: '/account/originals/new' }] },
      maySendAgain: true,
    });
    expect(code(await sendAgain(id, (await certified()).holder))).toBe('requests.not-found');
    expect(code(await sendAgain(id, holder, ' '))).toBe('requests.text-missing');
    expect((await read(id)).state).toBe('returned');
    getValue(await sendAgain(id, holder));
    const opened = getValue(await openOwn(id, holder));
    expect(opened).toMatchObject({ state: 'queued', conversation: { messages: [{ text: 'Je la présente mardi.' }] } });
    expect((await read(id)).certification.renewal).toMatchObject({ checkedAt: null });
    expect((await prepareCopy(office, signing, id)).json.code).toBe('certification.not-checked');
    expect((await check(id)).status).toBe(200);
    expect((await prepareCopy(office, signing, id)).status).toBe(200);
  });

  test('of which a check or a page is gone when the officer confirms is not signed', async () => {
    const { id } = await renewed();
    const oneCheck = sql`delete from certification.check_made where request_id = ${id} and check_code = 'whole'`;
    const page = sql`update documents.page set removed_at = now() where position = 1
      and document_id = (select id from documents.document where request_id = ${id})`;
    for (const [gone, refused] of [
      [oneCheck, 'certification.not-checked'],
      [page, 'certification.pages-changed'],
    ] as const) {
      await check(id);
      const prepared = await prepareCopy(office, signing, id);
      await app.transaction({ communeId: office.commune.communeId }, tx => gone.execute(tx));
      expect((await confirmCopy(office, signing, prepared.json)).json.code).toBe(refused);
      expect((await prepareCopy(office, signing, id)).json.code).toBe(refused);
    }
  });
});

/** A clerk who would swap its pages, or what is said of them, and one who knows the calls of a draft. */
async function tryToChange(id: string, path: string) {
  const before = await read(id);
  const { version, document } = before;
  const form = uploadForm(version, { 'another.jpg': await scannedPage({ text: 'Forged' }) });
  const turned = { version, rotation: 90, crop: null };
  const tried = [
    await office.ask(clerk, 'POST', `/requests/${id}/files`, { form }),
    await office.ask(clerk, 'POST', `/requests/${id}/document/remove`, { body: { version } }),
    await office.ask(clerk, 'PUT', `/requests/${id}/pages/${document.pages[0].id}/edit`, { body: turned }),
    await office.ask(clerk, 'PATCH', `${path}/original`, { body: { version, kind: 'contract' } }),
    await office.ask(clerk, 'PUT', `${path}/checks`, { body: { version, check: 'whole', made: false } }),
  ];
  for (const { status } of tried) expect(status).toBeGreaterThanOrEqual(400);
  expect(await read(id)).toEqual(before);
}
