import { randomInt } from 'node:crypto';
import { expect } from 'vitest';
import type { StaffActor } from '../src/kernel/index.ts';
import { step, type TestDraft, uploadForm } from './drafts.ts';
import type { Answer, TestOffice } from './office.ts';
import { drawnSignature, scannedPage } from './scans.ts';
import type { TestOfficer } from './signing.ts';

/** A certified copy that a clerk works on, its holder identified. */
export async function openCopy(office: TestOffice, clerk: StaffActor): Promise<TestDraft> {
  const number = `BE${randomInt(100_000, 999_999)}`;
  const { personId, documentId } = await office.enrol({ document: { type: 'cnie', number, expiresOn: '2031-05-10' } });
  const opened = await office.ask(clerk, 'POST', '/certifications', { body: { officeId: office.commune.office.id } });
  expect(opened.status).toBe(200);
  const draft = { personId, documentId, path: `/certifications/${opened.json.id}`, view: opened.json };
  return step(office, clerk, draft, ['POST', '/holders', { personId, identityDocumentId: documentId }]);
}

/** Brings pages in; each has words of its own. */
export async function scanPages(
  office: TestOffice,
  clerk: StaffActor,
  draft: TestDraft,
  texts: readonly string[],
): Promise<TestDraft> {
  const files: Record<string, Uint8Array<ArrayBuffer>> = {};
  for (const [index, text] of texts.entries()) files[`page-${index}.jpg`] = await scannedPage({ text });
  const form = uploadForm(draft.view.version, files);
  const uploaded = await office.ask(clerk, 'POST', `/requests/${draft.view.id}/files`, { form });
  expect(uploaded.status).toBe(200);
  return { ...draft, view: uploaded.json.request };
}

export const diploma = {
  kind: 'diploma',
  issuer: { arabic: '', latin: 'Université Hassan II' },
  ownNumber: 'LF-2019/004471',
  issuedOn: '2019-07-12',
} as const;

/** A copy with everything in it that an officer needs: scanned, described, checked, compared. */
export async function completeCopy(
  office: TestOffice,
  clerk: StaffActor,
  described: object = diploma,
): Promise<TestDraft> {
  let draft = await openCopy(office, clerk);
  draft = await scanPages(office, clerk, draft, [`Diplôme ${randomInt(1e6)}`, 'Mention']);
  draft = await step(office, clerk, draft, ['PATCH', '/original', described]);
  for (const check of ['is-original', 'no-alterations', 'whole', 'not-at-source'])
    draft = await step(office, clerk, draft, ['PUT', '/checks', { check, made: true }]);
  for (const { id: pageId } of draft.view.document?.pages ?? [])
    draft = await step(office, clerk, draft, ['PUT', '/compared', { pageId, compared: true }]);
  return step(office, clerk, draft, ['PUT', `/holders/${draft.personId}/signature`, drawnSignature]);
}

/** Who handles a copy: a clerk, and an officer with their passkey. */
export interface Signing {
  readonly clerk: StaffActor;
  readonly officer: TestOfficer;
  readonly actor: StaffActor;
}

/** Asks for the preparation of a queued copy, in the version that lies there. */
export async function prepareCopy(office: TestOffice, { clerk, actor }: Signing, id: string): Promise<Answer> {
  const { version } = (await office.ask(clerk, 'GET', `/requests/${id}`)).json;
  return office.ask(actor, 'POST', '/preparations', { body: { requests: [{ id, version }] } });
}

/** Confirms a preparation with the officer’s passkey. */
export function confirmCopy(
  office: TestOffice,
  { officer, actor }: Signing,
  prepared: { readonly id: string; readonly authentication: { readonly challenge: string } },
): Promise<Answer> {
  const challenge = Buffer.from(prepared.authentication.challenge, 'base64url');
  const { credentialId, ...response } = officer.passkey.assert(challenge);
  const assertion = { id: credentialId, rawId: credentialId, type: 'public-key', response, clientExtensionResults: {} };
  return office.ask(actor, 'POST', `/preparations/${prepared.id}/confirm`, { body: { assertion } });
}

/** Has the officer sign a queued copy; answers the preparation as it was and as it ended. */
export async function signQueued(office: TestOffice, signing: Signing, id: string) {
  const prepared = await prepareCopy(office, signing, id);
  expect([prepared.status, prepared.json.code]).toEqual([200, undefined]);
  const confirmed = await confirmCopy(office, signing, prepared.json);
  return { prepared: prepared.json, confirmed: confirmed.json };
}

/** Submits a draft and has the officer sign it; answers the preparation as it ended. */
export async function signCopy(office: TestOffice, signing: Signing, draft: TestDraft) {
  await step(office, signing.clerk, draft, ['POST', '/submit', {}]);
  return signQueued(office, signing, draft.view.id);
}
