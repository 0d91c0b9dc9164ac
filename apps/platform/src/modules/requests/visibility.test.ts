import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../../../test/database.ts';
import { openTelescopes, type Telescopes } from '../../../test/queued.ts';
import { newId, type PageId, type RequestId, type StaffActor } from '../../kernel/index.ts';
import type { BlobStore } from '../../platform/blobs/index.ts';
import type { Channel, RequestState } from './model.ts';
import { createRequestPages } from './pages.ts';
import { createQueues } from './queues/queue.ts';

const { as } = await testDatabase();
const app = as('app');
const nothing = 'nothing';
const states: readonly RequestState[] = [
  'draft',
  'collecting',
  'payable',
  'queued',
  'returned',
  'refusing',
  'done',
  'refused',
  'declined',
  'expired',
  'abandoned',
];

/** A request in a state, by where it came from, and whether the office once gave it back. */
interface Where {
  readonly channel: Channel;
  readonly state: RequestState;
  readonly returnedOnce: boolean;
}

/** Written down from the rule, not from the code: from afar, what the office has, has given back, or has decided. */
function belongsToStaff({ channel, state, returnedOnce }: Where): boolean {
  if (channel === 'counter' || ['queued', 'returned', 'refusing', 'done', 'refused'].includes(state)) return true;
  return returnedOnce && ['declined', 'expired', 'abandoned'].includes(state);
}

const everywhere: readonly Where[] = states.flatMap(state => [
  { channel: 'counter', state, returnedOnce: false },
  { channel: 'distance', state, returnedOnce: false },
  { channel: 'distance', state, returnedOnce: true },
]);

let here: Telescopes;
let reader: StaffActor;
const put: (Where & { readonly id: RequestId })[] = [];
beforeAll(async () => {
  here = await openTelescopes(app);
  const [clerk, officer, head] = [
    await here.hire('clerk'),
    await here.hire('officer'),
    await here.hire('head-of-office'),
  ];
  reader = { ...clerk, grants: [...clerk.grants, ...officer.grants, ...head.grants] };
  for (const where of everywhere) put.push({ ...where, id: await insert(where) });
});

async function insert({ channel, state, returnedOnce }: Where): Promise<RequestId> {
  const id = newId<RequestId>(here.clock());
  const before = new Date(here.clock().getTime() - 60_000);
  const over = ['done', 'refused', 'declined', 'expired', 'abandoned'].includes(state);
  const correction = returnedOnce ? JSON.stringify({ fields: [], note: 'La page 2 manque.' }) : null;
  await here.within(tx =>
    sql`insert into requests.request (commune_id, id, office_id, service, channel, state, version, reference, opened_by, applicant_id,
        opened_at, queued_at, decided_at, correction)
      values (${here.communeId}, ${id}, ${here.offices[0]?.id}, 'lending-telescopes', ${channel}, ${state}, 3, ${id}, null,
        ${here.applicant.personId}, ${before}, ${['queued', 'refusing'].includes(state) ? before : null}, ${over ? before : null},
        ${correction}::jsonb)`.execute(tx),
  );
  return id;
}

/** Every way to look at one request: each answers the word of its refusal, or that there is something. */
const looks = {
  read: id => here.within(tx => here.requests.read(tx, reader, id)),
  'as a line': id => here.within(tx => queues().line(tx, reader, id)),
  timeline: id => here.within(tx => here.timeline.read(tx, reader, { requestId: id })),
  messages: id => here.within(tx => here.conversation.list(tx, reader, { requestId: id })),
  'mark as read': id => here.within(tx => here.conversation.markRead(tx, reader, { requestId: id }, here.clock())),
  opinions: id => here.within(tx => here.opinions.list(tx, reader, id)),
  claim: id => here.within(tx => here.handling.claim(tx, reader, { requestId: id }, here.clock())),
  'hold for signing': id =>
    here.within(tx =>
      here.requests.holdForSigning(tx, reader, { communeId: here.communeId, requestId: id, version: null }),
    ),
  page: id => pages().picture(reader, { requestId: id, pageId: newId<PageId>(here.clock()), original: false }),
  change: id =>
    here.within(tx =>
      here.requests.change(tx, reader, { requestId: id, version: 2 }, { verb: 'edit', what: 'told' }, here.clock()),
    ),
} satisfies Record<
  string,
  (
    id: RequestId,
  ) => Promise<{ readonly ok: true } | { readonly ok: false; readonly refusal: { readonly code: string } }>
>;

const queues = () => createQueues({ clock: here.clock, requests: here.requests });
// No page is there: who may look is told so, and who may not is told that there is no request.
const noBlobs: BlobStore = {
  put: () => expect.fail(),
  get: () => expect.fail(),
  has: () => expect.fail(),
};
const pages = () =>
  createRequestPages({
    db: app,
    blobs: noBlobs,
    clock: here.clock,
    requests: here.requests,
    signerTrust: { signers: [], timestamps: [] },
    rules: {},
  });

async function* listed(): AsyncGenerator<readonly [string, RequestState, readonly RequestId[]]> {
  for (const state of states) {
    const officeId = here.offices[0]?.id ?? expect.fail();
    const list = await here.within(tx => here.requests.list(tx, reader, { officeId, state }));
    yield ['list', state, list.ok ? list.value.map(({ id }) => id) : []];
    for (const [way, filter] of [
      ['queue', {}],
      ['queue from afar', { channel: 'distance' }],
      ['queue by age', { waitingDays: 0 }],
    ] as const) {
      const page = await here.within(tx => queues().list(tx, reader, { state, limit: 200, ...filter }));
      yield [way, state, page.ok ? page.value.lines.map(({ request }) => request.id) : []];
    }
  }
}

describe('a request from afar is not there for the staff before it is queued', () => {
  test.each(Object.entries(looks))('by %s', async (_way, look) => {
    for (const { id, ...where } of put) {
      const seen = await look(id);
      const found = seen.ok || seen.refusal.code !== 'requests.not-found';
      expect({ ...where, found }).toEqual({ ...where, found: belongsToStaff(where) });
    }
  });

  test('in lists and counts, by whatever they are asked', async () => {
    for await (const [way, state, found] of listed()) {
      const there = put.filter(each => each.state === state && belongsToStaff(each));
      const asked = there.filter(({ channel }) => way !== 'queue from afar' || channel === 'distance');
      expect([way, state, found.toSorted()]).toEqual([way, state, asked.map(({ id }) => id).toSorted()]);
    }
    const several = await here.within(tx =>
      here.requests.readSeveral(
        tx,
        reader,
        put.map(({ id }) => id),
      ),
    );
    expect(several.map(({ id }) => id).toSorted()).toEqual(
      put
        .filter(belongsToStaff)
        .map(({ id }) => id)
        .toSorted(),
    );
    const counts = await here.within(tx => queues().count(tx, reader));
    for (const state of ['draft', 'collecting', 'payable', 'queued', 'returned', 'refusing'] as const)
      expect([state, counts.ok ? (counts.value.states.get(state)?.count ?? 0) : nothing]).toEqual([
        state,
        put.filter(each => each.state === state && belongsToStaff(each)).length,
      ]);
  });

  test('and what the office may do to it is what the rules would let it do', async () => {
    for (const { id, ...where } of put.filter(each => belongsToStaff(each) && !each.returnedOnce)) {
      const request = await here.within(tx => here.requests.read(tx, reader, id));
      if (!request.ok) return expect.fail();
      const verbs = await here.within(tx => here.requests.verbsFor(tx, reader, request.value));
      const own = ['edit', 'submit', 'invite', 'amend', 'consent', 'decline', 'reopen', 'resubmit', 'abandon'];
      if (where.channel === 'distance') expect(verbs.filter(verb => own.includes(verb))).toEqual([]);
      for (const verb of ['edit', 'invite', 'resubmit', 'abandon', 'reopen', 'submit'] as const) {
        const change = verb === 'edit' ? ({ verb, what: 'told' } as const) : ({ verb } as const);
        const tried = await app
          .transaction({ communeId: here.communeId }, async tx => {
            const changed = await here.requests.change(tx, reader, { requestId: id, version: 3 }, change, here.clock());
            throw new Undone(changed.ok);
          })
          .catch((error: unknown) => error instanceof Undone && error.done);
        expect({ ...where, verb, may: tried }).toEqual({ ...where, verb, may: verbs.includes(verb) });
      }
    }
  });
});

/** Takes what was tried back. */
class Undone extends Error {
  readonly done: boolean;
  constructor(done: boolean) {
    super('undone');
    this.done = done;
  }
}
