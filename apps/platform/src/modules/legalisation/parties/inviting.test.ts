import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../../../../test/database.ts';
import { type DistanceWorld, openDistanceWorld } from '../../../../test/distance-request.ts';
import { asked, collect, deliver, invite } from '../../../../test/signers.ts';
import { ok, type PersonActor, type Result } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { ServiceRequest } from '../../requests/index.ts';

const { as } = await testDatabase();
const jobs = as('jobs');
let world: DistanceWorld;
let initiator: PersonActor;
beforeAll(async () => {
  world = await openDistanceWorld(as('app'), as('worker'));
  initiator = await world.citizen();
});
afterAll(() => world.close());

async function edit<T>(request: ServiceRequest, work: (tx: Tx, request: ServiceRequest) => Promise<Result<T>>) {
  let worked: Result<T> | undefined;
  const { communeId, id: requestId, version } = request;
  const change = { verb: 'edit', what: 'parties' } as const;
  const next = await world.within(tx =>
    world.requests.change(tx, initiator, { communeId, requestId, version }, change, world.now(), async each => {
      worked = await work(tx, each);
      return worked;
    }),
  );
  return { request: next.ok ? next.value : request, worked: worked ?? next };
}

const list = (request: ServiceRequest) => world.within(tx => world.parties.list(tx, request));

describe('parties of a draft', () => {
  test('keep name and contact sealed, in the spelling by which they are reached', async () => {
    const request = await world.open(initiator);
    const step = await edit(request, (tx, each) =>
      world.parties.add(tx, each, asked(' Karim@Example.MA ', { name: '  Karim   BENNIS ' })),
    );
    expect(step.worked.ok).toBe(true);
    expect(await list(request)).toMatchObject([
      { name: 'Karim BENNIS', contact: { kind: 'email', value: 'Karim@example.ma' }, state: 'awaited' },
    ]);
    const { rows } = await world.within(tx =>
      sql<{ row: string }>`select p::text as row from legalisation.party p`.execute(tx),
    );
    expect(rows.map(({ row }) => Buffer.from(row).toString()).join()).not.toMatch(/Karim|example/i);
  });

  test.each([
    ['an address that is none', asked('karim@'), 'identity.email-malformed'],
    ['no name', asked('karim@example.ma', { name: ' ' }), 'parties.name-missing'],
    ['an endless name', asked('karim@example.ma', { name: 'K'.repeat(81) }), 'parties.name-too-long'],
    ['no turn', asked('karim@example.ma', { turn: 0 }), 'parties.turn-malformed'],
  ])('refuse %s', async (_what, party, code) => {
    const step = await edit(await world.open(initiator), (tx, each) => world.parties.add(tx, each, party));
    expect(step.worked).toMatchObject({ refusal: { code } });
  });

  test('name one person once, and go away again', async () => {
    const own = asked('', { contact: null, personId: initiator.personId });
    const first = await edit(await world.open(initiator), (tx, each) => world.parties.add(tx, each, own));
    const again = await edit(first.request, (tx, each) => world.parties.add(tx, each, own));
    expect(again.worked).toMatchObject({ refusal: { code: 'parties.person-there' } });
    const [party] = await list(first.request);
    if (!party) throw new Error('nobody was added');
    await edit(first.request, (tx, each) => world.parties.remove(tx, each, party.id));
    expect(await list(first.request)).toEqual([]);
  });
});

describe('inviting', () => {
  test('asks those whose turn has come, in their language, and says nothing of the paper nor whom it seeks', async () => {
    const { request } = await collect(world, initiator, [
      asked('', { contact: null, personId: initiator.personId, turn: 1 }),
      asked('karim@example.ma', { name: 'Karim BENNIS' }),
      asked('0612345678', { contact: { kind: 'phone', value: '0612345678' }, name: 'Sara', language: 'ar' }),
      asked('later@example.ma', { turn: 2 }),
    ]);
    expect((await list(request)).map(({ state }) => state)).toEqual(['bound', 'invited', 'invited', 'awaited']);
    const messages = await deliver(world, jobs);
    expect(messages.map(({ to, language }) => [to, language])).toEqual([
      ['karim@example.ma', 'fr'],
      ['+212612345678', 'ar'],
    ]);
    for (const { subject, lines } of messages) expect([subject, ...lines].join(' ')).not.toMatch(/BENNIS|Karim|Sara/);
    expect(messages[0]?.lines.join(' ')).toContain('Amina F.');
    expect(messages[0]?.lines).toContain(messages[0]?.address);
    const { rows } = await world.within(tx =>
      sql<{ token_sealed: Buffer | null; sent_at: Date | null }>`
        select token_sealed, sent_at from legalisation.invitation where request_id = ${request.id}`.execute(tx),
    );
    expect(rows.map(row => [row.token_sealed, row.sent_at !== null])).toEqual([
      [null, true],
      [null, true],
    ]);
  });

  test('needs somebody to ask', async () => {
    expect(await invite(world, initiator, await world.open(initiator))).toMatchObject({
      refusal: { code: 'parties.nobody' },
    });
  });

  test('a replaced address kills every earlier link, and is told nothing', async () => {
    const { request, ids } = await collect(world, initiator, [asked('wrong@example.ma')]);
    const [partyId] = ids;
    if (!partyId) throw new Error('nobody was added');
    const replaced = await edit(request, (tx, each) =>
      world.parties.replace(tx, each, { ...asked('right@example.ma'), partyId }),
    );
    expect(replaced.worked).toEqual(ok(null));
    expect((await deliver(world, jobs)).map(({ to }) => to)).toEqual(['right@example.ma']);
    const { rows } = await world.within(tx =>
      sql<{ live: boolean }>`select ended_at is null as live from legalisation.invitation
        where request_id = ${request.id} order by created_at, id`.execute(tx),
    );
    expect(rows.filter(({ live }) => live)).toHaveLength(1);
    expect(rows).toHaveLength(2);
    const removed = await edit(replaced.request, (tx, each) => world.parties.remove(tx, each, partyId));
    expect(removed.worked).toMatchObject({ refusal: { code: 'parties.request-over' } });
  });
});
