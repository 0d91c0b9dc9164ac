import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../../../test/database.ts';
import { openTelescopes, type Telescopes } from '../../../test/queued.ts';
import { newId, type RequestId, type Result, type StaffActor } from '../../kernel/index.ts';
import type { AskedChange, Channel, RequestState, RequestVerb, ServiceRequest } from './model.ts';
import { createRequests } from './service.ts';

const { as } = await testDatabase();
const app = as('app');
let here: Telescopes;
let clerk: StaffActor;
beforeAll(async () => {
  here = await openTelescopes(app);
  const [one, two] = [await here.hire('officer-clerk'), await here.hire('clerk')];
  clerk = { ...two, grants: one.grants };
});

/** Written down from the issue and the decree, not from the table that the room reads. What is absent is refused. */
const told: Readonly<Record<string, Partial<Record<RequestVerb, RequestState>>>> = {
  'counter draft': {
    edit: 'draft',
    submit: 'queued',
    invite: 'collecting',
    refuse: 'refusing',
    abandon: 'abandoned',
    expire: 'expired',
    issue: 'done',
  },
  'distance draft': {
    edit: 'draft',
    invite: 'collecting',
    abandon: 'abandoned',
    expire: 'expired',
    issue: 'done',
  },
  'distance collecting': {
    edit: 'collecting',
    consent: 'collecting',
    gather: 'payable',
    amend: 'draft',
    decline: 'declined',
    abandon: 'abandoned',
    expire: 'expired',
  },
  // No screen leads a request of the counter here; what the room would let it become is told all the same.
  'counter collecting': {
    edit: 'collecting',
    consent: 'collecting',
    gather: 'payable',
    amend: 'draft',
    decline: 'declined',
    abandon: 'abandoned',
    expire: 'expired',
  },
  'counter payable': { pay: 'queued', abandon: 'abandoned', expire: 'expired' },
  'distance payable': { pay: 'queued', abandon: 'abandoned', expire: 'expired' },
  'counter queued': { reopen: 'draft', return: 'returned', refuse: 'refusing', complete: 'done' },
  'distance queued': { return: 'returned', refuse: 'refusing', complete: 'done' },
  'distance returned': {
    edit: 'returned',
    resubmit: 'queued',
    invite: 'collecting',
    abandon: 'abandoned',
    expire: 'expired',
  },
  'counter returned': {
    resubmit: 'queued',
    invite: 'collecting',
    reopen: 'draft',
    abandon: 'abandoned',
    expire: 'expired',
  },
  'counter refusing': { reopen: 'draft', reconsider: 'queued', complete: 'refused' },
  'distance refusing': { reconsider: 'queued', complete: 'refused' },
  'distance done': {},
  'distance refused': {},
  'distance declined': {},
  'distance expired': {},
  'distance abandoned': {},
};
const verbs: readonly RequestVerb[] = [
  'edit',
  'submit',
  'invite',
  'amend',
  'consent',
  'gather',
  'pay',
  'decline',
  'expire',
  'reopen',
  'return',
  'resubmit',
  'refuse',
  'reconsider',
  'abandon',
  'complete',
  'issue',
];
const cases = Object.entries(told).flatMap(([given, leads]) =>
  verbs.map(verb => ({ given, verb, leads: leads[verb] ?? null })),
);

/** A request that stands in a state, put there by SQL. */
async function given(where: string): Promise<Pick<ServiceRequest, 'id' | 'state' | 'channel'>> {
  const [channel, state] = where.split(' ') as [Channel, RequestState];
  const id = newId<RequestId>(here.clock());
  const inQueue = state === 'queued' || state === 'refusing';
  const over = ['done', 'refused', 'declined', 'expired', 'abandoned'].includes(state);
  const before = new Date(here.clock().getTime() - 60_000);
  await here.within(tx =>
    sql`insert into requests.request (commune_id, id, office_id, service, channel, state, version, reference, opened_by, applicant_id,
        opened_at, queued_at, decided_at, expires_at)
      values (${here.communeId}, ${id}, ${here.offices[0]?.id}, 'lending-telescopes', ${channel}, ${state}, 3, ${id}, ${clerk.staffId},
        ${here.applicant.personId}, ${before}, ${inQueue ? before : null}, ${over ? before : null}, ${before})`.execute(
      tx,
    ),
  );
  return { id, state, channel };
}

/** What people do to their own request from afar; the rest is the office's, wherever a request came from. */
const ofPeople: readonly RequestVerb[] = ['edit', 'invite', 'amend', 'consent', 'decline', 'resubmit', 'abandon'];

/** Whoever may do it does it: staff with every permission, the applicant, who signs too, or the platform. */
function when(
  verb: RequestVerb,
  { id, channel }: Pick<ServiceRequest, 'id' | 'channel'>,
): Promise<Result<ServiceRequest>> {
  const { communeId, applicant } = here;
  const requests = createRequests({ ...here.ports, isSignatory: async () => true });
  const actor = channel === 'distance' && ofPeople.includes(verb) ? applicant : clerk;
  const asked = { communeId, requestId: id };
  return here.within(tx => {
    switch (verb) {
      case 'gather':
        // A fee that is nought passes by itself; here one is due, so that the step is seen.
        return here.owing.gather(tx, asked, here.clock());
      case 'pay':
        return requests.pay(tx, asked, here.clock());
      case 'expire':
        return requests.expire(tx, asked, here.clock());
      case 'issue':
        return requests.issue(tx, { ...asked, actId: id }, here.clock());
      case 'complete':
        return requests.complete(tx, { ...asked, actId: id }, here.clock());
      default:
        return requests.change(tx, actor, { ...asked, version: 3 }, changeOf(verb), here.clock());
    }
  });
}

function changeOf(verb: AskedChange['verb']): AskedChange {
  if (verb === 'return') return { verb, correction: { fields: [{ field: 'nature', reason: 'wrong' }], note: '' } };
  if (verb === 'refuse') return { verb, refusal: { reason: 'CLOUDS', note: 'Le ciel est couvert.' } };
  if (verb === 'edit' || verb === 'consent' || verb === 'decline') return { verb, what: 'told' };
  return { verb };
}

/** How it may be refused: what is people's own from afar is refused to the office by other words than a state's. */
function refusalsOf({ channel }: Pick<ServiceRequest, 'channel'>, verb: RequestVerb): readonly string[] {
  const byState = 'requests.not-in-this-state';
  const asked = !['gather', 'pay', 'expire', 'complete', 'issue'].includes(verb) && !ofPeople.includes(verb);
  return channel === 'distance' && asked ? [byState, 'requests.not-found', 'requests.not-allowed'] : [byState];
}

describe('the life of a request', () => {
  test.each(cases)('given one that is $given, when $verb, then $leads', async ({ given: where, verb, leads }) => {
    const request = await given(where);
    const result = await when(verb, request);
    const { rows } = await here.within(tx =>
      sql<{
        state: string;
        events: number;
      }>`select state, (select count(*)::int from requests.event where request_id = ${request.id}) as events
        from requests.request where id = ${request.id}`.execute(tx),
    );
    if (leads === null) {
      // What is over by its act answers its recording alike, once more; nothing changes.
      const again =
        (verb === 'complete' || verb === 'issue') && (request.state === 'done' || request.state === 'refused');
      if (again) expect(result).toMatchObject({ ok: true });
      else expect(refusalsOf(request, verb)).toContain(result.ok ? undefined : result.refusal.code);
      expect(rows).toEqual([{ state: request.state, events: 0 }]);
    } else {
      expect(result).toMatchObject({ ok: true, value: { state: leads } });
      expect(rows).toEqual([{ state: leads, events: 1 }]);
    }
  });

  test.each(Object.keys(told))(
    'given one that is %s, when an officer signs, then only what lies with the office is held',
    async where => {
      const request = await given(where);
      const asked = { communeId: here.communeId, requestId: request.id, version: 3 };
      const held = await here.within(tx => here.requests.holdForSigning(tx, clerk, asked));
      const platform = await here.within(tx =>
        here.requests.holdForSigning(tx, { kind: 'system', task: 'test' }, asked),
      );
      const signable = request.state === 'queued' || request.state === 'refusing';
      const unseen = where.startsWith('distance') && !['returned', 'done', 'refused'].includes(request.state);
      for (const [each, code] of [
        [held, unseen ? 'requests.not-found' : 'requests.not-in-this-state'],
        [platform, 'requests.not-in-this-state'],
      ] as const)
        expect(each).toMatchObject(signable ? { ok: true } : { refusal: { code } });
    },
  );
});
