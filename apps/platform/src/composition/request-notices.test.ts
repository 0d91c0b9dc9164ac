import { describe, expect, test } from 'vitest';
import { type CommuneId, newId, type OfficeId, type PersonId, type RequestId } from '../kernel/index.ts';
import type { RequestState } from '../modules/requests/index.ts';
import { newsOf } from './request-notices.ts';

const now = new Date('2026-11-28T09:00:00Z');

function request(state: RequestState, channel: 'counter' | 'distance') {
  return {
    communeId: newId<CommuneId>(now),
    id: newId<RequestId>(now),
    officeId: newId<OfficeId>(now),
    service: 'signature-legalisation',
    channel,
    state,
    version: 4,
    reference: 'MAA03-7K3D',
    openedBy: null,
    applicantId: newId<PersonId>(now),
    openedAt: now,
    queuedAt: null,
    decidedAt: null,
    dueAt: null,
    expiresAt: null,
    refusal: null,
    correction: null,
    resubmissionOf: null,
  } as const;
}

const told = (before: RequestState | null, after: RequestState, channel: 'counter' | 'distance' = 'distance') =>
  newsOf({ before, request: request(after, channel) });

describe('what a step is worth telling', () => {
  test.each<[RequestState, RequestState, unknown]>([
    ['draft', 'collecting', { event: 'request-received', to: 'applicant' }],
    ['payable', 'queued', { event: 'queued', to: 'everybody' }],
    ['returned', 'queued', { event: 'queued', to: 'everybody' }],
    ['queued', 'returned', { event: 'returned', to: 'applicant' }],
    ['refusing', 'refused', { event: 'refused', to: 'everybody' }],
    ['collecting', 'declined', { event: 'declined', to: 'everybody' }],
    ['collecting', 'expired', { event: 'expired', to: 'everybody' }],
    ['collecting', 'abandoned', { event: 'abandoned', to: 'everybody' }],
    // An officer has it on the table and decides nothing yet.
    ['queued', 'refusing', undefined],
    ['refusing', 'queued', undefined],
    // Its recording tells of an act.
    ['queued', 'done', undefined],
    ['draft', 'draft', undefined],
    ['collecting', 'collecting', undefined],
    ['draft', 'abandoned', undefined],
  ])('%s to %s', (before, after, expected) => {
    expect(told(before, after)).toEqual(expected);
  });

  test('at a counter, people see for themselves that it is opened and handed over', () => {
    expect(told(null, 'draft', 'counter')).toBeUndefined();
    expect(told('draft', 'queued', 'counter')).toBeUndefined();
    expect(told('returned', 'queued', 'counter')).toEqual({ event: 'queued', to: 'everybody' });
    expect(told('queued', 'returned', 'counter')).toEqual({ event: 'returned', to: 'applicant' });
  });
});
