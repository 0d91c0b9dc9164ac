import { randomUUID } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../../test/database.ts';
import { type DistanceWizard, openWizard } from '../../../test/distance-wizard.ts';
import { completeDraft, step, type TestDraft, uploadForm } from '../../../test/drafts.ts';
import { testCompany, testMandate } from '../../../test/mandates.ts';
import { scannedPage } from '../../../test/scans.ts';
import { type CommuneId, civilDate, getValue, ok, type RequestId, type StaffActor } from '../../kernel/index.ts';
import { knowPerson } from '../../modules/identity/index.ts';

// « No act without all consents »: each gate between the queue and the signature stands by itself, at the preparation and at its confirmation.

const { as } = await testDatabase();
let wizard: DistanceWizard;
let clerk: StaffActor;
let administrator: StaffActor;
let officer: Awaited<ReturnType<DistanceWizard['office']['appoint']>>;
let communeId: CommuneId;

beforeAll(async () => {
  wizard = await openWizard({ app: as('app'), sealer: as('sealer') });
  ({ communeId } = wizard.office.commune);
  clerk = await wizard.office.hire('clerk');
  officer = await wizard.office.appoint();
  const hired = await wizard.office.hire('administrator');
  const jurisdiction = { level: 'commune' } as const;
  administrator = { ...hired, grants: hired.grants.map(({ permission }) => ({ permission, jurisdiction })) };
});
afterAll(async () => {
  await wizard.office.close();
  expect(wizard.office.failures).toEqual([]);
});

interface Queued {
  readonly id: RequestId;
  readonly version: number;
}

const prepare = (request: Queued) =>
  wizard.office.ask(officer.actor, 'POST', '/preparations', { body: { requests: [request] } });

function confirm({ json }: Awaited<ReturnType<typeof prepare>>) {
  const challenge = Buffer.from(json.authentication.challenge, 'base64url');
  const { credentialId, ...response } = officer.officer.passkey.assert(challenge);
  const assertion = { id: credentialId, rawId: credentialId, type: 'public-key', response, clientExtensionResults: {} };
  return wizard.office.ask(officer.actor, 'POST', `/preparations/${json.id}/confirm`, { body: { assertion } });
}

/** Something that changes behind the office's back, and how it is put right again. */
interface Change {
  readonly code: string;
  readonly change: () => Promise<unknown>;
  readonly undo: () => Promise<unknown>;
}

/** A change that no screen makes of a queued request, by the login that may do anything. */
function behind(code: string, change: RawBuilder<unknown>, undo: RawBuilder<unknown>): Change {
  const run = (statement: RawBuilder<unknown>) =>
    as('migrator').transaction({ communeId }, async tx =>
      expect((await statement.execute(tx)).numAffectedRows).toBeGreaterThan(0n),
    );
  return { code, change: () => run(change), undo: () => run(undo) };
}

/** Each change alone is refused, before and after the preparation; put right, the act is made: nothing else had stood in its way. */
async function expectGates(request: Queued, changes: Readonly<Record<string, Change>>): Promise<void> {
  const prepared = await prepare(request);
  expect([prepared.status, prepared.json.code]).toEqual([200, undefined]);
  for (const [what, { code, change, undo }] of Object.entries(changes)) {
    await change();
    const [again, confirmed] = [await prepare(request), await confirm(prepared)];
    expect([what, again.json.code, confirmed.json.code]).toEqual([what, code, code]);
    await undo();
  }
  const made = await confirm(prepared);
  expect(made.json).toMatchObject({ state: 'finished', acts: [{ state: 'done', problem: null }] });
}

const rule = (how: 'refuse' | 'allow') => async () => {
  const said = {
    basis: how === 'refuse' ? { ar: 'ممنوع', fr: 'Interdit' } : null,
    illiterateObligation: 'allow',
    validFrom: civilDate(new Date()),
    validUntil: null,
  };
  const body = { service: 'signature-legalisation', nature: 'lease', rule: how, ...said };
  const answer = await wizard.office.ask(administrator, 'POST', '/screening/rules', { body });
  expect([answer.status, answer.json.errors]).toEqual([200, undefined]);
};
const screened: Change = { code: 'legalisation.nature-refused', change: rule('refuse'), undo: rule('allow') };

test('a request from afar that all agreed to and the office checked makes no act once anything of it has changed', async () => {
  const { office, distance, parties } = wizard;
  const amina = await wizard.citizen();
  const { personId } = amina;
  const stranger = (await wizard.citizen()).personId;
  await as('app').transaction({ communeId }, tx => knowPerson(tx, { communeId, personId }, new Date()));
  const enrolled = await office.mandates.enrol(clerk, { typed: testCompany(), despiteName: false }, randomUUID());
  const organisationId = getValue(enrolled).file.id;
  const typed = testMandate({ organisationId, personId });
  const mandateId = getValue(await office.mandates.record(clerk, typed, randomUUID()));
  const requestId = await wizard.prepare(amina, { signedFor: { organisationId, mandateId, worth: null } });
  const read = async () => getValue(await distance.read(amina, requestId)).request;
  getValue(await distance.send(amina, { key: randomUUID(), requestId, version: (await read()).version }));
  const { questionId } = getValue(await parties.askConsent(amina, { requestId, language: 'fr' }));
  const proof = { method: 'passkey', level: 'substantial', evidence: {} } as const;
  getValue(await parties.consent(amina, { requestId, questionId, prove: async () => ok(proof) }));
  const { version } = await read();
  const request = { id: requestId, version };
  expect((await prepare(request)).json.code).toBe('distance.not-checked');
  const checks = ['read', 'no-blanks', 'signed-here', 'legible'];
  const checked = await office.ask(clerk, 'PUT', `/requests/${requestId}/office-checks`, { body: { version, checks } });
  expect([checked.status, checked.json.errors]).toEqual([200, undefined]);

  const its = sql`commune_id = ${communeId} and request_id = ${requestId}`;
  const card = sql`person_id = ${personId}`;
  const page = sql`update documents.page set width_mm = width_mm`;
  const onPage = sql`where commune_id = ${communeId} and document_id =
    (select id from documents.document where ${its})`;
  await expectGates(request, {
    'the paper': behind('distance.not-agreed', sql`${page} + 1 ${onPage}`, sql`${page} - 1 ${onPage}`),
    'where they sign': behind(
      'distance.not-agreed',
      sql`update legalisation.signature_field set x = x - 1 where ${its}`,
      sql`update legalisation.signature_field set x = x + 1 where ${its}`,
    ),
    'the nature': behind(
      'distance.not-agreed',
      sql`update legalisation.legalisation set nature = 'contract' where ${its}`,
      sql`update legalisation.legalisation set nature = 'lease' where ${its}`,
    ),
    'who is bound': behind(
      'distance.not-agreed',
      sql`update legalisation.party set person_id = ${stranger} where ${its}`,
      sql`update legalisation.party set person_id = ${personId} where ${its}`,
    ),
    'the word of who signs': behind(
      'distance.not-agreed',
      sql`update legalisation.signatory set attested_document = sha256(attested_document) where ${its}`,
      sql`update legalisation.signatory s set attested_document = d.sent_sha256 from legalisation.distance d
        where s.request_id = d.request_id and s.commune_id = d.commune_id and d.request_id = ${requestId}`,
    ),
    'the office’s checks': behind(
      'distance.not-checked',
      sql`update legalisation.distance set checked_sha256 = sha256(checked_sha256) where ${its}`,
      sql`update legalisation.distance set checked_sha256 = sent_sha256 where ${its}`,
    ),
    'where the stamp stands': behind(
      'legalisation.not-ready',
      sql`update legalisation.legalisation set checks = jsonb_build_array(stamp_place), stamp_place = null where ${its}`,
      sql`update legalisation.legalisation set stamp_place = checks->0, checks = ${JSON.stringify(checks)}::jsonb where ${its}`,
    ),
    'the identity card': behind(
      'legalisation.document-expired',
      sql`update identity.identity_document set expires_on = '2020-01-01' where ${card}`,
      sql`update identity.identity_document set expires_on = '2035-01-31' where ${card}`,
    ),
    'somebody who declined': behind(
      'requests.not-found',
      sql`update requests.request set state = 'declined' where id = ${requestId}`,
      sql`update requests.request set state = 'queued' where id = ${requestId}`,
    ),
    'how the commune rules': screened,
    'the mandate': {
      code: 'mandates.revoked',
      change: () =>
        office.mandates
          .end(clerk, { organisationId, mandateId, reason: 'Procès-verbal de révocation', since: null }, randomUUID())
          .then(getValue),
      // Ended for good, but for this test.
      undo: () =>
        as('migrator').transaction({}, async tx => {
          await sql`alter table identity.mandate_end disable trigger append_only`.execute(tx);
          await sql`delete from identity.mandate_end where mandate_id = ${mandateId}`.execute(tx);
          await sql`alter table identity.mandate_end enable trigger append_only`.execute(tx);
        }),
    },
  });
});

test('a request of the counter makes no act while anybody is awaited, has not agreed, or the card ran out', async () => {
  const { office } = wizard;
  let draft = await completeDraft(office, clerk);
  draft = await step(office, clerk, draft, ['PATCH', '/options', { nature: 'lease' }]);
  const called = { arabic: 'نعيمة', latin: 'Naïma' };
  draft = await step(office, clerk, draft, ['POST', '/awaited', { name: called, document: null }]);
  const its = sql`commune_id = ${communeId} and request_id = ${draft.view.id}`;
  const awaited = behind(
    'legalisation.not-ready',
    sql`update legalisation.awaited set state = 'awaited', ended_at = null where ${its}`,
    sql`update legalisation.awaited set state = 'withdrawn', ended_at = now() where ${its}`,
  );
  await awaited.undo();
  const { version } = draft.view;
  const queued = await office.ask(clerk, 'POST', `${draft.path}/submit`, { body: { version } });
  expect([queued.status, queued.json.code]).toEqual([200, undefined]);

  await expectGates(queued.json, {
    'somebody awaited': awaited,
    'a consent': behind(
      'legalisation.not-ready',
      sql`update legalisation.signatory set consented_at = null where ${its}`,
      sql`update legalisation.signatory set consented_at = now() where ${its}`,
    ),
    'a signature': behind(
      'legalisation.not-ready',
      sql`update legalisation.signatory set signed_at = null where ${its}`,
      sql`update legalisation.signatory set signed_at = now() where ${its}`,
    ),
    'another sheet': behind(
      'legalisation.not-ready',
      sql`update documents.page set taken_sha256 = null where commune_id = ${communeId} and document_id =
        (select id from documents.document where ${its})`,
      sql`update documents.page set taken_sha256 = image_sha256 where commune_id = ${communeId} and document_id =
        (select id from documents.document where ${its})`,
    ),
    'the nature': behind(
      'legalisation.not-ready',
      sql`update legalisation.legalisation set nature = 'contract' where ${its}`,
      sql`update legalisation.legalisation set nature = 'lease' where ${its}`,
    ),
    'the paper': behind(
      'legalisation.not-ready',
      sql`update documents.page set removed_at = now() where commune_id = ${communeId} and document_id =
        (select id from documents.document where ${its})`,
      sql`update documents.page set removed_at = null where commune_id = ${communeId} and document_id =
        (select id from documents.document where ${its})`,
    ),
    'the identity card': behind(
      'legalisation.document-expired',
      sql`update identity.identity_document set expires_on = '2020-01-01' where id = ${draft.documentId}`,
      sql`update identity.identity_document set expires_on = '2031-05-10' where id = ${draft.documentId}`,
    ),
    'its time': behind(
      'requests.not-in-this-state',
      sql`update requests.request set state = 'expired' where id = ${draft.view.id}`,
      sql`update requests.request set state = 'queued' where id = ${draft.view.id}`,
    ),
    'how the commune rules': screened,
  });
});

/** The consents of a draft were given the day before. */
const sinceYesterday = ({ view }: TestDraft) =>
  as('migrator').transaction({}, tx =>
    sql`update legalisation.signatory set consented_at = consented_at - interval '1 day' where request_id = ${view.id}`.execute(
      tx,
    ),
  );
const lacks = ({ view }: TestDraft) => view.missing.map(({ code }) => code.replace('legalisation.', ''));

/** Another sheet in the place of the only one. */
async function exchange(draft: TestDraft, text: string): Promise<TestDraft> {
  const { office } = wizard;
  const out = await step(office, clerk, draft, ['POST', '/document/remove', {}]);
  const form = uploadForm(out.view.version, { 'page.jpg': await scannedPage({ text, dpi: 60 }) });
  const { json } = await office.ask(clerk, 'POST', `${draft.path}/files`, { form });
  return step(office, clerk, { ...out, view: json.request }, [
    'PATCH',
    '/options',
    { checks: ['read', 'no-blanks', 'signed-here', 'legible'] },
  ]);
}

test('who agreed on another day, or before the request was handed over, agrees again to another paper or nature', async () => {
  const { office } = wizard;
  let draft = await completeDraft(office, clerk);
  const at = `/signatories/${draft.personId}`;
  const agree = ['PUT', `${at}/consent`, { sentence: '2026-11', language: 'fr' }] as const;
  // While they stand there, one may scan and choose after they have agreed.
  draft = await exchange(draft, 'Bail');
  draft = await step(office, clerk, draft, ['PATCH', '/options', { nature: 'lease' }]);
  expect(lacks(draft)).toEqual([]);

  await sinceYesterday(draft);
  const page = () => draft.view.document?.pages[0]?.id ?? expect.fail();
  draft = await step(office, clerk, draft, ['PUT', `/pages/${page()}/edit`, { rotation: 180, crop: null }]);
  const scanned = page();
  draft = await step(office, clerk, draft, ['POST', `/pages/${scanned}/remove`, {}]);
  draft = await step(office, clerk, draft, ['POST', `/pages/${scanned}/restore`, {}]);
  expect(lacks(draft)).toEqual([]);
  const other = await step(office, clerk, draft, ['PATCH', '/options', { nature: 'accommodation' }]);
  expect(lacks(other)).toEqual(['consent-before']);
  draft = await step(office, clerk, other, ['PATCH', '/options', { nature: 'lease' }]);
  expect(lacks(draft)).toEqual([]);
  draft = await exchange(draft, 'Vente');
  expect(lacks(draft)).toEqual(['consent-before']);
  expect(draft.view.signatories[0]?.consentedAt).toBeNull();
  const early = await office.ask(clerk, 'POST', `${draft.path}/submit`, { body: { version: draft.view.version } });
  expect(early.json.code).toBe('legalisation.incomplete');

  draft = await step(office, clerk, draft, agree);
  draft = await step(office, clerk, draft, ['POST', '/submit', {}]);
  draft = await step(office, clerk, draft, ['POST', '/reopen', {}]);
  expect(lacks(draft)).toEqual([]);
  draft = await exchange(draft, 'Procuration');
  expect(lacks(draft)).toEqual(['consent-before']);
});
