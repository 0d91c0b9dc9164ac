import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../../../test/database.ts';
import { openDraft, step, type TestDraft, uploadForm } from '../../../test/drafts.ts';
import { testPerson } from '../../../test/identity.ts';
import { testCompany, testMandate } from '../../../test/mandates.ts';
import { openOffice, type TestOffice } from '../../../test/office.ts';
import { drawnSignature, scannedPage } from '../../../test/scans.ts';
import {
  type ActId,
  asId,
  getValue,
  type MandateId,
  type OrganisationId,
  type PersonId,
  type StaffActor,
} from '../../kernel/index.ts';
import { listVault } from '../../modules/documents/index.ts';
import type { TypedMandate } from '../../modules/identity/index.ts';

const { as } = await testDatabase();
const app = as('app');
let office: TestOffice;
let clerk: StaffActor;
let officer: Awaited<ReturnType<TestOffice['appoint']>>;

beforeAll(async () => {
  office = await openOffice({ app, sealer: as('sealer') });
  clerk = await office.hire('clerk');
  officer = await office.appoint();
});
afterAll(async () => {
  await office.close();
  expect(office.failures).toEqual([]);
});

const enrolCompany = async (): Promise<OrganisationId> =>
  getValue(await office.mandates.enrol(clerk, { typed: testCompany(), despiteName: false }, randomUUID())).file.id;
const giveMandate = async (
  organisationId: OrganisationId,
  personId: string,
  changes: Partial<TypedMandate> = {},
): Promise<MandateId> => {
  const typed = testMandate({ organisationId, personId: asId<PersonId>(personId) }, changes);
  return getValue(await office.mandates.record(clerk, typed, randomUUID()));
};
const endMandate = (organisationId: OrganisationId, mandateId: MandateId) =>
  office.mandates.end(clerk, { organisationId, mandateId, reason: 'PV de révocation', since: null }, randomUUID());
const represent = (draft: TestDraft, personId: string, signedFor: object | null) =>
  office.ask(clerk, 'PUT', `${draft.path}/signatories/${personId}/capacity`, {
    body: { version: draft.view.version, signedFor },
  });

const consent = { sentence: '2026-11', language: 'fr' };
const options = { nature: 'lease', checks: ['read', 'no-blanks', 'signed-here'] };

/** A draft whose paper, nature and checks are there, and whose signatory is identified. */
async function identified(): Promise<TestDraft> {
  let draft = await openDraft(office, clerk);
  const form = uploadForm(draft.view.version, { 'page.jpg': await scannedPage() });
  const uploaded = await office.ask(clerk, 'POST', `${draft.path}/files`, { form });
  draft = { ...draft, view: uploaded.json.request };
  draft = await step(office, clerk, draft, ['PATCH', '/options', options]);
  const { personId, documentId } = draft;
  return step(office, clerk, draft, ['POST', '/signatories', { personId, identityDocumentId: documentId }]);
}

/** The same, signing for an organisation, drawn and agreed. */
async function signedFor(draft: TestDraft, organisationId: OrganisationId, mandateId: MandateId): Promise<TestDraft> {
  const { personId } = draft;
  const capacity = { signedFor: { organisationId, mandateId, worth: null } };
  let next = await step(office, clerk, draft, ['PUT', `/signatories/${personId}/capacity`, capacity]);
  next = await step(office, clerk, next, ['PUT', `/signatories/${personId}/signature`, drawnSignature]);
  return step(office, clerk, next, ['PUT', `/signatories/${personId}/consent`, consent]);
}

async function prepare(draft: TestDraft) {
  const queued = await office.ask(clerk, 'POST', `${draft.path}/submit`, { body: { version: draft.view.version } });
  expect([queued.status, queued.json.code]).toEqual([200, undefined]);
  const requests = [{ id: draft.view.id, version: queued.json.version }];
  return office.ask(officer.actor, 'POST', '/preparations', { body: { requests } });
}

async function confirm(prepared: Awaited<ReturnType<typeof prepare>>) {
  const challenge = Buffer.from(prepared.json.authentication.challenge, 'base64url');
  const { credentialId, ...response } = officer.officer.passkey.assert(challenge);
  const assertion = { id: credentialId, rawId: credentialId, type: 'public-key', response, clientExtensionResults: {} };
  return office.ask(officer.actor, 'POST', `/preparations/${prepared.json.id}/confirm`, { body: { assertion } });
}

describe('somebody who signs for an organisation', () => {
  test('is named with it on the act, which lies in its vault until the mandate ends', async () => {
    const organisationId = await enrolCompany();
    const started = await identified();
    const mandateId = await giveMandate(organisationId, started.personId);
    const draft = await signedFor(started, organisationId, mandateId);
    expect(draft.view.signatories[0]?.capacity).toMatchObject({ worth: null, fault: null });
    const made = await confirm(await prepare(draft));
    expect(made.json).toMatchObject({ state: 'finished', acts: [{ state: 'done', problem: null }] });
    const actId = asId<ActId>(made.json.acts[0].actId);
    const { rows } = await as('migrator').transaction({}, tx =>
      sql<{ face: { signatories: unknown[] }; public: { capacities: unknown[] } }>`
        select face, public_face as public from acts.act where id = ${actId}`.execute(tx),
    );
    const printed = { role: 'manager', kind: 'company', register: { type: 'trade', place: { latin: 'Casablanca' } } };
    expect(rows[0]?.face.signatories).toMatchObject([{ capacity: printed }]);
    expect(rows[0]?.public.capacities).toMatchObject([printed]);
    expect(JSON.stringify(rows)).not.toContain(mandateId);
    const inVault = await app.transaction({ organisationId }, tx => listVault(tx, { organisationId }));
    expect(inVault.map(item => item.actId)).toEqual([actId]);

    // Another representative opens it; a stranger does not; nor does the representative once the mandate has ended.
    const { personId } = await office.enrol({
      document: { type: 'cnie', number: 'BK700001', expiresOn: '2031-05-10' },
    });
    const { personId: stranger } = await office.enrol({
      document: { type: 'cnie', number: 'BK700002', expiresOn: '2031-05-10' },
    });
    const other = await giveMandate(organisationId, personId);
    const open = async (whose: PersonId) => (await office.acts.openSealed(testPerson(whose), actId)).ok;
    expect([await open(personId), await open(stranger)]).toEqual([true, false]);
    await endMandate(organisationId, other);
    expect(await open(personId)).toBe(false);
  });

  test('is held to the mandate at signing and at consent, whatever was true before', async () => {
    const organisationId = await enrolCompany();
    const draft = await identified();
    const { personId } = draft;
    const mandateId = await giveMandate(organisationId, personId);
    const capacity = { signedFor: { organisationId, mandateId, worth: null } };
    let next = await step(office, clerk, draft, ['PUT', `/signatories/${personId}/capacity`, capacity]);
    next = await step(office, clerk, next, ['PUT', `/signatories/${personId}/signature`, drawnSignature]);
    await endMandate(organisationId, mandateId);
    const body = { version: next.view.version };
    for (const [path, more] of [
      ['signature', drawnSignature],
      ['consent', consent],
    ] as const) {
      const answer = await office.ask(clerk, 'PUT', `${draft.path}/signatories/${personId}/${path}`, {
        body: { ...body, ...more },
      });
      expect([path, answer.json.code]).toEqual([path, 'mandates.revoked']);
    }
  });

  test('cannot take somebody else’s mandate, one of another organisation, nor one that has ended', async () => {
    const [organisationId, another] = [await enrolCompany(), await enrolCompany()];
    const draft = await identified();
    const { personId } = draft;
    const { personId: other } = await office.enrol({
      document: { type: 'cnie', number: 'BK700003', expiresOn: '2031-05-10' },
    });
    const others = await giveMandate(organisationId, other);
    const own = await giveMandate(organisationId, personId);
    const over = await giveMandate(organisationId, personId, { startsOn: '2026-01-01', endsOn: '2026-02-01' });
    const ended = await giveMandate(organisationId, personId);
    await endMandate(organisationId, ended);
    const codes = [];
    for (const [whose, mandateId] of [
      [organisationId, others],
      [another, own],
      [organisationId, over],
      [organisationId, ended],
    ]) {
      const answer = await represent(draft, personId, { organisationId: whose, mandateId, worth: null });
      codes.push(answer.json.code);
    }
    expect(codes).toEqual(['mandates.unknown', 'mandates.unknown', 'mandates.expired', 'mandates.revoked']);
  });

  test('gives consent again after changing for whom they sign', async () => {
    const organisationId = await enrolCompany();
    const started = await identified();
    const draft = await signedFor(started, organisationId, await giveMandate(organisationId, started.personId));
    expect(draft.view.signatories[0]?.consentedAt).not.toBeNull();
    const changed = await represent(draft, draft.personId, null);
    expect(changed.json.signatories).toMatchObject([{ consentedAt: null, capacity: null }]);
  });
});

describe('a mandate that ends between consent and signing', () => {
  test('before the officer prepares: nothing is reserved', async () => {
    const organisationId = await enrolCompany();
    const started = await identified();
    const mandateId = await giveMandate(organisationId, started.personId);
    const draft = await signedFor(started, organisationId, mandateId);
    const queued = await office.ask(clerk, 'POST', `${draft.path}/submit`, { body: { version: draft.view.version } });
    await endMandate(organisationId, mandateId);
    const before = await numbers();
    const requests = [{ id: draft.view.id, version: queued.json.version }];
    const refused = await office.ask(officer.actor, 'POST', '/preparations', { body: { requests }, language: 'fr' });
    expect(refused.json).toMatchObject({ code: 'mandates.revoked' });
    expect(refused.json.detail).toMatch(/^Ce mandat a été révoqué le /);
    expect(await numbers()).toEqual(before);
  });

  test('after it was prepared: the act is refused, its number neither lost nor given again', async () => {
    const organisationId = await enrolCompany();
    const started = await identified();
    const mandateId = await giveMandate(organisationId, started.personId);
    const draft = await signedFor(started, organisationId, mandateId);
    const prepared = await prepare(draft);
    expect(prepared.json.state).toBe('ready');
    const reserved = await numbers();
    await endMandate(organisationId, mandateId);
    const refused = await confirm(prepared);
    expect([refused.status, refused.json.code]).toEqual([422, 'mandates.revoked']);
    expect(await numbers()).toEqual(reserved);
    const cancelled = await office.ask(officer.actor, 'POST', `/preparations/${prepared.json.id}/cancel`, { body: {} });
    expect(cancelled.json).toMatchObject({ state: 'cancelled' });
    // The next act takes the next number, and every number has one outcome.
    const other = await enrolCompany();
    const again = await identified();
    const next = await signedFor(again, other, await giveMandate(other, again.personId));
    const made = await confirm(await prepare(next));
    expect(made.json).toMatchObject({ state: 'finished', acts: [{ state: 'done' }] });
    const { rows } = await as('migrator').transaction({}, tx =>
      sql<{ number: number; kind: string }>`
        select r.number, o.kind from register.reservation r join register.outcome o using (commune_id, office_id, year, number)
        order by r.number`.execute(tx),
    );
    expect(rows.map(({ number }) => number)).toEqual(rows.map((_, index) => index + 1));
    expect(rows.map(({ kind }) => kind).slice(-2)).toEqual(['cancelled', 'made']);
  });

  async function numbers() {
    const { rows } = await as('migrator').transaction({}, tx =>
      sql<{ number: number }>`select number from register.reservation order by number`.execute(tx),
    );
    return rows;
  }
});

describe('two who sign together', () => {
  test('are both needed on the request, and one person twice is one', async () => {
    const organisationId = await enrolCompany();
    const group = { name: 'Cogérance', needed: 2 };
    const started = await identified();
    const first = await giveMandate(organisationId, started.personId, { group });
    let draft = await signedFor(started, organisationId, first);
    expect(draft.view.missing).toMatchObject([{ code: 'mandates.joint-missing' }]);
    const submitted = await office.ask(clerk, 'POST', `${draft.path}/submit`, {
      body: { version: draft.view.version },
    });
    expect(submitted.json.code).toBe('legalisation.incomplete');
    const twice = await office.ask(clerk, 'POST', `${draft.path}/signatories`, {
      body: { version: draft.view.version, personId: draft.personId, identityDocumentId: draft.documentId },
    });
    expect(twice.json.code).toBe('legalisation.signatory-there');
    const { personId, documentId } = await office.enrol({
      document: { type: 'cnie', number: 'BK700009', expiresOn: '2031-05-10' },
    });
    draft = await step(office, clerk, draft, ['POST', '/signatories', { personId, identityDocumentId: documentId }]);
    const second = await giveMandate(organisationId, personId, { group });
    draft = await signedFor({ ...draft, personId, documentId }, organisationId, second);
    expect(draft.view.missing).toEqual([]);
    expect((await confirm(await prepare(draft))).json).toMatchObject({ acts: [{ state: 'done' }] });
  });
});
