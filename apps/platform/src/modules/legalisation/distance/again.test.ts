import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { testCatalogue } from '../../../../test/catalogue.ts';
import { testDatabase } from '../../../../test/database.ts';
import { type DistanceWorld, openDistanceWorld } from '../../../../test/distance-request.ts';
import { getValue, newId, type PersonActor, refuse, type RequestId } from '../../../kernel/index.ts';
import { sha256Of } from '../../../platform/blobs/index.ts';
import { addFiles } from '../../documents/index.ts';
import { type DistanceRuleId, needVersion } from './model.ts';
import { insertRule } from './rule-store.ts';
import { createDistance, type DistanceService } from './service.ts';

const { as } = await testDatabase();
const db = as('app');
const none = refuse('requests.not-found');
const unused = () => expect.unreachable();
let world: DistanceWorld;
let distance: DistanceService;

beforeAll(async () => {
  world = await openDistanceWorld(db);
  const { identity, requests, parties, now: clock } = world;
  distance = createDistance({
    db,
    clock,
    requests,
    parties,
    identity,
    people: identity,
    catalogue: testCatalogue,
    blobs: { put: unused, get: unused, has: unused },
    mandates: { check: unused, checkTogether: unused, readCapacities: unused, meetOrganisation: unused },
    stamps: { measure: unused, wording: '', foot: 0 },
    signerTrust: { signers: [], timestamps: [] },
    readSpecimen: unused,
  });
  await decide('lease', true);
});

/** The commune decides whether a nature is legalised at a distance. */
function decide(nature: string, enabled: boolean) {
  const basis = { arabic: 'قرار 1/2026', french: 'Décision 1/2026' };
  const rule = { id: newId<DistanceRuleId>(world.now()), nature, enabled, basis, decidedBy: null } as const;
  const dates = { validFrom: '2026-01-01', validUntil: null, decidedAt: world.now() } as const;
  const { communeId } = world.office;
  return world.within(tx => insertRule(tx, communeId, { ...rule, ...dates, office: { kind: 'chosen' } }));
}

/** Two pages, the second of which both sign, at different places. */
async function sign(actor: PersonActor, requestId: RequestId): Promise<void> {
  const picture = (letter: string) => {
    const image = sha256Of(Buffer.from(letter));
    return { image, length: 1, mm: { width: 210, height: 297 }, verdicts: [] };
  };
  const source = { sha256: sha256Of(Buffer.from('a')), length: 1, mediaType: 'image/jpeg' };
  const pages = ['a', 'b'].map(picture);
  const stored = { kind: 'images', name: 'bail.jpg', notices: [], source, pages } as const;
  const { communeId } = world.office;
  await world.within(async tx => getValue(await addFiles(tx, { communeId, requestId }, [stored], world.now())));
  const { document, parties } = getValue(await distance.read(actor, requestId));
  const pageId = document?.pages[1]?.id ?? expect.fail();
  for (const [index, placed] of (['bottom-left', 'bottom-right'] as const).entries()) {
    const where = { partyId: parties[index]?.id ?? expect.fail(), pageId, placed, everyPage: false };
    getValue(await distance.placeField(actor, { requestId, key: randomUUID(), ...where }));
  }
}

/** Where each signs, by their place among the signatories and the page's among the pages. */
async function places(actor: PersonActor, requestId: RequestId) {
  const { document, parties, fields } = getValue(await distance.read(actor, requestId));
  return fields
    .map(({ partyId, pageId, ...box }) => ({
      party: parties.findIndex(({ id }) => id === partyId),
      page: document?.pages.findIndex(({ id }) => id === pageId),
      ...box,
    }))
    .toSorted((a, b) => a.party - b.party);
}

/** A request that its applicant began with somebody else who signs, and gave up. */
async function abandoned(actor: PersonActor): Promise<RequestId> {
  const { communeId, id: officeId } = world.office;
  const chosen = { communeId, officeId, nature: 'lease', need: needVersion, warningRead: true, signedFor: null };
  const { requestId } = getValue(await distance.begin(actor, { key: randomUUID(), ...chosen }));
  const contact = { kind: 'email', value: 'driss@example.ma' } as const;
  const named = { requestId, key: randomUUID(), name: 'Driss', contact, language: 'fr' } as const;
  getValue(await distance.addSignatory(actor, named));
  await sign(actor, requestId);
  await world.within(async tx => {
    const { version } = getValue(await world.requests.read(tx, actor, requestId, communeId));
    getValue(
      await world.requests.change(tx, actor, { requestId, version, communeId }, { verb: 'abandon' }, world.now()),
    );
  });
  return requestId;
}

describe('a request taken up again at home', () => {
  test('is a new draft of the same paper, nature and signatories, who sign where they did, once, that nobody has agreed to', async () => {
    const actor = await world.citizen();
    const earlier = await abandoned(actor);
    const key = randomUUID();
    const { requestId } = getValue(await distance.openAgain(actor, { key, requestId: earlier }));
    expect(getValue(await distance.openAgain(actor, { key, requestId: earlier })).requestId).toBe(requestId);
    const { request, legalisation, parties } = getValue(await distance.read(actor, requestId));
    expect(request).toMatchObject({ state: 'draft', channel: 'distance', resubmissionOf: earlier });
    expect(legalisation.nature).toBe('lease');
    const signed = await places(actor, requestId);
    expect(signed.map(({ party, page }) => [party, page])).toEqual([
      [0, 1],
      [1, 1],
    ]);
    expect(signed).toEqual(await places(actor, earlier));
    expect(parties.map(({ name, state, personId }) => [name, state, personId])).toEqual([
      [expect.any(String), 'awaited', actor.personId],
      ['Driss', 'awaited', null],
    ]);
    expect(parties[1]?.contact).toEqual({ kind: 'email', value: 'driss@example.ma' });
  });

  test('is its applicant’s alone, whoever signs it, and not while it is under way', async () => {
    const [actor, stranger, signer] = [await world.citizen(), await world.citizen(), await world.citizen()];
    const earlier = await abandoned(actor);
    await world.within(async tx => {
      const request = getValue(await world.requests.read(tx, actor, earlier, world.office.communeId));
      const { personId } = signer;
      const named = { name: 'Sara', contact: null, language: 'fr', turn: 1, personId } as const;
      getValue(await world.parties.add(tx, request, named));
      await world.requests.enter(tx, request, { personId, part: 'signatory' }, world.now());
    });
    for (const other of [stranger, signer]) {
      const again = await distance.openAgain(other, { key: randomUUID(), requestId: earlier });
      expect([again, await distance.read(other, earlier)]).toEqual([none, none]);
    }
    const { requestId } = getValue(await distance.openAgain(actor, { key: randomUUID(), requestId: earlier }));
    expect(await distance.openAgain(actor, { key: randomUUID(), requestId })).toEqual(
      refuse('requests.not-in-this-state', { state: 'draft' }),
    );
  });

  test('is not, once the commune legalises the nature at a counter only', async () => {
    const actor = await world.citizen();
    const earlier = await abandoned(actor);
    world.pass(1000);
    await decide('lease', false);
    expect(await distance.openAgain(actor, { key: randomUUID(), requestId: earlier })).toEqual(
      refuse('distance.not-at-distance'),
    );
  });
});
