import { describe, expect, test } from 'vitest';
import type { PreparationView } from '../../../api/contract/index.ts';
import { type Gesture, isMoving, keepReasons, noGesture, stageOf } from './stages.ts';

const now = Date.parse('2026-11-23T10:42:00Z');
const prepared = (over: Partial<PreparationView> = {}): PreparationView =>
  ({
    state: 'ready',
    expiresAt: '2026-11-23T10:50:00Z',
    acts: [{ actId: 'a' }, { actId: 'b' }],
    ...over,
  }) as PreparationView;
const finals = (a: boolean, b: boolean): Gesture['finals'] =>
  new Map(Object.entries({ a, b }).map(([actId, matches]) => [actId, { actId, matches, bytes: new Uint8Array() }]));
const gesture = (over: Partial<Gesture>): Gesture => ({
  ...noGesture,
  preparation: prepared(),
  now,
  ...over,
});

describe('the stage of a gesture', () => {
  test.each<[string, Gesture, string]>([
    ['nothing prepared', noGesture, 'reading'],
    ['the numbers are being reserved', { ...noGesture, busy: 'preparing' }, 'rendering'],
    ['pages are being made', gesture({ preparation: prepared({ state: 'rendering' }) }), 'rendering'],
    ['nothing has arrived', gesture({ challengeRight: true }), 'checking'],
    ['all files match, the challenge is not compared', gesture({ finals: finals(true, true) }), 'checking'],
    ['everything matches', gesture({ finals: finals(true, true), challengeRight: true }), 'ready'],
    ['one file differs', gesture({ finals: finals(true, false), challengeRight: true }), 'mismatch'],
    ['the challenge differs', gesture({ finals: finals(true, true), challengeRight: false }), 'mismatch'],
    ['the passkey is asked', gesture({ finals: finals(true, true), challengeRight: true, busy: 'asking' }), 'asking'],
    ['it is confirmed', gesture({ preparation: prepared({ state: 'confirmed' }) }), 'sealing'],
    ['it is finished', gesture({ preparation: prepared({ state: 'finished' }) }), 'finished'],
    ['it is cancelled', gesture({ preparation: prepared({ state: 'cancelled' }) }), 'cancelled'],
  ])('when %s', (_, each, stage) => {
    expect(stageOf(each)).toBe(stage);
  });

  test('is over at the very instant of expiry, even when everything matched', () => {
    const ready = gesture({ finals: finals(true, true), challengeRight: true });
    expect(stageOf({ ...ready, now: Date.parse('2026-11-23T10:49:59.999Z') })).toBe('ready');
    expect(stageOf({ ...ready, now: Date.parse('2026-11-23T10:50:00Z') })).toBe('lapsed');
  });

  test('tells what is worth asking about again', () => {
    expect(isMoving(prepared(), 'ready')).toBe(false);
    expect(isMoving(prepared(), 'lapsed')).toBe(true);
    expect(isMoving(prepared({ state: 'confirmed' }), 'sealing')).toBe(true);
    expect(isMoving(prepared({ state: 'finished' }), 'finished')).toBe(false);
  });
});

test('what holds an act up is remembered until the act is sealed', () => {
  const problem = { field: '', code: 'sealing.timestamp-unavailable', params: {}, detail: 'wait' };
  const acts = (state: string, why: typeof problem | null) => ({ acts: [{ actId: 'a', state, problem: why }] });
  const known = acts('sealing', problem) as unknown as PreparationView;
  expect(keepReasons(known, acts('sealing', null) as unknown as PreparationView)).toMatchObject(known);
  expect(keepReasons(known, acts('done', null) as unknown as PreparationView).acts[0]?.problem).toBeNull();
});
