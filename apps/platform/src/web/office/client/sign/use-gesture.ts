import { useCallback, useEffect, useState } from 'react';
import { ApiProblem } from '../../../api/client/index.ts';
import type { PreparationView, RequestLine } from '../../../api/contract/index.ts';
import { useOffice } from '../office-context.ts';
import { type PasskeyAnswer, type PasskeyOptions, SignInFailed } from '../sign-in/authenticate.ts';
import { type Gesture, isMoving, keepReasons, noGesture, type Stage, stageOf, type Trouble } from './stages.ts';
import { useFinals } from './use-finals.ts';

/** Reaches a passkey: the officer's own device, or the demo's simulated one. Rejects with SignInFailed when it was not given. */
export type AskPasskey = (options: PasskeyOptions) => Promise<PasskeyAnswer>;

/** One gesture of the officer, followed from the reservation of numbers to the sealed acts. */
export interface SigningGesture extends Gesture {
  readonly stage: Stage;
  /** Until the preparation lapses. */
  readonly secondsLeft: number;
  readonly prepare: (lines: readonly RequestLine[]) => void;
  /** Takes up a preparation that was made before this screen was opened. */
  readonly resume: (preparation: PreparationView) => void;
  /** Asks the passkey if, and only if, everything matched. */
  readonly confirm: (ask: AskPasskey) => void;
  /** Gives the preparation up for good: its numbers are cancelled in the register. */
  readonly cancel: () => void;
  /** Back to reading. Numbers that wait stay reserved for the next preparation of the same requests. */
  readonly close: () => void;
}

type Change = (change: (gesture: Gesture) => Gesture) => void;

/** Milliseconds between two questions about a preparation that moves. */
const pollEvery = 1200;

/** Follows one gesture. What is refused is kept as `trouble`. */
export function useGesture(): SigningGesture {
  const { t, api } = useOffice();
  const [gesture, setGesture] = useState(noGesture);
  const { preparation } = gesture;
  const stage = stageOf(gesture);
  const noPasskey = t('office.sign-no-passkey');
  const fail = useCallback(
    (error: unknown) => setGesture(before => ({ ...before, busy: undefined, trouble: troubleOf(error, noPasskey) })),
    [noPasskey],
  );
  const learn = useCallback((found: PreparationView) => setGesture(before => heard(before, found)), []);
  useTicking(preparation !== undefined, setGesture);
  useFinals(preparation, setGesture, fail);
  usePolling(preparation, stage, learn);

  const attempt = (busy: Gesture['busy'], work: () => Promise<PreparationView>): void => {
    setGesture(before => ({ ...before, busy, trouble: undefined }));
    work().then(learn, fail);
  };
  const params = { preparationId: preparation?.id ?? '' };
  return {
    ...gesture,
    stage,
    secondsLeft: preparation ? Math.max(0, Math.ceil((Date.parse(preparation.expiresAt) - gesture.now) / 1000)) : 0,
    prepare: lines => {
      const requests = lines.map(({ id, version }) => ({ id, version }));
      setGesture(noGesture);
      attempt('preparing', () => api.call('prepare', { body: { requests } }));
    },
    resume: found => {
      setGesture(noGesture);
      learn(found);
    },
    confirm: ask => {
      const options = preparation?.authentication;
      if (stage !== 'ready' || !options) return;
      attempt('asking', async () => {
        const { id, rawId, type, response } = await ask(options);
        return api.call('confirm', { params, body: { assertion: { id, rawId, type, response } } });
      });
    },
    cancel: () => attempt('cancelling', () => api.call('cancelPreparation', { params })),
    close: () => setGesture(noGesture),
  };
}

/** What an answer of the server tells: how far the preparation is, and by how much this device's clock is wrong. */
function heard(before: Gesture, preparation: PreparationView): Gesture {
  const now = Date.parse(preparation.now);
  return {
    ...before,
    preparation: keepReasons(before.preparation, preparation),
    busy: undefined,
    now,
    clockAhead: Date.now() - now,
  };
}

/** Sentences for what was refused; anything else is a bug and is thrown on. */
function troubleOf(error: unknown, noPasskey: string): Trouble {
  if (error instanceof ApiProblem) return error.problem;
  if (error instanceof SignInFailed) return { detail: error.detail ?? noPasskey, errors: [] };
  throw error;
}

function useTicking(active: boolean, change: Change): void {
  useEffect(() => {
    if (!active) return undefined;
    const tick = (): void => change(gesture => ({ ...gesture, now: Date.now() - gesture.clockAhead }));
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [active, change]);
}

function usePolling(
  preparation: PreparationView | undefined,
  stage: Stage,
  learn: (preparation: PreparationView) => void,
): void {
  const { api } = useOffice();
  const id = preparation && isMoving(preparation, stage) ? preparation.id : undefined;
  useEffect(() => {
    if (id === undefined) return undefined;
    const leaving = new AbortController();
    let asking = false;
    const ask = async (): Promise<void> => {
      if (asking) return;
      asking = true;
      try {
        const found = await api.call('readPreparation', { params: { preparationId: id }, signal: leaving.signal });
        if (!leaving.signal.aborted) learn(found);
      } catch (error) {
        // A refusal here (a right that was withdrawn) is met again, and shown, by the next thing that is done.
        if (!(error instanceof ApiProblem) && !leaving.signal.aborted) throw error;
      } finally {
        asking = false;
      }
    };
    const timer = setInterval(() => void ask(), pollEvery);
    return () => {
      clearInterval(timer);
      leaving.abort();
    };
  }, [api, id, learn]);
}
