import { describe, expect, test } from 'vitest';
import { asId } from '../../kernel/index.ts';
import { decide, nextState } from './decide.ts';
import type { RequestChange, RequestState, RequestVerb, ServiceRequest } from './model.ts';

const id = '0198b4a0-0000-7000-8000-000000000001';
const opened = new Date('2026-11-23T09:00:00Z');
const now = new Date('2026-11-23T09:10:00Z');

function given(state: RequestState): ServiceRequest {
  return {
    communeId: asId(id),
    id: asId(id),
    officeId: asId(id),
    service: 'lending-telescopes',
    channel: 'counter',
    state,
    version: 4,
    reference: 'MAA03-7K3D',
    openedBy: asId(id),
    openedAt: opened,
    applicantId: null,
    queuedAt: state === 'draft' ? null : opened,
    decidedAt: null,
    dueAt: null,
    expiresAt: null,
    refusal: null,
    correction: null,
    resubmissionOf: null,
  };
}

const facts = { version: 4, beingSigned: false, refusalReasons: ['BLANK'] };
const changes: Record<RequestVerb, RequestChange> = {
  edit: { verb: 'edit', what: 'page-added' },
  submit: { verb: 'submit' },
  invite: { verb: 'invite' },
  amend: { verb: 'amend' },
  consent: { verb: 'consent', what: 'consented', subjectId: id },
  gather: { verb: 'gather' },
  pay: { verb: 'pay' },
  decline: { verb: 'decline', what: 'declined', subjectId: id },
  expire: { verb: 'expire' },
  reopen: { verb: 'reopen' },
  return: { verb: 'return', correction: { fields: [{ field: 'nature', reason: 'wrong' }], note: '' } },
  resubmit: { verb: 'resubmit' },
  refuse: { verb: 'refuse', refusal: { reason: 'BLANK', note: 'The second page is empty.' } },
  reconsider: { verb: 'reconsider' },
  abandon: { verb: 'abandon' },
  complete: { verb: 'complete', actId: id },
  issue: { verb: 'issue', actId: id },
};
const expected: Record<RequestState, Partial<Record<RequestVerb, RequestState>>> = {
  draft: {
    edit: 'draft',
    submit: 'queued',
    invite: 'collecting',
    refuse: 'refusing',
    abandon: 'abandoned',
    expire: 'expired',
    issue: 'done',
  },
  collecting: {
    edit: 'collecting',
    consent: 'collecting',
    gather: 'payable',
    amend: 'draft',
    decline: 'declined',
    abandon: 'abandoned',
    expire: 'expired',
  },
  payable: { pay: 'queued', abandon: 'abandoned', expire: 'expired' },
  queued: { reopen: 'draft', return: 'returned', refuse: 'refusing', complete: 'done' },
  returned: {
    edit: 'returned',
    resubmit: 'queued',
    invite: 'collecting',
    reopen: 'draft',
    abandon: 'abandoned',
    expire: 'expired',
  },
  refusing: { reconsider: 'queued', reopen: 'draft', complete: 'refused' },
  done: {},
  refused: {},
  declined: {},
  expired: {},
  abandoned: {},
};
const states = Object.keys(expected) as RequestState[];
const verbs = Object.keys(changes) as RequestVerb[];
const cases = states.flatMap(state => verbs.map(verb => ({ state, verb, to: expected[state][verb] })));

describe('every change in every state', () => {
  test.each(cases)('$state + $verb → $to', ({ state, verb, to }) => {
    // What comes back to a counter is a draft again before it is edited: it is edited as it lies only at home.
    const channel = state === 'returned' && verb === 'edit' ? 'distance' : 'counter';
    const result = decide({ ...given(state), channel }, changes[verb], facts, now);
    expect(nextState(state, verb)).toBe(to);
    if (to === undefined) {
      expect(result).toEqual({ ok: false, refusal: { code: 'requests.not-in-this-state', params: { state } } });
      return;
    }
    expect(result.ok && result.value.request).toMatchObject({ state: to, version: 5 });
    expect(result.ok && result.value.event.version).toBe(5);
  });
});

describe('dates', () => {
  test('a request joins the queue when it is submitted, and leaves it when taken back', () => {
    const queued = decide(given('draft'), changes.submit, facts, now);
    expect(queued.ok && queued.value.request.queuedAt).toEqual(now);
    const back = decide(given('queued'), changes.reopen, facts, now);
    expect(back.ok && back.value.request.queuedAt).toBeNull();
  });

  test('what is done is decided now and keeps when it was queued; a refusal is decided when it is signed', () => {
    const done = decide(given('queued'), changes.complete, facts, now);
    expect(done.ok && done.value.request).toMatchObject({ queuedAt: opened, decidedAt: now });
    const proposed = decide(given('queued'), changes.refuse, facts, now);
    expect(proposed.ok && proposed.value.request).toMatchObject({ queuedAt: opened, decidedAt: null });
    const signed = decide(given('refusing'), changes.complete, facts, now);
    expect(signed.ok && signed.value.request).toMatchObject({ queuedAt: opened, decidedAt: now });
  });
});

describe('refusals', () => {
  test.each(verbs)('%s on an older version says that somebody was faster', verb => {
    const result = decide(given('draft'), changes[verb], { ...facts, version: 3 }, now);
    expect(result).toEqual({
      ok: false,
      refusal: { code: 'requests.changed-meanwhile', params: { state: 'draft', version: 4 } },
    });
  });

  test.each(['reopen', 'refuse'] as const)('%s waits while the act is being sealed', verb => {
    const result = decide(given('queued'), changes[verb], { ...facts, beingSigned: true }, now);
    expect(result).toMatchObject({ ok: false, refusal: { code: 'requests.being-signed' } });
  });

  test('an officer refuses only for a reason of the catalogue, and explains it', () => {
    const unknown = decide(given('queued'), { verb: 'refuse', refusal: { reason: 'MOOD', note: 'No.' } }, facts, now);
    expect(unknown).toMatchObject({ ok: false, refusal: { code: 'requests.unknown-reason' } });
    const mute = decide(given('queued'), { verb: 'refuse', refusal: { reason: 'BLANK', note: '  ' } }, facts, now);
    expect(mute).toMatchObject({ ok: false, refusal: { code: 'requests.note-missing' } });
  });

  test('the note of a refusal stays out of the event', () => {
    const result = decide(given('queued'), changes.refuse, facts, now);
    expect(result.ok && result.value.event.data).toEqual({ reason: 'BLANK' });
    expect(result.ok && result.value.request.refusal?.note).toBe('The second page is empty.');
  });
});
