import { describe, expect, test } from 'vitest';
import type { RequestView } from '../../../api/contract/index.ts';
import { nextStep, stageStates, stepOf } from './next-step.ts';

/** A request in that state, lacking something in those places of the screen. */
function request(state: RequestView['state'], fields: readonly string[]): RequestView {
  const missing = fields.map(field => ({ field, code: 'legalisation.lack', params: {}, detail: '' }));
  return { state, missing } as unknown as RequestView;
}

describe('the next thing to do', () => {
  test.each([
    ['signatories', { kind: 'find' }],
    ['identity:p1', { kind: 'identity', field: 'identity:p1' }],
    ['signature:p1', { kind: 'sign', personId: 'p1' }],
    ['consent:p1', { kind: 'sign', personId: 'p1' }],
    ['witness:p1:2', { kind: 'witness', personId: 'p1', position: 2 }],
    ['document', { kind: 'document' }],
    ['page:g1', { kind: 'page', pageId: 'g1' }],
    ['nature', { kind: 'nature' }],
    ['stampPlace', { kind: 'stamp' }],
    ['check:no-blanks', { kind: 'check', code: 'no-blanks' }],
  ])('of what is missing at %s leads to its place', (field, step) => {
    expect(stepOf(field)).toEqual(step);
    expect(nextStep(request('draft', [field, 'nature']), false)).toEqual(step);
  });

  test('is whatever else is missing before the slip of who comes another day', () => {
    expect(nextStep(request('draft', ['awaited:a1', 'nature']), false)).toEqual({ kind: 'nature' });
    expect(nextStep(request('draft', ['awaited:a1']), false)).toEqual({ kind: 'awaited' });
  });

  test('is to find a person when the desk is empty', () => {
    expect(nextStep(undefined, false)).toEqual({ kind: 'find' });
  });

  test('of a whole draft is the officer, or signing for whoever is the officer too', () => {
    expect(nextStep(request('draft', []), false)).toEqual({ kind: 'submit' });
    expect(nextStep(request('draft', []), true)).toEqual({ kind: 'act' });
    expect(nextStep(request('queued', []), true)).toEqual({ kind: 'act' });
    expect(nextStep(request('queued', []), false)).toEqual({ kind: 'rest' });
    expect(nextStep(request('done', []), true)).toEqual({ kind: 'rest' });
  });
});

test('a stage is done when nothing of it is missing, and the first that is not is in hand', () => {
  expect(stageStates(undefined)).toMatchObject({ person: 'now', stamp: 'next' });
  expect(stageStates(request('draft', ['document', 'check:read']))).toEqual({
    person: 'done',
    signature: 'done',
    document: 'now',
    stamp: 'next',
  });
  expect(stageStates(request('draft', []))).toMatchObject({ person: 'done', stamp: 'done' });
});
