import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../../../../test/database.ts';
import { type DistanceWorld, openDistanceWorld } from '../../../../test/distance-request.ts';
import {
  answer,
  asked,
  bindBy,
  collect,
  consentOf,
  deliver,
  deliverCodes,
  newSigner,
  type Signer,
  standing,
  tokenOf,
} from '../../../../test/signers.ts';
import { getValue, type PartyId, type PersonActor } from '../../../kernel/index.ts';
import type { ServiceRequest } from '../../requests/index.ts';

const { as } = await testDatabase();
const jobs = as('jobs');
let world: DistanceWorld;
let initiator: Signer;
let karim: Signer;
let sara: Signer;
beforeAll(async () => {
  world = await openDistanceWorld(as('app'), as('worker'));
  initiator = await newSigner(world, { name: { latin: 'Zineb EL AMRANI', arabic: 'زينب العمراني' } });
  karim = await newSigner(world, { name: { latin: 'Karim BENNIS', arabic: 'كريم بنيس' } });
  sara = await newSigner(world, { name: { latin: 'Sara TAZI', arabic: 'سارة التازي' } });
});
afterAll(() => world.close());

const code = (result: { readonly ok: boolean; readonly refusal?: { readonly code: string } }): string =>
  result.ok ? 'ok' : (result.refusal?.code ?? '');
const own = (turn = 1) => asked('', { contact: null, personId: initiator.actor.personId, name: 'Zineb', turn });

/** A request of the initiator and of Karim, each asked; Karim's link is answered. */
let made = 0;
async function two({ turn = 1 } = {}) {
  const email = `karim${made++}@example.ma`;
  const { request, ids } = await collect(world, initiator.actor, [own(), asked(email, { turn })]);
  const messages = await deliver(world, jobs);
  return { request, ids, email, token: tokenOf(messages.find(({ to }) => to === email)) };
}

const rows = (request: ServiceRequest) =>
  world.within(async tx => {
    const found = await sql<{ person_id: string; mode: string; attested_level: string; consent_language: string }>`
      select person_id, mode, attested_level, consent_language from legalisation.signatory
      where request_id = ${request.id} order by position`.execute(tx);
    return found.rows;
  });

async function replace(request: ServiceRequest, partyId: PartyId | undefined, value: string) {
  if (!partyId) throw new Error('nobody was added');
  const version = await world.within(async tx => {
    const { rows: found } = await sql<{ version: number }>`
      select version from requests.request where id = ${request.id}`.execute(tx);
    return found[0]?.version ?? 0;
  });
  const at = { communeId: request.communeId, requestId: request.id, version };
  const change = { verb: 'edit', what: 'party-replaced' } as const;
  return world.within(
    tx =>
      world.requests.change(tx, initiator.actor, at, change, world.now(), each =>
        world.parties.replace(tx, each, { ...asked(value), partyId }),
      ),
    initiator.actor,
  );
}

describe('two who sign at a distance', () => {
  test('lead to the queue when the last has consented, and to nothing before', async () => {
    const { request, token } = await two();
    const bound = getValue(await bindBy(world, jobs, karim.actor, token));
    expect(bound.requestId).toBe(request.id);
    expect(code(await consentOf(world, initiator, request.id))).toBe('ok');
    expect(await standing(world, request)).toEqual({ request: 'collecting', parties: ['consented', 'bound'] });
    expect(await rows(request)).toEqual([]);
    expect(code(await consentOf(world, karim, request.id))).toBe('ok');
    expect(await standing(world, request)).toEqual({ request: 'queued', parties: ['consented', 'consented'] });
    const consent = { mode: 'distance', attested_level: 'high', consent_language: 'fr' };
    expect(await rows(request)).toEqual([
      { person_id: initiator.actor.personId, ...consent },
      { person_id: karim.actor.personId, ...consent },
    ]);
  });

  test('in order: the second is written to when the first has consented', async () => {
    const { request, token } = await two({ turn: 2 });
    expect(token).toBe('');
    getValue(await consentOf(world, initiator, request.id));
    const [message] = await deliver(world, jobs);
    getValue(await bindBy(world, jobs, karim.actor, tokenOf(message)));
    getValue(await consentOf(world, karim, request.id));
    expect((await standing(world, request)).request).toBe('queued');
  });

  test('a confirmed address of one’s file needs no code, and one that is not confirmed does', async () => {
    const { request, token, email: lower } = await two();
    const email = lower.toUpperCase();
    const unconfirmed = await newSigner(world, { contacts: { email } });
    expect(getValue(await world.parties.look(unconfirmed.actor, token))).toMatchObject({ kind: 'prove' });
    const withAddress = await newSigner(world, { contacts: { email }, confirmed: ['email'] });
    expect(getValue(await world.parties.look(withAddress.actor, token))).toMatchObject({
      kind: 'name',
      name: 'Karim B.',
      inviter: 'Zineb A.',
    });
    expect(getValue(await world.parties.bind(withAddress.actor, token)).requestId).toBe(request.id);
  });

  test('one declines with words that the initiator alone reads, and the request is over for good', async () => {
    const { request, token } = await two();
    getValue(await bindBy(world, jobs, karim.actor, token));
    getValue(await consentOf(world, initiator, request.id));
    const words = 'Le prix n’est pas celui dont nous avons parlé.';
    const given = { key: crypto.randomUUID(), requestId: request.id, reason: 'content', words };
    expect(code(await world.parties.decline(karim.actor, { ...given, reason: 'BLANK' }))).toBe(
      'parties.unknown-reason',
    );
    const declined = await world.parties.decline(karim.actor, given);
    expect(code(declined)).toBe('ok');
    expect(await world.parties.decline(karim.actor, given)).toEqual(declined);
    expect((await standing(world, request)).request).toBe('declined');
    expect(code(await consentOf(world, karim, request.id))).toBe('parties.request-over');
    const found = await world.within(tx =>
      sql<{
        event: string;
      }>`select e.data::text as event from requests.event e where request_id = ${request.id}`.execute(tx),
    );
    expect(found.rows.map(({ event }) => event).join()).not.toContain('prix');
  });
});

describe('attacks', () => {
  test('a forwarded mail: another reader of it learns neither the name nor the paper, and binds nothing', async () => {
    const { request, token } = await two();
    const seen = getValue(await world.parties.look(sara.actor, token));
    expect(seen).toMatchObject({ kind: 'prove', contact: { value: 'k••••@example.ma' } });
    expect(JSON.stringify(seen)).not.toContain('Karim');
    expect(code(await world.parties.bind(sara.actor, token))).toBe('parties.contact-unproven');
    expect(code(await world.parties.readToSign(sara.actor, request.id))).toBe('requests.not-found');
  });

  test('a code sent for one person proves nothing for another', async () => {
    const { token } = await two();
    const { codeId } = getValue(await world.parties.sendCode(karim.actor, { token, language: 'fr' }));
    const sent = (await deliverCodes(world, jobs))?.code ?? '';
    getValue(await world.parties.proveContact(karim.actor, { token, codeId, code: sent }));
    expect(code(await world.parties.bind(sara.actor, token))).toBe('parties.contact-unproven');
    const again = { token, codeId, code: sent };
    expect(code(await world.parties.proveContact(sara.actor, again))).toBe('contact-codes.refused');
    getValue(await world.parties.bind(karim.actor, token));
  });

  test('a stolen token after its owner has used it', async () => {
    const { request, token } = await two();
    getValue(await bindBy(world, jobs, karim.actor, token));
    for (const tried of [
      await world.parties.look(sara.actor, token),
      await world.parties.bind(sara.actor, token),
      await world.parties.sendCode(sara.actor, { token, language: 'fr' }),
    ])
      expect(code(tried)).toBe('parties.link-dead');
    expect(getValue(await world.parties.look(karim.actor, token))).toEqual({ kind: 'bound', requestId: request.id });
    expect(code(await world.parties.look(sara.actor, 'AAAAAAAAAAAAAAAAAAAAAA'))).toBe('parties.link-dead');
  });

  test('two sessions at once: one person is bound, whoever comes second is told that the link is dead', async () => {
    const { request, token, email } = await two();
    const family = [await world.citizen({ contacts: { email }, confirmed: ['email'] })];
    family.push(await world.citizen({ contacts: { email }, confirmed: ['email'] }));
    const both = await Promise.all(family.map(actor => world.parties.bind(actor, token)));
    expect(both.map(code).toSorted((a, b) => a.localeCompare(b))).toEqual(['ok', 'parties.link-dead']);
    expect((await standing(world, request)).parties).toEqual(['bound', 'bound']);
  });

  test('the initiator answers the other’s link, and consents for the other', async () => {
    const { request, token } = await two();
    expect(code(await bindBy(world, jobs, initiator.actor, token))).toBe('parties.is-applicant');
    world.pass(61_000);
    getValue(await bindBy(world, jobs, karim.actor, token));
    const question = getValue(await world.parties.askConsent(karim.actor, { requestId: request.id, language: 'fr' }));
    expect(code(await answer(world, initiator, request.id, question))).toBe('parties.question-over');
    const { statements } = world.security;
    const borrowed = await world.parties.consent(karim.actor, {
      requestId: request.id,
      questionId: question.questionId,
      prove: async bytes =>
        statements.byPasskey(
          karim.actor,
          bytes,
          initiator.device.get(await statements.passkeyOptions(initiator.actor, bytes)),
        ),
    });
    expect(code(borrowed)).toBe('identity.passkey-refused');
  });

  test('one person in two places of a request', async () => {
    const { request } = await collect(world, initiator.actor, [asked('one@example.ma'), asked('two@example.ma')]);
    const [one, other] = await deliver(world, jobs);
    getValue(await bindBy(world, jobs, karim.actor, tokenOf(one)));
    expect(code(await bindBy(world, jobs, karim.actor, tokenOf(other)))).toBe('parties.person-there');
    expect((await standing(world, request)).parties).toEqual(['bound', 'invited']);
  });

  test('a replayed consent: the question is answered once, and another question’s answer is none', async () => {
    const { request, token } = await two();
    getValue(await bindBy(world, jobs, karim.actor, token));
    const first = getValue(await world.parties.askConsent(karim.actor, { requestId: request.id, language: 'fr' }));
    const second = getValue(await world.parties.askConsent(karim.actor, { requestId: request.id, language: 'fr' }));
    expect(code(await answer(world, karim, request.id, first))).toBe('parties.question-over');
    const { statements } = world.security;
    const replayed = await world.parties.consent(karim.actor, {
      requestId: request.id,
      questionId: second.questionId,
      prove: async bytes =>
        statements.byPasskey(
          karim.actor,
          bytes,
          karim.device.get(await statements.passkeyOptions(karim.actor, first.statement)),
        ),
    });
    expect(code(replayed)).toBe('identity.passkey-refused');
    expect(code(await answer(world, karim, request.id, second))).toBe('ok');
    expect(code(await answer(world, karim, request.id, second))).toBe('parties.question-over');
  });

  test('a paper that changed between the question and the answer', async () => {
    const { request, token } = await two();
    getValue(await bindBy(world, jobs, karim.actor, token));
    const question = getValue(await world.parties.askConsent(karim.actor, { requestId: request.id, language: 'fr' }));
    world.changePaper(request);
    expect(code(await answer(world, karim, request.id, question))).toBe('parties.paper-changed');
    expect((await standing(world, request)).parties).toEqual(['bound', 'bound']);
  });

  test('a paper that changed after somebody consented is never gathered', async () => {
    const { request, token } = await two();
    getValue(await bindBy(world, jobs, karim.actor, token));
    getValue(await consentOf(world, initiator, request.id));
    world.changePaper(request);
    await expect(consentOf(world, karim, request.id)).rejects.toThrow(/another paper/);
    expect(await standing(world, request)).toEqual({ request: 'collecting', parties: ['consented', 'bound'] });
    expect(await rows(request)).toEqual([]);
  });

  test('too late: a question after ten minutes, a link after its days', async () => {
    const { request, token } = await two();
    getValue(await bindBy(world, jobs, karim.actor, token));
    const question = getValue(await world.parties.askConsent(karim.actor, { requestId: request.id, language: 'fr' }));
    world.pass(10 * 60_000);
    expect(code(await answer(world, karim, request.id, question))).toBe('parties.question-over');
    const later = await two();
    world.pass(30 * 86_400_000);
    expect(code(await world.parties.look(sara.actor, later.token))).toBe('parties.link-dead');
  });

  test('a replaced address: its link and whoever was bound by it are out', async () => {
    const { request, ids, token } = await two();
    getValue(await bindBy(world, jobs, sara.actor, token));
    expect(code(await replace(request, ids[1], 'right@example.ma'))).toBe('ok');
    expect(code(await world.parties.look(sara.actor, token))).toBe('parties.link-dead');
    expect(code(await world.parties.readToSign(sara.actor, request.id))).toBe('requests.not-found');
    expect(code(await consentOf(world, sara, request.id))).toBe('requests.not-found');
    const [message] = await deliver(world, jobs);
    getValue(await bindBy(world, jobs, karim.actor, tokenOf(message)));
    getValue(await consentOf(world, karim, request.id));
    expect(code(await replace(request, ids[1], 'third@example.ma'))).toBe('parties.already-consented');
  });

  test('before one’s turn: nobody consents out of order', async () => {
    const { request } = await collect(world, initiator.actor, [asked('first@example.ma'), own(2)]);
    expect(code(await consentOf(world, initiator, request.id))).toBe('parties.not-yours');
    expect((await standing(world, request)).parties).toEqual(['invited', 'awaited']);
  });

  test('with less than the level that consents need', async () => {
    const { request, token } = await two();
    getValue(await bindBy(world, jobs, karim.actor, token));
    const weak: PersonActor = { ...karim.actor, level: 'low' };
    expect(code(await world.parties.askConsent(weak, { requestId: request.id, language: 'fr' }))).toBe(
      'identity.level-too-low',
    );
    const question = getValue(await world.parties.askConsent(karim.actor, { requestId: request.id, language: 'fr' }));
    const weakly = await world.parties.consent(karim.actor, {
      requestId: request.id,
      questionId: question.questionId,
      prove: async () => ({ ok: true, value: { method: 'password-and-code', level: 'low', evidence: {} } }),
    });
    expect(code(weakly)).toBe('identity.level-too-low');
  });

  test('asked again for another paper: what was consented to is void, and who is known is told when their turn comes', async () => {
    const { request } = await two({ turn: 2 });
    getValue(await consentOf(world, initiator, request.id));
    const [message] = await deliver(world, jobs);
    getValue(await bindBy(world, jobs, karim.actor, tokenOf(message)));
    world.changePaper(request);
    const current = await world.within(tx => world.parties.list(tx, request));
    expect(current.map(({ state }) => state)).toEqual(['consented', 'bound']);
    const before = world.called.length;
    await world.within(async tx =>
      getValue(await world.parties.inviteAll(tx, { ...request, state: 'returned' }, world.now())),
    );
    expect((await standing(world, request)).parties).toEqual(['bound', 'bound']);
    // The initiator has just sent it; Karim waits for their consent.
    expect(world.called.slice(before)).toEqual([]);
    getValue(await consentOf(world, initiator, request.id));
    expect(world.called.slice(before)).toEqual([karim.actor.personId]);
    getValue(await consentOf(world, karim, request.id));
    expect((await standing(world, request)).request).toBe('queued');
  });
});
