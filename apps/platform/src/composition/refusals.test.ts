import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { completeDraft, openDraft, step, type TestDraft } from '../../test/drafts.ts';
import { testPerson } from '../../test/identity.ts';
import { openOffice, type TestOffice } from '../../test/office.ts';
import type { TestOfficer } from '../../test/signing.ts';
import { type ActId, asId, getValue, type PersonId, type StaffActor } from '../kernel/index.ts';

const { as } = await testDatabase();
const folder = mkdtempSync(join(tmpdir(), 'shubbak-refusal-'));
let office: TestOffice;
let clerk: StaffActor;
beforeAll(async () => {
  office = await openOffice({ app: as('app'), sealer: as('sealer') });
  clerk = await office.hire('clerk');
});
afterAll(async () => {
  await office.close();
  expect(office.failures).toEqual([]);
});

const words = { reason: 'REAL_ESTATE', note: 'La procuration vend un appartement.\nتوجهوا إلى موثق.' };
const propose = async (draft: TestDraft, by = clerk) => step(office, by, draft, ['POST', '/refuse', words]);
const queued = async () => step(office, clerk, await completeDraft(office, clerk), ['POST', '/submit', {}]);
const prepare = (actor: StaffActor, drafts: readonly TestDraft[]) =>
  office.ask(actor, 'POST', '/preparations', {
    body: { requests: drafts.map(({ view }) => ({ id: view.id, version: view.version })) },
  });
const confirm = (
  actor: StaffActor,
  officer: TestOfficer,
  prepared: { id: string; authentication: { challenge: string } },
) => {
  const { credentialId, ...response } = officer.passkey.assert(
    Buffer.from(prepared.authentication.challenge, 'base64url'),
  );
  const assertion = { id: credentialId, rawId: credentialId, type: 'public-key', response, clientExtensionResults: {} };
  return office.ask(actor, 'POST', `/preparations/${prepared.id}/confirm`, { body: { assertion } });
};
const textOf = (bytes: Buffer): string => {
  const path = join(folder, 'paper.pdf');
  writeFileSync(path, bytes);
  expect(execFileSync('qpdf', ['--check', path], { encoding: 'utf8' })).toMatch(/No syntax or stream encoding errors/);
  return execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' });
};

describe('a refusal', () => {
  test('is proposed by a clerk, read as a draft, signed beside other acts, and found in the applicant’s vault', async () => {
    const { officer, actor } = await office.appoint();
    const refused = await propose(await queued());
    expect(refused.view).toMatchObject({ state: 'refusing', refusal: words, decidedAt: null });
    const draft = await office.ask(actor, 'GET', `${refused.path}/draft.pdf`);
    expect(textOf(draft.bytes)).toContain('BROUILLON');
    const accepted = await queued();

    const prepared = await prepare(actor, [refused, accepted]);
    expect(prepared.json.acts.map(({ kind }: { kind: string }) => kind)).toEqual(['refusal', 'legalisation']);
    expect((await confirm(actor, officer, prepared.json)).json.state).toBe('finished');
    const { json: done } = await office.ask(clerk, 'GET', refused.path);
    expect(done).toMatchObject({ state: 'refused', refusal: words, actions: [] });
    expect((await office.ask(clerk, 'GET', accepted.path)).json.state).toBe('done');

    const sealed = await office.ask(clerk, 'GET', `/acts/${done.act.id}/sealed.pdf`);
    const text = textOf(sealed.bytes);
    for (const said of ['Décision de refus', done.act.number, refused.view.reference, 'vend un appartement', '41-90'])
      expect(text).toContain(said);
    expect(execFileSync('pdfsig', ['-nocert', join(folder, 'paper.pdf')], { encoding: 'utf8' })).toMatch(
      /Signature is Valid/,
    );
    const person = testPerson(asId<PersonId>(refused.personId));
    const own = getValue(await office.acts.openSealed(person, asId<ActId>(done.act.id)));
    expect([own.act.kind, own.bytes.equals(sealed.bytes)]).toEqual(['refusal', true]);
  });

  test('of a draft needs somebody to be given to', async () => {
    const empty = await openDraft(office, clerk);
    const answer = await office.ask(clerk, 'POST', `${empty.path}/refuse`, {
      body: { version: empty.view.version, ...words },
    });
    expect(answer.json.code).toBe('legalisation.nobody-to-refuse');
    const known = await step(office, clerk, empty, [
      'POST',
      '/signatories',
      { personId: empty.personId, identityDocumentId: empty.documentId },
    ]);
    const refused = await propose(known);
    expect(refused.view.state).toBe('refusing');
    const draft = await office.ask(clerk, 'GET', `${refused.path}/draft.pdf`);
    expect(textOf(draft.bytes)).toContain('قرار');
  });

  test('that is thought over again is not signed: neither prepared before nor later', async () => {
    const { officer, actor } = await office.appoint();
    const refused = await propose(await queued());
    const prepared = await prepare(actor, [refused]);
    const back = await step(office, actor, refused, ['POST', '/reconsider', {}]);
    expect(back.view).toMatchObject({ state: 'queued', refusal: null });
    expect((await confirm(actor, officer, prepared.json)).json.code).toBe('requests.changed-meanwhile');
    // What waits to be legalised is not refused by its old preparation, and the other way round.
    const again = await propose(back, actor);
    expect((await confirm(actor, officer, prepared.json)).json.code).toBe('requests.changed-meanwhile');
    const anew = await prepare(actor, [again]);
    expect((await confirm(actor, officer, anew.json)).json.state).toBe('finished');
    const after = await prepare(actor, [{ ...again, view: { ...again.view, version: again.view.version + 1 } }]);
    expect(after.json.code).toBe('requests.not-in-this-state');
  });

  test('is signed by whoever may sign such acts there, and by nobody else', async () => {
    const refused = await propose(await queued());
    const stranger = await office.hire('officer');
    expect((await prepare(stranger, [refused])).json.code).toBe('organisation.delegation-none');
    expect((await prepare(clerk, [refused])).json.code).toBe('acts.not-allowed');
  });
});

describe('a request taken up again', () => {
  test('brings its document, nature and options; whoever signed is expected and identified anew; checks are made again', async () => {
    const { officer, actor } = await office.appoint();
    const refused = await propose(await queued());
    expect((await confirm(actor, officer, (await prepare(actor, [refused])).json)).json.state).toBe('finished');
    const key = randomUUID();
    const click = () => office.ask(clerk, 'POST', `${refused.path}/again`, { body: {}, key });
    const [opened, twice] = await Promise.all([click(), click()]);
    expect(twice.json.id).toBe(opened.json.id);
    expect(opened.json).toMatchObject({
      state: 'draft',
      signatories: [],
      options: { nature: 'accommodation', stampLanguages: 'ar+fr', exemplars: 2, checks: [] },
      expected: [{ personId: refused.personId, document: { id: refused.documentId } }],
    });
    expect(opened.json.document.pages).toHaveLength(1);
    const path = `/requests/${opened.json.id}`;
    const picture = await office.ask(clerk, 'GET', opened.json.document.pages[0].image.replace('/api/v1', ''));
    expect(picture.type).toBe('image/jpeg');
    // What happens to the pages of one does not touch the other's.
    await office.ask(clerk, 'POST', `${path}/document/remove`, { body: { version: opened.json.version } });
    const earlier = await office.ask(clerk, 'GET', refused.path);
    expect(earlier.json.document.pages).toHaveLength(1);
  });

  test('is one of which nothing was made, and of which nothing can be made any more', async () => {
    const waiting = await queued();
    const answer = await office.ask(clerk, 'POST', `${waiting.path}/again`, { body: {} });
    expect(answer.json.code).toBe('requests.not-in-this-state');
    const { actor } = await office.appoint();
    expect((await office.ask(actor, 'POST', `${waiting.path}/again`, { body: {} })).json.code).toBe(
      'requests.not-in-this-state',
    );
  });
});
