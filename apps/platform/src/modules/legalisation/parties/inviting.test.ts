import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../../../../test/database.ts';
import { type DistanceWorld, openDistanceWorld } from '../../../../test/distance-request.ts';
import { getValue, ok, type PartyId, type PersonActor, type Result } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { ServiceRequest } from '../../requests/index.ts';
import { invitationTask, type PartyGiven } from '../index.ts';

const { as } = await testDatabase();
const jobs = as('jobs');
let world: DistanceWorld;
let initiator: PersonActor;
beforeAll(async () => {
  world = await openDistanceWorld(as('app'));
  initiator = await world.citizen();
});

const given = (value: string, changes: Partial<PartyGiven> = {}): PartyGiven => ({
  contact: { kind: 'email', value },
  name: 'Karim B.',
  language: 'fr',
  turn: 1,
  ...changes,
});

async function edit<T>(request: ServiceRequest, work: (tx: Tx, request: ServiceRequest) => Promise<Result<T>>) {
  let worked: Result<T> | undefined;
  const { communeId, id: requestId, version } = request;
  const change = { verb: 'edit', what: 'parties' } as const;
  const changed = await world.within(tx =>
    world.requests.change(tx, initiator, { communeId, requestId, version }, change, world.now(), async each => {
      worked = await work(tx, each);
      return worked;
    }),
  );
  return { request: changed.ok ? changed.value : request, worked: worked ?? changed };
}

async function invited(parties: readonly PartyGiven[]): Promise<{ request: ServiceRequest; ids: PartyId[] }> {
  let request = await world.open(initiator);
  const ids: PartyId[] = [];
  for (const party of parties) {
    const step = await edit(request, (tx, each) => world.parties.add(tx, each, party));
    request = step.request;
    if (step.worked.ok && typeof step.worked.value === 'string') ids.push(step.worked.value);
  }
  const { communeId, id: requestId, version } = request;
  const change = { verb: 'invite' } as const;
  request = getValue(
    await world.within(tx =>
      world.requests.change(tx, initiator, { communeId, requestId, version }, change, world.now(), each =>
        world.parties.inviteAll(tx, each, world.now()),
      ),
    ),
  );
  return { request, ids };
}

const list = (request: ServiceRequest) => world.within(tx => world.parties.list(tx, request));

/** Runs what the worker would, and answers the messages that left meanwhile. */
async function deliver() {
  const before = world.sent.length;
  const { rows } = await jobs.transaction({}, tx =>
    sql<{ id: string; payload: unknown }>`select j.id, j.payload from graphile_worker._private_jobs j
      join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = ${invitationTask}`.execute(tx),
  );
  for (const { id, payload } of rows) {
    await world.parties.deliver(payload);
    await jobs.transaction({}, tx => sql`delete from graphile_worker._private_jobs where id = ${id}`.execute(tx));
  }
  return world.sent.slice(before);
}

describe('parties of a draft', () => {
  test('keep name and contact sealed, in the spelling by which they are reached', async () => {
    const request = await world.open(initiator);
    const step = await edit(request, (tx, each) =>
      world.parties.add(tx, each, given(' Karim@Example.MA ', { name: '  Karim   BENNIS ' })),
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
    ['an address that is none', given('karim@'), 'identity.email-malformed'],
    ['no name', given('karim@example.ma', { name: ' ' }), 'parties.name-missing'],
    ['an endless name', given('karim@example.ma', { name: 'K'.repeat(81) }), 'parties.name-too-long'],
    ['no turn', given('karim@example.ma', { turn: 0 }), 'parties.turn-malformed'],
  ])('refuse %s', async (_what, party, code) => {
    const step = await edit(await world.open(initiator), (tx, each) => world.parties.add(tx, each, party));
    expect(step.worked).toMatchObject({ refusal: { code } });
  });

  test('name one person once, and go away again', async () => {
    const own = given('', { contact: null, personId: initiator.personId });
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
    const { request } = await invited([
      given('', { contact: null, personId: initiator.personId, turn: 1 }),
      given('karim@example.ma', { name: 'Karim BENNIS' }),
      given('0612345678', { contact: { kind: 'phone', value: '0612345678' }, name: 'Sara', language: 'ar' }),
      given('later@example.ma', { turn: 2 }),
    ]);
    expect((await list(request)).map(({ state }) => state)).toEqual(['bound', 'invited', 'invited', 'awaited']);
    const messages = await deliver();
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
    const { communeId, id: requestId, version } = await world.open(initiator);
    const asked = await world.within(tx =>
      world.requests.change(tx, initiator, { communeId, requestId, version }, { verb: 'invite' }, world.now(), each =>
        world.parties.inviteAll(tx, each, world.now()),
      ),
    );
    expect(asked).toMatchObject({ refusal: { code: 'parties.nobody' } });
  });

  test('a replaced address kills every earlier link, and is told nothing', async () => {
    const { request, ids } = await invited([given('wrong@example.ma')]);
    const [partyId] = ids;
    if (!partyId) throw new Error('nobody was added');
    const replaced = await edit(request, (tx, each) =>
      world.parties.replace(tx, each, { ...given('right@example.ma'), partyId }),
    );
    expect(replaced.worked).toEqual(ok(null));
    expect((await deliver()).map(({ to }) => to)).toEqual(['right@example.ma']);
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
