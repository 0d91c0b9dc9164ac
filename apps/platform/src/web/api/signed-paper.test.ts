import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { completeDraft, step, type TestDraft, uploadForm } from '../../../test/drafts.ts';
import { testDatabase } from '../../../test/database.ts';
import { openOffice, type TestOffice } from '../../../test/office.ts';
import { twoPagePdf } from '../../../test/scans.ts';
import { stranger } from '../../../test/strangers.ts';
import { secondCommune } from '../../../test/second-commune.ts';
import { type StaffActor, trainingId } from '../../kernel/index.ts';

const { as } = await testDatabase();
let office: TestOffice;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'shubbak-signed-'));
  office = await openOffice({ app: as('app'), sealer: as('sealer') });
});
afterAll(async () => {
  await office.close();
  rmSync(folder, { recursive: true });
  expect(office.failures).toEqual([]);
});

const judge = (program: string, bytes: Uint8Array, ...flags: readonly string[]): string => {
  const path = join(folder, 'paper.pdf');
  writeFileSync(path, bytes);
  return execFileSync(program, [...flags, path], { encoding: 'utf8' });
};

/** What a telephone reads on a page that is printed at 150 dots per inch. */
function codesOn(pdf: Uint8Array, page: number): string {
  const picture = join(folder, 'page');
  writeFileSync(`${picture}.pdf`, pdf);
  const one = ['-f', String(page), '-l', String(page), '-singlefile'];
  execFileSync('pdftoppm', ['-r', '150', '-png', ...one, `${picture}.pdf`, picture]);
  const { stdout } = spawnSync('zbarimg', ['--quiet', '--raw', `${picture}.png`], { encoding: 'utf8' });
  return stdout.trim();
}

/** A complete draft whose document is this file. */
async function draftOf(clerk: StaffActor, pdf: Uint8Array<ArrayBuffer>): Promise<TestDraft> {
  let draft = await completeDraft(office, clerk);
  draft = await step(office, clerk, draft, ['POST', '/document/remove', {}]);
  const form = uploadForm(draft.view.version, { 'bail-signé.pdf': pdf });
  const uploaded = await office.ask(clerk, 'POST', `${draft.path}/files`, { form });
  expect([uploaded.status, uploaded.json.code]).toEqual([200, undefined]);
  return { ...draft, view: uploaded.json.request };
}

/** What the act keeps of the judgement that its officer was shown. */
async function frozenJudgement(requestId: string): Promise<unknown> {
  const { communeId } = office.commune;
  const { rows } = await as('app').transaction({ communeId }, tx =>
    sql<{ judgement: unknown }>`select paper->'judgement' as judgement from acts.prepared_act
      where commune_id = ${communeId} and request_id = ${requestId}`.execute(tx),
  );
  return rows[0]?.judgement;
}

async function seal(clerk: StaffActor, draft: TestDraft): Promise<Buffer> {
  const queued = await office.ask(clerk, 'POST', `${draft.path}/submit`, { body: { version: draft.view.version } });
  expect(queued.json).toMatchObject({ state: 'queued' });
  const { officer, actor } = await office.appoint();
  const seen = await office.ask(actor, 'GET', draft.path);
  expect(seen.json.document.signatures).toEqual(draft.view.document?.signatures);
  const requests = [{ id: draft.view.id, version: queued.json.version }];
  const prepared = await office.ask(actor, 'POST', '/preparations', { body: { requests } });
  const { credentialId, ...response } = officer.passkey.assert(
    Buffer.from(prepared.json.authentication.challenge, 'base64url'),
  );
  const assertion = {
    id: credentialId,
    rawId: credentialId,
    type: 'public-key',
    response,
    clientExtensionResults: {},
  };
  const confirmed = await office.ask(actor, 'POST', `/preparations/${prepared.json.id}/confirm`, {
    body: { assertion },
  });
  expect(confirmed.json.acts).toMatchObject([{ state: 'done', problem: null }]);
  return (await office.ask(actor, 'GET', `/acts/${confirmed.json.acts[0].actId}/sealed.pdf`)).bytes;
}

test('a PDF that arrives signed is shown with its signature, and gets one field more; the first stays valid', async () => {
  const clerk = await office.hire('clerk');
  const signed = stranger('Samira BENNANI').sign(twoPagePdf(), { page: 0 });
  let draft = await draftOf(clerk, signed);
  expect(draft.view.document).toMatchObject({
    kind: 'signed-pdf',
    notices: [],
    pages: [{ original: null }, { original: null }],
    signatures: [
      {
        name: 'Samira BENNANI',
        indication: 'INDETERMINATE',
        subIndication: 'NO_CERTIFICATE_CHAIN_FOUND',
        provenAt: null,
        claimedAt: '2026-11-20T15:30:00.000Z',
        changes: 'none',
      },
    ],
  });
  const place = { page: 0, xMm: 30, yMm: 150 };
  draft = await step(office, clerk, draft, ['PATCH', '/options', { stampPlace: place }]);
  const preview = await office.ask(clerk, 'GET', `${draft.path}/draft.pdf`);
  expect(Buffer.compare(preview.bytes.subarray(0, signed.length), signed), 'the draft only adds to it').toBe(0);

  const sealed = await seal(clerk, draft);
  expect(Buffer.compare(sealed.subarray(0, signed.length), signed), 'not one byte of it is changed').toBe(0);
  expect(await frozenJudgement(draft.view.id)).toMatchObject({
    signatures: [{ name: 'Samira BENNANI', indication: 'INDETERMINATE', findings: ['path-not-found'] }],
  });
  expect(judge('qpdf', sealed, '--check')).toMatch(/No syntax or stream encoding errors/);
  expect(judge('pdfsig', sealed, '-nocert').match(/Signature is Valid/g)).toHaveLength(2);
  expect(codesOn(sealed, 1)).toMatch(/^https:\/\/localhost\/v\/[0-9A-Z]{16}\/[\w-]{22}$/);
  expect(codesOn(sealed, 2), 'no mark on the other page').toBe('');
});

test('an act of ours that is brought back is known as ours, and may be stamped again', async () => {
  const clerk = await office.hire('clerk');
  const once = await seal(clerk, await draftOf(clerk, twoPagePdf()));
  const draft = await draftOf(clerk, Uint8Array.from(once));
  expect(draft.view.document?.signatures).toMatchObject([
    { indication: 'TOTAL-PASSED', findings: [], changes: 'none' },
  ]);
  expect(draft.view.document?.signatures[0]?.provenAt).toMatch(/^20/);
  const twice = await seal(clerk, draft);
  expect(judge('pdfsig', twice, '-nocert').match(/Signature is Valid/g)).toHaveLength(2);
});

test('nothing can be added to it, and it cannot be added to other pages', async () => {
  const clerk = await office.hire('clerk');
  const signed = stranger('Samira BENNANI').sign(twoPagePdf());
  const draft = await draftOf(clerk, signed);
  const form = uploadForm(draft.view.version, { 'encore.pdf': twoPagePdf() });
  const more = await office.ask(clerk, 'POST', `${draft.path}/files`, { form });
  expect(more.json.code).toBe('documents.pdf-alone');
  const [page] = draft.view.document?.pages ?? [];
  const turned = await office.ask(clerk, 'PUT', `${draft.path}/pages/${page?.id}/edit`, {
    body: { version: draft.view.version, rotation: 90, crop: null },
  });
  expect(turned.json.code).toBe('documents.pdf-pages-fixed');
});

test('one is not taken in training, where every page is marked', async () => {
  const id = trainingId(office.commune.communeId);
  const { clerk, officeId } = await secondCommune(as('app'), { id, code: 'T-FES' });
  const body = { officeId, service: 'signature-legalisation' };
  const opened = await office.ask(clerk, 'POST', '/requests', { body });
  const upload = (bytes: Uint8Array<ArrayBuffer>) =>
    office.ask(clerk, 'POST', `/requests/${opened.json.id}/files`, {
      form: uploadForm(opened.json.version, { 'bail.pdf': bytes }),
    });
  const refused = await upload(stranger('Samira BENNANI').sign(twoPagePdf()));
  expect(refused.json.errors).toMatchObject([{ field: 'bail.pdf', code: 'documents.signed-in-training' }]);
  expect((await upload(twoPagePdf())).status).toBe(200);
});

test('one that cannot be received says why, in plain words', async () => {
  const clerk = await office.hire('clerk');
  const draft = await completeDraft(office, clerk);
  const emptied = await step(office, clerk, draft, ['POST', '/document/remove', {}]);
  const signed = stranger('Samira BENNANI').sign(twoPagePdf());
  signed[signed.indexOf(0x46, 300)] = 0x47;
  const form = uploadForm(emptied.view.version, { 'bail.pdf': signed });
  const refused = await office.ask(clerk, 'POST', `${draft.path}/files`, { form });
  expect(refused.status).toBeGreaterThanOrEqual(400);
  expect(refused.json.errors).toMatchObject([{ field: 'bail.pdf', code: 'documents.signed-changed' }]);
});
