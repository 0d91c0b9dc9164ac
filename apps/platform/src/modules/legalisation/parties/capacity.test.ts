import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../../../../test/database.ts';
import { type DistanceWorld, openDistanceWorld } from '../../../../test/distance-request.ts';
import { testClerk } from '../../../../test/identity.ts';
import { testCompany, testMandate } from '../../../../test/mandates.ts';
import {
  answer,
  asked,
  bindBy,
  collect,
  consentOf,
  deliver,
  newSigner,
  type Signer,
  standing,
  tokenOf,
} from '../../../../test/signers.ts';
import { type CommuneId, getValue, type MandateId, newId, type OrganisationId } from '../../../kernel/index.ts';
import type { TypedMandate } from '../../identity/index.ts';
import type { SignedFor } from '../model.ts';
import { readStatement } from './statement.ts';

const { as } = await testDatabase();
const jobs = as('jobs');
let world: DistanceWorld;
let initiator: Signer;
let karim: Signer;
let sara: Signer;
beforeAll(async () => {
  world = await openDistanceWorld(as('app'), as('worker'));
  initiator = await newSigner(world);
  karim = await newSigner(world, { name: { latin: 'Karim BENNIS', arabic: 'كريم بنيس' } });
  sara = await newSigner(world, { name: { latin: 'Sara TAZI', arabic: 'سارة التازي' } });
});
afterAll(() => world.close());

const code = (result: { readonly ok: boolean; readonly refusal?: { readonly code: string } }): string =>
  result.ok ? 'ok' : (result.refusal?.code ?? '');

/** A company that a clerk of some other commune wrote down, and a mandate of it. */
async function mandateOf({ actor }: Signer, changes: Partial<TypedMandate> = {}): Promise<SignedFor> {
  const clerk = testClerk(newId<CommuneId>(world.now()));
  const { communeId } = clerk;
  const { personId } = actor;
  await world.db.transaction({ communeId, personId }, tx => world.identity.meet(tx, communeId, personId));
  const enrolled = await world.mandates.enrol(clerk, { typed: testCompany(), despiteName: false }, randomUUID());
  const organisationId: OrganisationId = getValue(enrolled).file.id;
  const typed = testMandate({ organisationId, personId }, changes);
  const mandateId: MandateId = getValue(await world.mandates.record(clerk, typed, randomUUID()));
  return { organisationId, mandateId, worth: null };
}

async function end({ mandateId, organisationId }: SignedFor, { actor }: Signer): Promise<void> {
  const ending = { organisationId, mandateId, since: null, reason: 'Démission' };
  getValue(await world.mandates.end(actor, ending, randomUUID()));
}

let made = 0;
/** A lease of the initiator and of Karim, who answered his invitation. */
async function lease() {
  const email = `company${made++}@example.ma`;
  const own = asked('', { contact: null, personId: initiator.actor.personId });
  const { request } = await collect(world, initiator.actor, [own, asked(email)]);
  await world.within(tx =>
    sql`insert into legalisation.legalisation (commune_id, request_id, nature) values (${request.communeId}, ${request.id}, 'lease')`.execute(
      tx,
    ),
  );
  const [message] = await deliver(world, jobs);
  getValue(await bindBy(world, jobs, karim.actor, tokenOf(message)));
  const requestId = request.id;
  return {
    request,
    choose: (signedFor: SignedFor | null, { actor } = karim) =>
      world.parties.chooseCapacity(actor, { requestId, signedFor }),
    ask: async () => getValue(await world.parties.askConsent(karim.actor, { requestId, language: 'fr' })),
    read: async () => getValue(await world.parties.readToSign(karim.actor, requestId)).capacity,
    signatories: () =>
      world.within(async tx => {
        const { rows } = await sql<{ person_id: string; mandate_id: string | null }>`
          select person_id, mandate_id from legalisation.signatory where request_id = ${requestId} order by position`.execute(
          tx,
        );
        return rows.map(({ mandate_id: mandate }) => mandate);
      }),
  };
}

describe('somebody who was invited signs for an organisation', () => {
  test('chosen before they consent, said in what they consent to, and theirs in the act to come', async () => {
    const company = await mandateOf(karim, { most: 500_000_00 });
    const { request, choose, ask, read, signatories } = await lease();
    const before = await read();
    expect(before.chosen).toBeNull();
    expect(before.offered.map(({ mandate }) => mandate.id)).toContain(company.mandateId);
    expect(code(await choose(company))).toBe('mandates.worth-needed');
    const chosen = { ...company, worth: 120_000_00 };
    const { organisationId: organisation, mandateId: mandate, worth } = chosen;
    const known = () => world.within(async tx => (await world.mandates.readCapacities(tx, [mandate])).size);
    expect(await known()).toBe(0);
    expect(code(await choose(chosen))).toBe('ok');
    expect(await known(), 'the office reads for whom he signs').toBe(1);
    expect((await read()).chosen).toMatchObject({ mandateId: company.mandateId, worth: 120_000_00, fault: null });
    expect(readStatement((await ask()).statement).signedFor).toEqual({ organisation, mandate, worth });
    getValue(await consentOf(world, karim, request.id));
    getValue(await consentOf(world, initiator, request.id));
    expect(await standing(world, request)).toMatchObject({ request: 'queued' });
    expect(await signatories()).toEqual([null, mandate]);
  });

  test('a mandate that ended before the last consent: theirs is void, they are told and choose anew', async () => {
    const company = await mandateOf(karim);
    const { request, choose, read, signatories } = await lease();
    getValue(await choose(company));
    getValue(await consentOf(world, karim, request.id));
    await end(company, karim);
    const { length: called } = world.called;
    getValue(await consentOf(world, initiator, request.id));
    expect(await standing(world, request)).toEqual({ request: 'collecting', parties: ['consented', 'bound'] });
    expect(world.called.slice(called)).toEqual([karim.actor.personId]);
    expect((await read()).chosen?.fault?.code).toBe('mandates.revoked');
    expect(code(await consentOf(world, karim, request.id))).toBe('mandates.revoked');
    getValue(await choose(null));
    getValue(await consentOf(world, karim, request.id));
    expect((await standing(world, request)).request).toBe('queued');
    expect(await signatories()).toEqual([null, null]);
  });
});

describe('attacks', () => {
  test('somebody else’s organisation, one outside the nature, and one that ended', async () => {
    const [hers, outside, ended] = [
      await mandateOf(sara),
      await mandateOf(karim, { natures: ['contract'] }),
      await mandateOf(karim),
    ];
    await end(ended, karim);
    const { choose, read } = await lease();
    expect(code(await choose(hers))).toBe('mandates.unknown');
    const own = await mandateOf(karim);
    expect(code(await choose({ ...hers, mandateId: own.mandateId }))).toBe('mandates.unknown');
    expect(code(await choose({ ...own, organisationId: hers.organisationId }))).toBe('mandates.unknown');
    expect(code(await choose(outside))).toBe('mandates.nature-outside');
    expect(code(await choose(ended))).toBe('mandates.revoked');
    const offered = (await read()).offered.map(({ mandate }) => mandate.id);
    expect(offered).toContain(own.mandateId);
    for (const { mandateId } of [hers, outside, ended]) expect(offered).not.toContain(mandateId);
    expect(code(await choose(own, sara))).toBe('requests.not-found');
    expect(code(await choose(null, initiator))).toBe('parties.is-applicant');
  });

  test('another choice between the question and the answer, and after the answer', async () => {
    const company = await mandateOf(karim);
    const { request, choose, ask } = await lease();
    const forHimself = await ask();
    getValue(await choose(company));
    expect(code(await answer(world, karim, request.id, forHimself))).toBe('parties.question-over');
    const question = await ask();
    // Behind the back of the room: the bytes that were signed still say for whom.
    await world.within(tx =>
      sql`update legalisation.party set organisation_id = null, mandate_id = null
      where request_id = ${request.id} and person_id = ${karim.actor.personId}`.execute(tx),
    );
    expect(code(await answer(world, karim, request.id, question))).toBe('parties.paper-changed');
    getValue(await consentOf(world, karim, request.id));
    expect(code(await choose(company))).toBe('parties.already-consented');
  });

  test('a mandate that ends between the choice and the question', async () => {
    const company = await mandateOf(karim);
    const { request, choose, ask } = await lease();
    getValue(await choose(company));
    const question = await ask();
    await end(company, karim);
    expect(code(await answer(world, karim, request.id, question))).toBe('mandates.revoked');
    expect((await standing(world, request)).parties).toEqual(['bound', 'bound']);
  });

  test('a place given to another address keeps nobody’s organisation', async () => {
    const company = await mandateOf(karim);
    const { request, choose } = await lease();
    getValue(await choose(company));
    const parties = await world.within(tx => world.parties.list(tx, request));
    const partyId = parties[1]?.id;
    if (!partyId) throw new Error('nobody was invited');
    const other = { ...asked('other@example.ma'), partyId };
    await world.within(async tx =>
      getValue(await world.parties.replace(tx, { ...request, state: 'collecting' }, other)),
    );
    const [, replaced] = await world.within(tx => world.parties.list(tx, request));
    expect(replaced?.signedFor).toBeNull();
  });
});
