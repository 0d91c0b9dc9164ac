import { randomInt } from 'node:crypto';
import { expect } from 'vitest';
import type { StaffActor } from '../src/kernel/index.ts';
import type { RequestView } from '../src/web/api/contract/index.ts';
import type { TestOffice } from './office.ts';
import { drawnSignature, scannedPage } from './scans.ts';

/** A draft that a clerk works on over the API. `version` is always the one last read. */
export interface TestDraft {
  readonly personId: string;
  readonly documentId: string;
  readonly path: string;
  readonly view: RequestView;
}

/** A person with a card of their own, and an empty draft. */
export async function openDraft(office: TestOffice, clerk: StaffActor): Promise<TestDraft> {
  const number = `BE${randomInt(100_000, 999_999)}`;
  const { personId, documentId } = await office.enrol({ document: { type: 'cnie', number, expiresOn: '2031-05-10' } });
  const body = { officeId: office.commune.office.id, service: 'signature-legalisation' };
  const opened = await office.ask(clerk, 'POST', '/requests', { body });
  expect(opened.status).toBe(200);
  return { personId, documentId, path: `/requests/${opened.json.id}`, view: opened.json };
}

/** One command on a draft, expected to be done. */
export async function step(
  office: TestOffice,
  clerk: StaffActor,
  draft: TestDraft,
  [method, path, body]: readonly [string, string, object],
): Promise<TestDraft> {
  const answer = await office.ask(clerk, method, `${draft.path}${path}`, {
    body: { version: draft.view.version, ...body },
  });
  expect([path, answer.status, answer.json.code]).toEqual([path, 200, undefined]);
  return { ...draft, view: answer.json };
}

/** The form of an upload. */
export function uploadForm(version: number, files: Readonly<Record<string, Uint8Array<ArrayBuffer>>>): FormData {
  const form = new FormData();
  form.set('version', String(version));
  for (const [name, bytes] of Object.entries(files)) form.append('file', new File([bytes], name));
  return form;
}

/** A draft with everything in it that an officer needs. */
export async function completeDraft(office: TestOffice, clerk: StaffActor): Promise<TestDraft> {
  let draft = await openDraft(office, clerk);
  const form = uploadForm(draft.view.version, { 'page.jpg': await scannedPage() });
  const uploaded = await office.ask(clerk, 'POST', `${draft.path}/files`, { form });
  draft = { ...draft, view: uploaded.json.request };
  const { personId, documentId } = draft;
  const options = {
    nature: 'accommodation',
    stampLanguages: 'ar+fr',
    exemplars: 2,
    checks: ['read', 'no-blanks', 'signed-here'],
  };
  draft = await step(office, clerk, draft, ['POST', '/signatories', { personId, identityDocumentId: documentId }]);
  draft = await step(office, clerk, draft, ['PUT', `/signatories/${personId}/signature`, drawnSignature]);
  draft = await step(office, clerk, draft, [
    'PUT',
    `/signatories/${personId}/consent`,
    { sentence: '2026-11', language: 'fr' },
  ]);
  return step(office, clerk, draft, ['PATCH', '/options', options]);
}
