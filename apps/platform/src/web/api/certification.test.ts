import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { completeCopy, diploma, openCopy, scanPages, signCopy } from '../../../test/copies.ts';
import { testDatabase } from '../../../test/database.ts';
import { step, uploadForm } from '../../../test/drafts.ts';
import { type TestOffice, openOffice } from '../../../test/office.ts';
import { drawnSignature, twoPagePdf } from '../../../test/scans.ts';
import type { StaffActor } from '../../kernel/index.ts';

const { as } = await testDatabase();
let office: TestOffice;
let clerk: StaffActor;
beforeAll(async () => {
  office = await openOffice({ app: as('app'), sealer: as('sealer') });
  clerk = await office.hire('clerk');
});
afterAll(() => office.close());

const codesOf = (missing: readonly { readonly code: string }[]) => [...new Set(missing.map(({ code }) => code))];

describe('an original at the counter', () => {
  test('lacks everything at first, and says so at once', async () => {
    const { view, path } = await openCopy(office, clerk);
    expect(codesOf(view.missing)).toEqual([
      'certification.no-document',
      'certification.no-kind',
      'certification.no-issuer',
      'certification.check-missing',
      'certification.not-signed',
    ]);
    const refused = await office.ask(clerk, 'POST', `${path}/submit`, { body: { version: view.version } });
    expect([refused.status, refused.json.code]).toEqual([422, 'certification.incomplete']);
    expect(refused.json.errors).toHaveLength(view.missing.length);
  });

  test('becomes a copy: scanned, checked, compared, signed, and deposited with its holder', async () => {
    const draft = await completeCopy(office, clerk);
    expect(draft.view.missing).toEqual([]);
    expect(draft.view.certification?.checks).toHaveLength(4);
    expect(draft.view.certification?.checks[0]).toMatchObject({ by: { latin: 'Karim TAZI' } });
    const signing = { clerk, ...(await office.appoint(['certification'])) };
    const { prepared, confirmed } = await signCopy(office, signing, draft);
    const { acts } = JSON.parse(prepared.manifest);
    expect(acts[0]).toMatchObject({ nature: 'certification', reissues: { most: 20, template: 'copy-1.proposal-1' } });
    expect(confirmed).toMatchObject({ state: 'finished', acts: [{ state: 'done', problem: null }] });
    const done = await office.ask(clerk, 'GET', `/requests/${draft.view.id}`);
    expect(done.json.state).toBe('done');
    expect(office.failures).toEqual([]);
  });

  test('is asked a page at a time: a page turned after it was compared is compared again', async () => {
    let draft = await completeCopy(office, clerk);
    const [first] = draft.view.document?.pages ?? [];
    const body = { version: draft.view.version, rotation: 180, crop: null };
    const turned = await office.ask(clerk, 'PUT', `/requests/${draft.view.id}/pages/${first?.id}/edit`, { body });
    expect(codesOf(turned.json.missing)).toEqual(['certification.not-compared']);
    draft = { ...draft, view: turned.json };
    draft = await step(office, clerk, draft, ['PUT', '/compared', { pageId: first?.id, compared: true }]);
    expect(draft.view.missing).toEqual([]);
  });

  test('is refused where the commune certifies no copy of such papers, and when it has ended', async () => {
    const draft = await completeCopy(office, clerk, { ...diploma, kind: 'civil-status', expiresOn: '2020-01-01' });
    expect(codesOf(draft.view.missing)).toEqual(['certification.kind-refused', 'certification.original-expired']);
    const crossed = { version: draft.view.version, issuedOn: '2024-01-02', expiresOn: '2024-01-01' };
    const refused = await office.ask(clerk, 'PATCH', `${draft.path}/original`, { body: crossed });
    expect(refused.json.code).toBe('certification.dates-crossed');
  });

  test('is signed for by whoever shows it, with a mark at least, unless a clerk notes that they cannot', async () => {
    const draft = await openCopy(office, clerk);
    const holder = `/holders/${draft.personId}/signature`;
    const dot = { ...drawnSignature, strokes: [[{ x: 5, y: 5, t: 0, pressure: 0.5 }]] };
    const body = { version: draft.view.version, ...dot };
    const refused = await office.ask(clerk, 'PUT', `${draft.path}${holder}`, { body });
    expect(refused.json.code).toBe('legalisation.signature-too-short');
    const unable = { check: 'cannot-sign', made: true };
    const noted = await step(office, clerk, draft, ['PUT', '/checks', unable]);
    expect(codesOf(noted.view.missing)).not.toContain('certification.not-signed');
    const back = await step(office, clerk, noted, ['PUT', '/checks', { ...unable, made: false }]);
    const signed = await step(office, clerk, back, ['PUT', holder, drawnSignature]);
    expect(codesOf(signed.view.missing)).not.toContain('certification.not-signed');
    expect(signed.view.certification?.holders).toMatchObject([{ signedAt: expect.any(String), fromAfar: false }]);
  });

  test('is kept as pictures, also when it comes as a PDF', async () => {
    const draft = await openCopy(office, clerk);
    const form = uploadForm(draft.view.version, { 'scan.pdf': twoPagePdf() });
    const uploaded = await office.ask(clerk, 'POST', `/requests/${draft.view.id}/files`, { form });
    expect(uploaded.json.request.document).toMatchObject({ kind: 'scan', pages: [{ rotation: 0 }, { rotation: 0 }] });
    const [page] = uploaded.json.request.document.pages;
    const picture = await office.ask(clerk, 'GET', page.image.replace('/api/v1', ''));
    expect(picture.type).toBe('image/jpeg');
  });
});

describe('what the officer lets be issued again', () => {
  test('is chosen within the limits of the installation, also while the request waits for them', async () => {
    const draft = await completeCopy(office, clerk);
    const { limits } = draft.view.certification?.reissues ?? { limits: undefined };
    const choose = (who: StaffActor, version: number, reissues: object) =>
      office.ask(who, 'PUT', `${draft.path}/reissues`, { body: { version, reissues } });
    const { version } = draft.view;
    const beyond = await choose(clerk, version, { kind: 'chosen', most: 101, until: limits?.until });
    expect(beyond.json.code).toBe('certification.terms-too-many');
    const later = await choose(clerk, version, { kind: 'chosen', most: 3, until: '2099-01-01' });
    expect(later.json.code).toBe('certification.terms-too-long');
    const submitted = await step(office, clerk, draft, ['POST', '/submit', {}]);
    const queued = submitted.view.version;
    expect((await choose(clerk, queued, { kind: 'none' })).status).toBe(403);
    const { actor } = await office.appoint(['certification']);
    const none = await choose(actor, queued, { kind: 'none' });
    expect(none.json.certification.reissues).toMatchObject({ kind: 'none', terms: null });
    const body = { requests: [{ id: draft.view.id, version: queued }] };
    const prepared = await office.ask(actor, 'POST', '/preparations', { body });
    expect(JSON.parse(prepared.json.manifest).acts[0]).not.toHaveProperty('reissues');
  });
});

test('an officer delegated for signatures alone certifies no copy', async () => {
  const draft = await completeCopy(office, clerk);
  const submitted = await step(office, clerk, draft, ['POST', '/submit', {}]);
  const { actor } = await office.appoint(['legalisation']);
  const requests = [{ id: draft.view.id, version: submitted.view.version }];
  const prepared = await office.ask(actor, 'POST', '/preparations', { body: { requests } });
  expect(prepared.json.code).toMatch(/^organisation\.delegation-/);
});

test('the queue shows copies among signatures, the longest wait first', async () => {
  const draft = await completeCopy(office, clerk);
  await step(office, clerk, draft, ['POST', '/submit', {}]);
  const listed = await office.ask(clerk, 'GET', `/offices/${office.commune.office.id}/requests?state=queued`);
  const line = listed.json.requests.find(({ id }: { id: string }) => id === draft.view.id);
  expect(line).toMatchObject({ service: 'certified-copy', nature: 'diploma', pages: 2 });
  expect(line.signatories).toHaveLength(1);
});

test('pages are added at any time of the draft, and asked for again', async () => {
  let draft = await completeCopy(office, clerk);
  draft = await scanPages(office, clerk, draft, ['Annexe']);
  expect(codesOf(draft.view.missing)).toEqual(['certification.not-compared']);
});
