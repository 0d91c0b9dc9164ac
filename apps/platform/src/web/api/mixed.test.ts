import { randomInt, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../../../test/database.ts';
import { type DistanceWizard, openWizard } from '../../../test/distance-wizard.ts';
import { testEnrolment } from '../../../test/identity.ts';
import { drawnSignature } from '../../../test/scans.ts';
import { type SecondCommune, secondCommune } from '../../../test/second-commune.ts';
import {
  asId,
  getValue,
  ok,
  type PartyId,
  type PersonActor,
  type RequestId,
  type StaffActor,
  trainingId,
} from '../../kernel/index.ts';
import { listVault } from '../../modules/documents/index.ts';
import type { PartyContact } from '../../modules/legalisation/index.ts';

const { as } = await testDatabase();
let wizard: DistanceWizard;
let fes: SecondCommune;
let clerk: StaffActor;
let officer: Awaited<ReturnType<DistanceWizard['office']['appoint']>>;
let amina: PersonActor;

beforeAll(async () => {
  wizard = await openWizard({ app: as('app'), sealer: as('sealer') });
  fes = await secondCommune(as('app'));
  clerk = await wizard.office.hire('clerk');
  officer = await wizard.office.appoint();
  amina = await wizard.citizen();
});
afterAll(async () => {
  await wizard.office.close();
  expect(wizard.office.failures).toEqual([]);
});

const naima = { arabic: 'نعيمة الفاسي', latin: 'Naïma EL FASSI' };
const called = 'Naima Fassi';

/** Somebody enrolled in Fès, whom Casablanca does not know. */
async function inFes(name = naima) {
  const document = { type: 'cnie', number: `CD${randomInt(100_000, 999_999)}`, expiresOn: '2031-05-10' } as const;
  const enrolment = testEnrolment({ name, document, contacts: {} });
  return getValue(await wizard.office.identity.enrol(fes.clerk, enrolment, randomUUID()));
}
type InFes = Awaited<ReturnType<typeof inFes>>;

const read = async (requestId: RequestId) => getValue(await wizard.distance.read(amina, requestId));

/** A lease that Amina has sent, with somebody else asked to sign it, whom she calls so. */
async function sent(
  contact: PartyContact | null = null,
  { inTurn = false } = {},
): Promise<{ requestId: RequestId; partyId: PartyId }> {
  const requestId = await wizard.prepare(amina);
  const somebody = { name: called, contact, language: 'fr' } as const;
  getValue(await wizard.distance.addSignatory(amina, { key: randomUUID(), requestId, ...somebody }));
  if (inTurn) getValue(await wizard.distance.chooseOrder(amina, { key: randomUUID(), requestId, inTurn }));
  const { parties, document } = await read(requestId);
  const partyId = parties.find(({ personId }) => personId === null)?.id ?? expect.fail();
  const pageId = document?.pages[0]?.id ?? expect.fail();
  const where = { partyId, pageId, placed: 'bottom-left', everyPage: false } as const;
  getValue(await wizard.distance.placeField(amina, { key: randomUUID(), requestId, ...where }));
  const { version } = (await read(requestId)).request;
  getValue(await wizard.distance.send(amina, { key: randomUUID(), requestId, version }));
  return { requestId, partyId };
}

async function consents(actor: PersonActor, requestId: RequestId): Promise<void> {
  const { questionId } = getValue(await wizard.parties.askConsent(actor, { requestId, language: 'fr' }));
  const proof = { method: 'passkey', level: 'substantial', evidence: {} } as const;
  getValue(await wizard.parties.consent(actor, { requestId, questionId, prove: async () => ok(proof) }));
}

const codeOf = async (at: { requestId: RequestId; partyId: PartyId }) =>
  getValue(await wizard.parties.askCodeFor(amina, at)).code;

const openBy = (code: string, by = fes.clerk, officeId = fes.officeId) =>
  wizard.office.ask(by, 'POST', '/awaited/open', { body: { code, officeId } });

async function attest(code: string, person: InFes, { by = fes.clerk, officeId = fes.officeId, paper = '' } = {}) {
  const compared = paper === '' ? ((await openBy(code, by, officeId)).json.paper ?? '0'.repeat(64)) : paper;
  const who = { personId: person.personId, identityDocumentId: person.documentId };
  const said = { drawn: drawnSignature, heard: null, sentence: '2026-11', language: 'fr' };
  return wizard.office.ask(by, 'POST', '/awaited/attest', {
    body: { code, officeId, paper: compared, ...who, ...said },
  });
}

const stateOf = async (requestId: RequestId) => (await read(requestId)).request.state;

/** The office's checks, the officer's key: what becomes of the request. */
async function sign(requestId: RequestId) {
  const { office } = wizard;
  const { version } = (await read(requestId)).request;
  const checks = ['read', 'no-blanks', 'signed-here', 'legible'];
  const checked = await office.ask(clerk, 'PUT', `/requests/${requestId}/office-checks`, { body: { version, checks } });
  expect([checked.status, checked.json.errors]).toEqual([200, undefined]);
  const requests = [{ id: requestId, version }];
  const prepared = await office.ask(officer.actor, 'POST', '/preparations', { body: { requests } });
  if (prepared.status !== 200) return prepared.json;
  const challenge = Buffer.from(prepared.json.authentication.challenge, 'base64url');
  const { credentialId, ...response } = officer.officer.passkey.assert(challenge);
  const assertion = { id: credentialId, rawId: credentialId, type: 'public-key', response, clientExtensionResults: {} };
  return (await office.ask(officer.actor, 'POST', `/preparations/${prepared.json.id}/confirm`, { body: { assertion } }))
    .json;
}

describe('a request that some sign at a distance and some at a counter', () => {
  test('given one consent from afar, when the other signs in Fès, then one act names both with how and where each signed', async () => {
    const person = await inFes();
    const at = await sent();
    await consents(amina, at.requestId);
    expect(await stateOf(at.requestId)).toBe('collecting');

    const code = await codeOf(at);
    const part = await openBy(code);
    expect(part.json).toMatchObject({
      channel: 'distance',
      nature: 'lease',
      awaited: { name: { latin: called }, document: null },
      pages: [{ fields: [{ x: expect.any(Number) }] }],
      others: [{ mode: 'distance', signed: true }],
    });
    expect(JSON.stringify(part.json)).not.toContain(amina.personId);
    expect((await attest(code, person)).status).toBe(200);
    // Nobody else is awaited: the request has gone on by itself, and the code is spent.
    expect(await stateOf(at.requestId)).toBe('queued');
    expect((await openBy(code)).json.code).toBe('legalisation.awaited-over');

    const made = await sign(at.requestId);
    expect(made).toMatchObject({ state: 'finished', acts: [{ state: 'done', problem: null }] });
    const { rows } = await as('migrator').transaction({}, tx =>
      sql<{ face: { signatories: unknown[] } }>`
        select face from acts.act where request_id = ${at.requestId}`.execute(tx),
    );
    expect(rows[0]?.face.signatories).toHaveLength(2);
    expect(rows[0]?.face.signatories).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ mode: 'distance' }),
        expect.objectContaining({
          mode: 'presence',
          name: naima,
          attestedAt: expect.objectContaining({ commune: expect.objectContaining({ fr: 'Commune de Fès' }) }),
        }),
      ]),
    );
    // Both find it in their vault.
    for (const { personId } of [amina, person]) {
      const vault = await as('app').transaction({ personId }, tx => listVault(tx, { personId }));
      expect(vault.map(({ actId }) => actId)).toEqual([made.acts[0].actId]);
    }
  });

  test('the code of a message opens it at a counter too, and is the link’s own', async () => {
    const person = await inFes();
    const { requestId } = await sent({ kind: 'email', value: 'naima@example.ma' });
    const message = await lastMessage(requestId);
    const code =
      /(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}/.exec(message.lines.join('\n'))?.[0] ?? expect.fail(message.lines.join());
    expect(message.address).toContain(code.replaceAll('-', ''));
    expect((await attest(code, person)).status).toBe(200);
    const link = message.address.split('/').at(-1) ?? '';
    const later = await wizard.parties.look(await wizard.citizen(), link);
    expect(later).toMatchObject({ refusal: { code: 'parties.link-dead' } });
  });

  test('who is bound already asks for a code of their own, and signs at the request’s own office as themselves', async () => {
    const { requestId } = await sent();
    const { code } = getValue(await wizard.parties.askOwnCode(amina, requestId));
    const own = { by: clerk, officeId: wizard.office.commune.office.id };
    expect((await openBy(code, own.by, own.officeId)).json).toMatchObject({ channel: 'distance' });
    const { communeId } = wizard.office.commune;
    const documentId = await as('app').transaction({ communeId }, tx =>
      wizard.office.identity.findDocumentInForce(tx, amina.personId),
    );
    const herself = { personId: amina.personId, documentId: documentId ?? expect.fail() } as InFes;
    expect((await attest(code, herself, own)).status).toBe(200);
    const { parties } = await read(requestId);
    expect(parties.map(({ state, attested }) => [state, attested])).toEqual([
      ['consented', 'counter'],
      ['invited', null],
    ]);
  });
});

/** The worker sends what is owed: the newest invitation of a request. */
async function lastMessage(requestId: RequestId) {
  const { rows } = await as('migrator').transaction({}, tx =>
    sql<{
      id: string;
    }>`select id from legalisation.invitation where request_id = ${requestId} order by created_at desc`.execute(tx),
  );
  const { communeId } = wizard.office.commune;
  await wizard.parties.deliver({ communeId, invitationId: asId(rows[0]?.id ?? '') });
  return wizard.office.sent.at(-1) ?? expect.fail('nothing left');
}

describe('attacks on a code', () => {
  test('a stranger does not sign in the place of who is awaited, nor of who is bound; the initiator not in another’s', async () => {
    const stranger = await inFes({ arabic: 'كريمة الغريب', latin: 'Karima LAGHRIB' });
    const at = await sent();
    expect((await attest(await codeOf(at), stranger)).json.code).toBe('legalisation.not-the-awaited');
    const own = getValue(await wizard.parties.askOwnCode(amina, at.requestId)).code;
    expect((await attest(own, await inFes())).json.code).toBe('legalisation.not-the-awaited');
    expect(await stateOf(at.requestId)).toBe('collecting');
  });

  test('nobody asks for a code of somebody else’s place: not the initiator of who was written to, not a stranger', async () => {
    const written = await sent({ kind: 'phone', value: '0612345678' });
    const refusedTo = (result: { readonly ok: boolean; readonly refusal?: { readonly code: string } }) =>
      result.refusal?.code;
    expect(refusedTo(await wizard.parties.askCodeFor(amina, written))).toBe('parties.unknown');
    const stranger = await wizard.citizen();
    expect(refusedTo(await wizard.parties.askCodeFor(stranger, written))).toBe('requests.not-found');
    expect(refusedTo(await wizard.parties.askOwnCode(stranger, written.requestId))).toBe('requests.not-found');
  });

  test('whose turn has not come has no code, and one of another paper or of training attests nothing', async () => {
    const later = await sent(null, { inTurn: true });
    expect(await wizard.parties.askCodeFor(amina, later)).toMatchObject({ refusal: { code: 'parties.request-over' } });
    const person = await inFes();
    const at = await sent();
    const code = await codeOf(at);
    expect((await attest(code, person, { paper: 'a'.repeat(64) })).json.code).toBe('legalisation.paper-changed');
    const trainee = await secondCommune(as('app'), { id: trainingId(fes.communeId), code: 'FET' });
    expect((await openBy(code, trainee.clerk, trainee.officeId)).json.code).toBe('legalisation.code-unknown');
    // A code printed anew ends the one before it.
    const anew = await codeOf(at);
    expect((await openBy(code)).json.code).toBe('legalisation.awaited-over');
    expect((await openBy(anew)).status).toBe(200);
  });

  test('what was attested to one paper is none to another: sent again, everybody is asked again', async () => {
    const person = await inFes();
    const at = await sent();
    await attest(await codeOf(at), person);
    await consents(amina, at.requestId);
    const { requests, legalisationDeps: deps, commune } = wizard.office;
    const { version } = (await read(at.requestId)).request;
    const change = {
      verb: 'return',
      correction: { fields: [{ field: 'nature', reason: 'wrong' }], note: '' },
    } as const;
    await deps.db.transaction({ communeId: commune.communeId }, async tx =>
      getValue(await requests.change(tx, clerk, { requestId: at.requestId, version }, change, new Date())),
    );
    const nature = { requestId: at.requestId, nature: 'contract', warningRead: true };
    getValue(await wizard.distance.chooseNature(amina, { key: randomUUID(), ...nature }));
    const again = (await read(at.requestId)).request;
    getValue(await wizard.distance.send(amina, { key: randomUUID(), requestId: at.requestId, version: again.version }));
    const { parties } = await read(at.requestId);
    expect(parties.map(({ state, attested }) => [state, attested])).toEqual([
      ['bound', null],
      ['bound', null],
    ]);
    const signatories = await as('migrator').transaction({}, tx =>
      sql`select 1 from legalisation.signatory where request_id = ${at.requestId}`.execute(tx),
    );
    expect(signatories.rows).toEqual([]);
    expect(await stateOf(at.requestId)).toBe('collecting');
  });
});
