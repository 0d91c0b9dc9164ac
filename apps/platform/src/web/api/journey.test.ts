import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { completeDraft, step, uploadForm } from '../../../test/drafts.ts';
import { openOffice, type TestOffice } from '../../../test/office.ts';
import { twoPagePdf } from '../../../test/scans.ts';
import type { TestOfficer } from '../../../test/signing.ts';
import { testDatabase } from '../../../test/database.ts';

const { as } = await testDatabase();
let office: TestOffice;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'shubbak-journey-'));
  office = await openOffice({ app: as('app'), sealer: as('sealer') });
});
afterAll(async () => {
  await office.close();
  rmSync(folder, { recursive: true });
  expect(office.failures).toEqual([]);
});

const judge = (name: string, bytes: Buffer): string => {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return execFileSync('qpdf', ['--check', path], { encoding: 'utf8' });
};

describe('the counter journey over the API', () => {
  test('from a card to a sealed document that the judges accept', async () => {
    const clerk = await office.hire('clerk');
    const { path: at, view: request, personId } = await completeDraft(office, clerk);
    expect(request.missing).toEqual([]);
    expect(request.actions).toContain('submit');
    expect(request.document?.pages[0]).toMatchObject({ rotation: 0, crop: null });
    const preview = await office.ask(clerk, 'GET', `${at}/draft.pdf`);
    expect(judge('draft.pdf', preview.bytes)).toMatch(/No syntax or stream encoding errors/);
    const picture = await office.ask(
      clerk,
      'GET',
      `${request.document?.pages[0]?.image.replace('/api/v1', '')}&width=200`,
    );
    expect([picture.status, picture.type]).toEqual([200, 'image/jpeg']);
    const drawn = await office.ask(clerk, 'GET', request.signatories[0]?.signature ?? '');
    expect(drawn.bytes.toString()).toMatch(/^<svg .*<path d="M10 25L/);

    const submitted = await office.ask(clerk, 'POST', `${at}/submit`, { body: { version: request.version } });
    expect(submitted.json).toMatchObject({ state: 'queued', actions: ['reopen', 'return', 'refuse'] });

    const { officer, actor } = await office.appoint();
    const queue = await office.ask(actor, 'GET', `/offices/${office.commune.office.id}/requests?state=queued`);
    const line = queue.json.requests.find((each: { id: string }) => each.id === request.id);
    expect(line).toMatchObject({ nature: 'accommodation', pages: 1, signatories: [{ latin: 'Amina El Fassi' }] });
    const seen = await office.ask(actor, 'GET', at);
    expect(seen.json.actions).toEqual(['return', 'refuse', 'sign']);
    const prepared = await office.ask(actor, 'POST', '/preparations', {
      body: { requests: [{ id: request.id, version: seen.json.version }] },
    });
    expect(prepared.json).toMatchObject({ state: 'ready', acts: [{ number: '2026/MAA03/000001', state: 'ready' }] });
    const final = await office.ask(actor, 'GET', prepared.json.acts[0].file.replace('/api/v1', ''));
    expect(judge('final.pdf', final.bytes)).toMatch(/No syntax/);

    const assertion = confirmationOf(officer, prepared.json.authentication.challenge);
    const confirmed = await office.ask(actor, 'POST', `/preparations/${prepared.json.id}/confirm`, {
      body: { assertion },
    });
    expect(confirmed.json).toMatchObject({ state: 'finished', acts: [{ state: 'done' }] });

    const done = await office.ask(clerk, 'GET', at);
    expect(done.json).toMatchObject({ state: 'done', act: { number: '2026/MAA03/000001' } });
    const act = await office.ask(clerk, 'GET', `/acts/${done.json.act.id}`);
    expect(act.json).toMatchObject({ exemplars: 2, number: '2026/MAA03/000001' });
    for (const paper of ['sealed.pdf', 'label.pdf?exemplar=2', 'overprint.pdf']) {
      const answer = await office.ask(clerk, 'GET', `/acts/${done.json.act.id}/${paper}`);
      expect([paper, answer.status, answer.type]).toEqual([paper, 200, 'application/pdf']);
      expect(judge(`${paper.split('.')[0]}.pdf`, answer.bytes)).toMatch(/No syntax/);
    }
    expect(execFileSync('pdfsig', ['-nocert', join(folder, 'sealed.pdf')], { encoding: 'utf8' })).toMatch(
      /Signature is Valid/,
    );
    const metrics = await office.metrics.registry.metrics();
    for (const step of ['render', 'seal', 'store'])
      expect(metrics).toMatch(new RegExp(`shubbak_act_step_seconds_count\\{process="test",step="${step}"\\} [1-9]`));
    const slip = await office.ask(clerk, 'POST', `/people/${personId}/slip`, {
      body: { officeId: office.commune.office.id, requestId: request.id },
    });
    expect(judge('slip.pdf', slip.bytes)).toMatch(/No syntax/);
  });
});

describe('other ways through the counter', () => {
  test('in a one-person office the same person goes on to signing, two requests with one gesture', async () => {
    const { officer, actor: signer } = await office.appoint();
    const both = await office.hire('officer-clerk');
    const actor = { ...both, staffId: signer.staffId };
    const queued: { readonly id: string; readonly version: number }[] = [];
    for (const draft of [await completeDraft(office, actor), await completeDraft(office, actor)]) {
      const body = { version: draft.view.version };
      const submitted = await office.ask(actor, 'POST', `${draft.path}/submit`, { body });
      expect(submitted.json.actions).toEqual(['reopen', 'return', 'refuse', 'sign']);
      queued.push({ id: submitted.json.id, version: submitted.json.version });
    }
    const key = randomUUID();
    const click = () => office.ask(actor, 'POST', '/preparations', { body: { requests: queued }, key });
    const [prepared, again] = await Promise.all([click(), click()]);
    expect(again.json.id).toBe(prepared.json.id);
    expect(prepared.json.acts.map((act: { state: string }) => act.state)).toEqual(['ready', 'ready']);
    const confirmation = confirmationOf(officer, prepared.json.authentication.challenge);
    const confirm = () =>
      office.ask(actor, 'POST', `/preparations/${prepared.json.id}/confirm`, { body: { assertion: confirmation } });
    expect((await confirm()).json).toMatchObject({ state: 'finished', acts: [{ state: 'done' }, { state: 'done' }] });
    // The answer was lost and the browser asks again: it learns that all is done.
    expect((await confirm()).json).toMatchObject({ state: 'finished' });
  });

  test('a PDF keeps its text, is previewed and sealed', async () => {
    const clerk = await office.hire('clerk');
    let draft = await completeDraft(office, clerk);
    draft = await step(office, clerk, draft, ['POST', '/document/remove', {}]);
    const form = uploadForm(draft.view.version, { 'contract.pdf': twoPagePdf() });
    const uploaded = await office.ask(clerk, 'POST', `${draft.path}/files`, { form });
    expect(uploaded.json.request.document).toMatchObject({
      kind: 'pdf',
      pages: [{ original: null }, { original: null }],
    });
    const preview = await office.ask(clerk, 'GET', `${draft.path}/draft.pdf`);
    expect(judge('draft-of-pdf.pdf', preview.bytes)).toMatch(/No syntax/);
    const text = execFileSync('pdftotext', [join(folder, 'draft-of-pdf.pdf'), '-'], { encoding: 'utf8' });
    expect(text).toContain('First page of the contract');
    const queued = await office.ask(clerk, 'POST', `${draft.path}/submit`, {
      body: { version: uploaded.json.request.version },
    });
    const { officer, actor } = await office.appoint();
    const requests = [{ id: draft.view.id, version: queued.json.version }];
    const prepared = await office.ask(actor, 'POST', '/preparations', { body: { requests } });
    const assertion = confirmationOf(officer, prepared.json.authentication.challenge);
    const path = `/preparations/${prepared.json.id}/confirm`;
    const confirmed = await office.ask(actor, 'POST', path, { body: { assertion } });
    expect(confirmed.json.acts).toMatchObject([{ state: 'done', problem: null }]);
    const sealed = await office.ask(actor, 'GET', `/acts/${confirmed.json.acts[0].actId}/sealed.pdf`);
    expect(judge('sealed-pdf.pdf', sealed.bytes)).toMatch(/No syntax/);
    expect(execFileSync('pdfsig', ['-nocert', join(folder, 'sealed-pdf.pdf')], { encoding: 'utf8' })).toMatch(
      /Signature is Valid/,
    );
  });

  test('two signatories: both names on the papers, both must sign and consent', async () => {
    const clerk = await office.hire('clerk');
    let draft = await completeDraft(office, clerk);
    const document = { type: 'cnie', number: 'JA778899', expiresOn: '2030-01-01' } as const;
    const name = { arabic: 'يوسف العمراني', latin: 'Youssef AMRANI' };
    const { personId, documentId } = await office.enrol({ document, name, contacts: {} });
    draft = await step(office, clerk, draft, ['POST', '/signatories', { personId, identityDocumentId: documentId }]);
    expect(draft.view.missing.map(lack => lack.field)).toEqual([`signature:${personId}`, `consent:${personId}`]);
    const before = draft.view.options.stampSize.heightMm;
    draft = await step(office, clerk, draft, ['POST', `/signatories/${personId}/remove`, {}]);
    expect(draft.view.missing).toEqual([]);
    expect(draft.view.options.stampSize.heightMm).toBeLessThan(before);
  });
});

function confirmationOf(officer: TestOfficer, challenge: string) {
  const { credentialId, ...response } = officer.passkey.assert(Buffer.from(challenge, 'base64url'));
  return { id: credentialId, rawId: credentialId, type: 'public-key', response, clientExtensionResults: {} };
}
