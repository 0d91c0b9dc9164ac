import { describe, expect, test } from 'vitest';
import type { RequestView } from '../../../api/contract/index.ts';
import { nextStep, spots, stepOf } from './next-step.ts';

const request = (state: RequestView['state'], ...fields: readonly string[]): RequestView =>
  ({ state, missing: fields.map(field => ({ field, code: 'x', detail: 'x' })) }) as unknown as RequestView;

describe('the next step of a certified copy', () => {
  test('begins with whoever shows the original', () => {
    expect(nextStep(undefined)).toEqual({ kind: 'find' });
  });

  test('leads to the first thing that is missing', () => {
    expect(nextStep(request('draft', 'compared:7', 'kind'))).toEqual({ kind: 'compare', pageId: '7' });
    expect(nextStep(request('draft', 'signature:9'))).toEqual({ kind: 'sign', personId: '9' });
    expect(nextStep(request('draft', 'check:original'))).toEqual({ kind: 'field', spot: spots.check('original') });
  });

  test('hands over what lacks nothing, and rests once it was', () => {
    expect(nextStep(request('draft'))).toEqual({ kind: 'submit' });
    expect(nextStep(request('queued'))).toEqual({ kind: 'rest' });
  });

  test('leads to the holder where a lack is about them', () => {
    expect(stepOf('identity:1')).toEqual({ kind: 'field', spot: spots.holder });
    expect(stepOf('mandate:1')).toEqual({ kind: 'field', spot: spots.holder });
  });
});
