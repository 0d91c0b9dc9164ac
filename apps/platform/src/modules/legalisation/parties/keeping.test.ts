import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../../../../test/database.ts';
import { type DistanceWorld, openDistanceWorld } from '../../../../test/distance-request.ts';
import {
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
import { getValue } from '../../../kernel/index.ts';

const { as } = await testDatabase();
const jobs = as('jobs');
const day = 86_400_000;
let world: DistanceWorld;
let initiator: Signer;
let karim: Signer;
beforeAll(async () => {
  world = await openDistanceWorld(as('app'), as('worker'));
  initiator = await newSigner(world);
  karim = await newSigner(world);
});
afterAll(() => world.close());

describe('the round of the worker', () => {
  test('reminds who has not answered, by a link beside the first, and who is bound by their own notice', async () => {
    const parties = [asked('slow@example.ma'), asked('bound@example.ma'), asked('later@example.ma', { turn: 2 })];
    const { request } = await collect(world, initiator.actor, parties);
    const [slow, bound] = await deliver(world, jobs);
    getValue(await bindBy(world, jobs, karim.actor, tokenOf(bound)));
    await world.keep();
    expect(await deliver(world, jobs)).toEqual([]);
    world.pass(5 * day);
    await world.keep();
    const messages = await deliver(world, jobs);
    expect(messages.map(({ to }) => to)).toEqual(['slow@example.ma']);
    expect(messages[0]?.subject).not.toBe(slow?.subject);
    expect(world.reminded).toEqual([karim.actor.personId]);
    for (const message of [slow, messages[0]])
      expect(getValue(await world.parties.look(karim.actor, tokenOf(message)))).toMatchObject({ kind: 'prove' });
    await world.keep();
    expect(await deliver(world, jobs)).toEqual([]);
    expect((await standing(world, request)).parties).toEqual(['invited', 'bound', 'awaited']);
  });

  test('reminds nobody of a request that is over; no link to it opens, nobody consents, and nothing is gathered', async () => {
    const own = asked('', { contact: null, personId: initiator.actor.personId });
    const { request } = await collect(world, initiator.actor, [own, asked('never@example.ma'), asked('no@example.ma')]);
    const [message, other] = await deliver(world, jobs);
    getValue(await bindBy(world, jobs, karim.actor, tokenOf(message)));
    getValue(await consentOf(world, initiator, request.id));
    const place = { communeId: request.communeId, requestId: request.id };
    await world.within(async tx => {
      await sql`update requests.request set expires_at = ${world.now()} where id = ${request.id}`.execute(tx);
      getValue(await world.requests.expire(tx, place, world.now()));
    });
    world.pass(30 * day);
    await world.keep();
    expect((await deliver(world, jobs)).filter(({ to }) => to === 'no@example.ma')).toEqual([]);
    expect(await world.parties.look(karim.actor, tokenOf(other))).toMatchObject({
      refusal: { code: 'parties.link-dead' },
    });
    for (const tried of [
      await consentOf(world, karim, request.id),
      await world.parties.readToSign(karim.actor, request.id),
    ])
      expect(tried).toMatchObject({ refusal: { code: 'parties.request-over' } });
    expect(await standing(world, request)).toEqual({
      request: 'expired',
      parties: ['consented', 'bound', 'invited'],
    });
  });
});
