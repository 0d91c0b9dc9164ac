import * as fc from 'fast-check';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../../../../test/database.ts';
import { openTelescopes, type Telescopes } from '../../../../test/queued.ts';
import { getValue, newId, refuse, type RequestId, type StaffActor, type StaffId } from '../../../kernel/index.ts';
import { priorities } from '../handling/model.ts';
import { createQueues, type Queues, type QueueQuery } from './queue.ts';

const { as } = await testDatabase();
const app = as('app');
const day = 86_400_000;
let here: Telescopes;
let queues: Queues;
let everywhere: StaffActor;
let atOne: StaffActor;

/** One of the requests that the test put there by SQL: what lists ask about. */
interface Put {
  readonly id: RequestId;
  readonly office: number;
  readonly state: string;
  readonly nature: string;
  readonly channel: string;
  readonly rank: number;
  readonly opened: number;
  readonly due: number | null;
  readonly handed: boolean;
  readonly holder: StaffId | null;
}
const put: Put[] = [];

beforeAll(async () => {
  here = await openTelescopes(app);
  queues = createQueues({ clock: here.clock, requests: here.requests });
  const read = { permission: 'requests.read', jurisdiction: { level: 'commune' } } as const;
  const clerk = await here.hire('clerk');
  [everywhere, atOne] = [{ ...clerk, grants: [read] }, clerk];
  const samples = fc.sample(
    fc.record({
      office: fc.nat(1),
      state: fc.constantFrom('queued', 'queued', 'queued', 'returned', 'refusing', 'done'),
      nature: fc.constantFrom('small', 'large'),
      channel: fc.constantFrom('counter', 'distance'),
      rank: fc.nat(2),
      // Few moments, so that many wait since the same one.
      opened: fc.integer({ min: 1, max: 6 }),
      due: fc.constantFrom(-3, -1, 1, 2),
      handed: fc.boolean(),
      held: fc.constantFrom('me', 'other', 'lapsed', 'nobody', 'nobody'),
    }),
    { numRuns: 120, seed: 7 },
  );
  const other = newId<StaffId>(here.clock());
  for (const { held, ...each } of samples) {
    const id = newId<RequestId>(here.clock());
    const inQueue = each.state === 'queued' || each.state === 'refusing';
    const holder = !inQueue || held === 'nobody' || held === 'lapsed' ? null : held === 'me' ? clerk.staffId : other;
    put.push({ ...each, id, due: inQueue ? each.due : null, holder });
    await insert({ ...each, id, due: inQueue ? each.due : null, holder }, inQueue && held === 'lapsed');
  }
});

function at(days: number): Date {
  return new Date(here.clock().getTime() + days * day);
}

async function insert({ id, opened, due, ...each }: Put, lapsed: boolean): Promise<void> {
  await here.within(async tx => {
    await sql`insert into requests.request (commune_id, id, office_id, service, channel, state, version, reference, opened_by, opened_at,
        queued_at, decided_at, due_at, nature, rank, handed_at)
      values (${here.communeId}, ${id}, ${here.offices[each.office]?.id}, 'lending-telescopes', ${each.channel}, ${each.state}, 1, ${id},
        ${newId(here.clock())}, ${at(-opened)}, ${due === null ? null : at(-opened)}, ${each.state === 'done' ? at(-opened) : null},
        ${due === null ? null : at(due)}, ${each.nature}, ${each.rank}, ${each.handed ? here.clock() : null})`.execute(
      tx,
    );
    const until = lapsed ? here.clock() : new Date(here.clock().getTime() + 60_000);
    if (each.holder !== null || lapsed)
      await sql`insert into requests.lease (commune_id, request_id, holder_id, claimed_at, expires_at)
        values (${here.communeId}, ${id}, ${each.holder ?? newId(here.clock())}, ${at(-1)}, ${until})`.execute(tx);
  });
}

/** What a list should hold, in its order, reckoned by hand. */
function expected(query: QueueQuery, offices: readonly number[]): readonly RequestId[] {
  const key = ({ rank, due, opened, state, id }: Put): readonly (number | string)[] => {
    if (state === 'done') return [opened, invert(id)];
    if (query.waitingDays !== undefined && due !== null && (query.holder ?? 'nobody') === 'nobody')
      return [-opened, id];
    return [rank, due ?? -opened, id];
  };
  return put
    .filter(each => offices.includes(each.office) && each.state === query.state)
    .filter(({ nature }) => query.nature === undefined || nature === query.nature)
    .filter(({ channel }) => query.channel === undefined || channel === query.channel)
    .filter(({ rank }) => query.priority === undefined || priorities[rank] === query.priority)
    .filter(({ handed }) => query.handed === undefined || handed === query.handed)
    .filter(({ holder }) => query.holder === undefined || holder === (query.holder === 'nobody' ? null : query.holder))
    .filter(({ due }) => query.late !== true || (due ?? 0) < 0)
    .filter(({ opened }) => query.waitingDays === undefined || opened > query.waitingDays)
    .toSorted((a, b) => compare(key(a), key(b)))
    .map(({ id }) => id);
}

function invert(id: string): string {
  return id.replace(/[0-9a-f]/g, digit => (15 - Number.parseInt(digit, 16)).toString(16));
}

function compare(a: readonly (number | string)[], b: readonly (number | string)[]): number {
  const index = a.findIndex((value, place) => value !== b[place]);
  const [one, other] = [a[index], b[index]];
  return one === undefined || other === undefined ? 0 : one < other ? -1 : 1;
}

describe('a queue', () => {
  test('holds what was asked for in its order, page by page, whatever is asked', async () => {
    const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 2 });
    const queries = fc.record({
      state: fc.constantFrom('queued', 'returned', 'refusing', 'done'),
      nature: maybe(fc.constantFrom('small', 'large')),
      channel: maybe(fc.constantFrom('counter', 'distance')),
      priority: maybe(fc.constantFrom(...priorities)),
      holder: maybe(fc.constantFrom('nobody' as const, 'me' as const)),
      late: maybe(fc.constant(true)),
      waitingDays: maybe(fc.constantFrom(2, 4)),
      handed: maybe(fc.boolean()),
      limit: fc.constantFrom(3, 50),
      one: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(queries, async ({ one, holder, ...asked }) => {
        const decided = asked.state === 'done';
        const query: QueueQuery = {
          ...asked,
          service: asked.nature && 'lending-telescopes',
          holder: holder === 'me' ? atOne.staffId : holder,
          // What is decided waits no more, and for nobody.
          ...(decided && { priority: undefined, holder: undefined, late: undefined, waitingDays: undefined }),
        };
        const found: RequestId[] = [];
        let after: QueueQuery['after'];
        do {
          const page = getValue(
            await here.within(tx => queues.list(tx, one ? atOne : everywhere, { ...query, after })),
          );
          expect(page.lines.length).toBeLessThanOrEqual(query.limit);
          found.push(...page.lines.map(({ request }) => request.id));
          after = page.next ?? undefined;
        } while (after);
        expect(found).toEqual(expected(query, one ? [0] : [0, 1]));
      }),
      { numRuns: 120 },
    );
  });

  test('says who holds what, what is late, and how much there is', async () => {
    const page = getValue(
      await here.within(tx => queues.list(tx, atOne, { state: 'queued', limit: 200, holder: atOne.staffId })),
    );
    expect(page.lines[0]?.holder).toMatchObject({ staffId: atOne.staffId, name: { latin: 'Karim clerk' } });
    const all = getValue(await here.within(tx => queues.list(tx, everywhere, { state: 'queued', limit: 200 })));
    for (const { late, request } of all.lines)
      expect(late).toBe((put.find(({ id }) => id === request.id)?.due ?? 0) < 0);
    const counts = getValue(await here.within(tx => queues.count(tx, everywhere)));
    expect(counts.states.get('queued')).toEqual({
      count: put.filter(({ state }) => state === 'queued').length,
      more: false,
    });
    expect(counts.late.count).toBe(put.filter(({ state, due }) => state === 'queued' && (due ?? 0) < 0).length);
    expect(counts.mine).toBe(put.filter(({ holder }) => holder === atOne.staffId).length);
  });

  test('of an office where one may not read is refused, and of another is never mixed in', async () => {
    const other = here.offices[1]?.id;
    expect(await here.within(tx => queues.list(tx, atOne, { state: 'queued', limit: 9, officeId: other }))).toEqual(
      refuse('requests.not-allowed'),
    );
    expect(await here.within(tx => queues.count(tx, { ...atOne, grants: [] }))).toEqual(refuse('requests.not-allowed'));
  });
});
