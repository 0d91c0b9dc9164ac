import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../../../test/database.ts';
import { completeDraft, openDraft, step, uploadForm } from '../../../test/drafts.ts';
import { openOffice, type TestOffice } from '../../../test/office.ts';
import { drawnSignature, scannedPage } from '../../../test/scans.ts';
import { newId, type OfficeId, type StaffActor } from '../../kernel/index.ts';

const { as } = await testDatabase();
let office: TestOffice;
let clerk: StaffActor;
let page: Uint8Array<ArrayBuffer>;

beforeAll(async () => {
  office = await openOffice({ app: as('app'), sealer: as('sealer') });
  clerk = await office.hire('clerk');
  page = await scannedPage();
});
afterAll(async () => {
  await office.close();
  expect(office.failures).toEqual([]);
});

const submit = (actor: StaffActor, draft: { path: string; view: { version: number } }, key?: string) =>
  office.ask(actor, 'POST', `${draft.path}/submit`, {
    body: { version: draft.view.version },
    ...(key !== undefined && { key }),
  });

describe('two people, or one click twice', () => {
  test('the second of two clerks learns that the request changed, and nothing of the first is lost', async () => {
    const draft = await openDraft(office, clerk);
    const colleague = await office.hire('clerk');
    const first = await step(office, clerk, draft, ['PATCH', '/options', { nature: 'lease' }]);
    const second = await office.ask(colleague, 'PATCH', `${draft.path}/options`, {
      body: { version: draft.view.version, nature: 'contract' },
      language: 'fr',
    });
    expect([second.status, second.type]).toEqual([409, 'application/problem+json']);
    expect(second.json).toMatchObject({ code: 'requests.changed-meanwhile', params: { version: first.view.version } });
    expect(second.json.detail).toMatch(/^Un collègue a modifié cette demande/);
    const read = await office.ask(colleague, 'GET', draft.path);
    expect(read.json.options.nature).toBe('lease');
  });

  test('two clerks at the very same moment: one is first', async () => {
    const draft = await openDraft(office, clerk);
    const colleague = await office.hire('clerk');
    const body = { version: draft.view.version, exemplars: 3 };
    const answers = await Promise.all(
      [clerk, colleague].map(actor => office.ask(actor, 'PATCH', `${draft.path}/options`, { body })),
    );
    expect(answers.map(answer => String(answer.status)).toSorted()).toEqual(['200', '409']);
  });

  test('the same click twice opens one request, submits once, and is answered alike', async () => {
    const body = { officeId: office.commune.office.id, service: 'signature-legalisation' };
    const key = randomUUID();
    const both = await Promise.all([1, 2].map(() => office.ask(clerk, 'POST', '/requests', { body, key })));
    expect(new Set(both.map(answer => answer.json.id)).size).toBe(1);
    const draft = await completeDraft(office, clerk);
    const again = randomUUID();
    const submissions = [await submit(clerk, draft, again), await submit(clerk, draft, again)];
    expect(submissions.map(answer => [answer.status, answer.json.state, answer.json.version])).toEqual([
      [200, 'queued', draft.view.version + 1],
      [200, 'queued', draft.view.version + 1],
    ]);
  });

  test('the same upload twice adds its page once; another command under its key is refused', async () => {
    const draft = await openDraft(office, clerk);
    const key = randomUUID();
    const send = () =>
      office.ask(clerk, 'POST', `${draft.path}/files`, { form: uploadForm(1, { 'a.jpg': page }), key });
    expect([(await send()).status, (await send()).status]).toEqual([200, 200]);
    const read = await office.ask(clerk, 'GET', draft.path);
    expect(read.json.document.pages).toHaveLength(1);
    const other = await office.ask(clerk, 'PATCH', `${draft.path}/options`, {
      body: { version: 2, exemplars: 2 },
      key,
    });
    expect([other.status, other.json.code]).toEqual([409, 'platform.command-reused']);
  });
});

describe('files', () => {
  test('a bad file is refused by name and the others are kept', async () => {
    const draft = await openDraft(office, clerk);
    const form = uploadForm(1, {
      'good.jpg': page,
      'empty.pdf': new Uint8Array(),
      'letter.docx': Uint8Array.from([0x50, 0x4b, 3, 4, 9]),
    });
    const answer = await office.ask(clerk, 'POST', `${draft.path}/files`, { form, language: 'ar' });
    expect(answer.status).toBe(200);
    expect(answer.json.report.received).toMatchObject([{ name: 'good.jpg', pages: 1 }]);
    expect(answer.json.report.refused).toMatchObject([
      { field: 'empty.pdf', code: 'documents.empty' },
      { field: 'letter.docx', code: 'documents.unsupported-type' },
    ]);
    expect(answer.json.report.refused[0].detail).toMatch(/[\u0600-\u06ff]{4}/);
  });

  test('when every file is bad, nothing changes and each is named', async () => {
    const draft = await openDraft(office, clerk);
    const form = uploadForm(1, { 'cut.jpg': page.slice(0, 5000) });
    const answer = await office.ask(clerk, 'POST', `${draft.path}/files`, { form });
    expect([answer.status, answer.json.code]).toEqual([422, 'api.all-refused']);
    expect(answer.json.errors).toMatchObject([{ field: 'cut.jpg', code: 'documents.truncated' }]);
    expect((await office.ask(clerk, 'GET', draft.path)).json).toMatchObject({ version: 1, document: null });
  });

  test('a session that ends while files travel is told so, nothing is kept, and the same form goes on after sign-in', async () => {
    const leaving = await office.hire('clerk');
    const draft = await openDraft(office, leaving);
    const key = randomUUID();
    office.signOut(leaving);
    const gone = await office.ask(leaving, 'POST', `${draft.path}/files`, {
      form: uploadForm(1, { 'a.jpg': page }),
      key,
    });
    expect([gone.status, gone.json.code]).toEqual([401, 'session.sign-in-needed']);
    const back = { ...leaving, sessionId: newId<StaffActor['sessionId']>(new Date()) };
    const again = await office.ask(back, 'POST', `${draft.path}/files`, {
      form: uploadForm(1, { 'a.jpg': page }),
      key,
    });
    expect([again.status, again.json.request.document.pages.length]).toEqual([200, 1]);
  });

  test('pages are turned, cropped, ordered, taken out and put back', async () => {
    let draft = await openDraft(office, clerk);
    const second = await scannedPage({ text: 'Annexe' });
    const answer = await office.ask(clerk, 'POST', `${draft.path}/files`, {
      form: uploadForm(1, { 'a.jpg': page, 'b.jpg': second }),
    });
    draft = { ...draft, view: answer.json.request };
    const [a, b] = draft.view.document?.pages.map(each => each.id) ?? [];
    draft = await step(office, clerk, draft, [
      'PUT',
      `/pages/${a}/edit`,
      { rotation: 90, crop: { left: 0, top: 0, width: 0.5, height: 1 } },
    ]);
    const turned = draft.view.document?.pages[0];
    expect(turned?.widthMm).toBeCloseTo(148.5, 0);
    expect(turned?.heightMm).toBeCloseTo(210, 0);
    draft = await step(office, clerk, draft, ['PUT', `/pages/${a}/edit`, { rotation: 0, crop: null }]);
    expect(draft.view.document?.pages[0]).toMatchObject({ rotation: 0, crop: null });
    expect(draft.view.document?.pages[0]?.heightMm).toBeCloseTo(297, 0);
    draft = await step(office, clerk, draft, ['PUT', '/pages/order', { pageIds: [b, a] }]);
    expect(draft.view.document?.pages.map(each => each.id)).toEqual([b, a]);
    draft = await step(office, clerk, draft, ['POST', `/pages/${b}/remove`, {}]);
    expect(draft.view.document?.removed.map(each => each.id)).toEqual([b]);
    draft = await step(office, clerk, draft, ['POST', `/pages/${b}/restore`, {}]);
    expect(draft.view.document?.pages.map(each => each.id)).toEqual([a, b]);
    const incomplete = await office.ask(clerk, 'PUT', `${draft.path}/pages/order`, {
      body: { version: draft.view.version, pageIds: [a] },
    });
    expect(incomplete.json.code).toBe('documents.order-incomplete');
  });
});

describe('a draft that lacks something', () => {
  test('is told everything at once, with the place of each', async () => {
    const draft = await openDraft(office, clerk);
    const answer = await submit(clerk, draft);
    expect([answer.status, answer.json.code]).toEqual([422, 'legalisation.incomplete']);
    const fields = answer.json.errors.map((error: { field: string }) => error.field);
    expect(fields).toEqual(['signatories', 'document', 'nature', 'check:read', 'check:no-blanks', 'check:signed-here']);
    expect(answer.json.detail).toBe(
      '6 things are still missing before the request can be handed over. Nothing is lost: complete it, then hand it over.',
    );
  });

  test('cannot be submitted for a nature that the law reserves to others', async () => {
    const draft = await completeDraft(office, clerk);
    const chosen = await step(office, clerk, draft, ['PATCH', '/options', { nature: 'power-real-estate' }]);
    const answer = await submit(clerk, chosen);
    expect(answer.json.errors).toMatchObject([{ field: 'nature', code: 'legalisation.nature-refused' }]);
  });

  test('cannot have its stamp outside of the page', async () => {
    const draft = await completeDraft(office, clerk);
    const body = { version: draft.view.version, stampPlace: { page: 0, xMm: 180, yMm: 10 } };
    const answer = await office.ask(clerk, 'PATCH', `${draft.path}/options`, { body });
    expect([answer.status, answer.json.code]).toEqual([422, 'legalisation.stamp-outside']);
    const moved = await step(office, clerk, draft, [
      'PATCH',
      '/options',
      { stampPlace: { page: 0, xMm: 20, yMm: 200 } },
    ]);
    expect(moved.view.options).toMatchObject({ stampPlace: { page: 0, xMm: 20, yMm: 200 }, stampPlaceProposed: false });
  });

  test('forgets the place of its stamp when the pages move under it', async () => {
    let draft = await completeDraft(office, clerk);
    draft = await step(office, clerk, draft, ['PATCH', '/options', { stampPlace: { page: 0, xMm: 20, yMm: 200 } }]);
    const pageId = draft.view.document?.pages[0]?.id;
    draft = await step(office, clerk, draft, ['PUT', `/pages/${pageId}/edit`, { rotation: 90, crop: null }]);
    expect(draft.view.options.stampPlaceProposed).toBe(true);
    const body = { version: draft.view.version, stampPlace: { page: 1, xMm: 20, yMm: 20 } };
    const beyond = await office.ask(clerk, 'PATCH', `${draft.path}/options`, { body });
    expect(beyond.json.code).toBe('legalisation.stamp-page-missing');
  });

  test('takes no scribble for a signature, and no consent to an older sentence', async () => {
    const draft = await openDraft(office, clerk);
    const { personId, documentId } = draft;
    const identified = await step(office, clerk, draft, [
      'POST',
      '/signatories',
      { personId, identityDocumentId: documentId },
    ]);
    const { version } = identified.view;
    const dot = { version, pad: drawnSignature.pad, strokes: [[{ x: 5, y: 5, t: 0, pressure: 1 }]] };
    const scribble = await office.ask(clerk, 'PUT', `${draft.path}/signatories/${personId}/signature`, { body: dot });
    expect(scribble.json.code).toBe('legalisation.signature-too-short');
    const old = { version, sentence: '2019-01', language: 'fr' };
    const consent = await office.ask(clerk, 'PUT', `${draft.path}/signatories/${personId}/consent`, { body: old });
    expect(consent.json.code).toBe('legalisation.sentence-changed');
    const twice = await office.ask(clerk, 'POST', `${draft.path}/signatories`, {
      body: { version, personId, identityDocumentId: documentId },
    });
    expect(twice.json.code).toBe('legalisation.signatory-there');
  });
});

describe('who may', () => {
  test('a clerk of another office, or another commune, finds nothing', async () => {
    const draft = await openDraft(office, clerk);
    const otherOffice = { level: 'office', officeId: newId<OfficeId>(new Date()) } as const;
    const elsewhere = { ...clerk, grants: clerk.grants.map(grant => ({ ...grant, jurisdiction: otherOffice })) };
    const foreign = { ...clerk, communeId: newId<StaffActor['communeId']>(new Date()) };
    for (const stranger of [elsewhere, foreign]) {
      expect((await office.ask(stranger, 'GET', draft.path)).status).toBe(404);
      expect((await submit(stranger, draft)).json.code).toBe('requests.not-found');
    }
  });

  test('an officer reads and refuses with a reason, but does not prepare', async () => {
    const { actor } = await office.appoint();
    const draft = await completeDraft(office, clerk);
    const edited = await office.ask(actor, 'PATCH', `${draft.path}/options`, {
      body: { version: draft.view.version, exemplars: 2 },
    });
    expect([edited.status, edited.json.code]).toEqual([403, 'requests.not-allowed']);
    const queued = await submit(clerk, draft);
    const body = { version: queued.json.version, reason: 'BLANK', note: 'The second paragraph has a gap.' };
    const mute = await office.ask(actor, 'POST', `${draft.path}/refuse`, { body: { ...body, note: ' ' } });
    expect(mute.json.code).toBe('requests.note-missing');
    const refused = await office.ask(actor, 'POST', `${draft.path}/refuse`, { body });
    expect(refused.json).toMatchObject({
      state: 'refusing',
      refusal: { reason: 'BLANK' },
      actions: ['reconsider', 'sign'],
    });
  });

  test('an officer without a delegation is told why, and no number is taken', async () => {
    const officer = await office.hire('officer');
    const draft = await completeDraft(office, clerk);
    const queued = await submit(clerk, draft);
    const body = {
      officeId: office.commune.office.id,
      requests: [{ id: draft.view.id, version: queued.json.version }],
    };
    const prepared = await office.ask(officer, 'POST', '/preparations', { body });
    expect([prepared.status, prepared.json.code]).toEqual([422, 'organisation.delegation-none']);
    const me = await office.ask(officer, 'GET', '/me', { language: 'fr' });
    expect(me.json.offices).toMatchObject([{ code: 'MAA03', signing: { state: 'none', delegation: null } }]);
    expect(me.json.offices[0].signing.detail).toMatch(/^Aucune délégation/);
  });

  test('a request taken back to the counter can be given up, and then nothing more', async () => {
    const draft = await completeDraft(office, clerk);
    const queued = await submit(clerk, draft);
    const back = await step(office, clerk, { ...draft, view: queued.json }, ['POST', '/reopen', {}]);
    const gone = await step(office, clerk, back, ['POST', '/abandon', {}]);
    expect(gone.view).toMatchObject({ state: 'abandoned', actions: [] });
    const late = await submit(clerk, gone);
    expect([late.status, late.json.code]).toEqual([409, 'requests.not-in-this-state']);
  });
});
