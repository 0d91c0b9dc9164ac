import { type Dispatch, type SetStateAction, useEffect, useEffectEvent } from 'react';
import type { ApiClient } from '../../../api/client/index.ts';
import type { PreparationView } from '../../../api/contract/index.ts';
import { useOffice } from '../office-context.ts';
import { challengeMatches, checkFinal } from './digests.ts';
import type { Gesture } from './stages.ts';

type Keep = (change: (gesture: Gesture) => Gesture) => void;

/** Files on their way at once: enough to hide the network, few enough to leave it to others. */
const atOnce = 3;

/** Receives the final bytes of every prepared act, hashes them here, and compares them with what the passkey would sign. */
export function useFinals(
  preparation: PreparationView | undefined,
  setGesture: Dispatch<SetStateAction<Gesture>>,
  onFailure: (error: unknown) => void,
): void {
  const { api } = useOffice();
  const id = preparation?.state === 'ready' ? preparation.id : undefined;
  const start = useEffectEvent(async (signal: AbortSignal): Promise<void> => {
    if (!preparation) return;
    const keep: Keep = change =>
      setGesture(gesture => (signal.aborted || gesture.preparation?.id !== id ? gesture : change(gesture)));
    try {
      const challengeRight = await challengeMatches(preparation);
      keep(gesture => ({ ...gesture, challengeRight }));
      await receiveAll(api, preparation, signal, keep);
    } catch (error) {
      if (!signal.aborted) onFailure(error);
    }
  });
  useEffect(() => {
    if (id === undefined) return undefined;
    const leaving = new AbortController();
    void start(leaving.signal);
    return () => leaving.abort();
  }, [id]);
}

async function receiveAll(
  api: ApiClient,
  { id, acts, manifest }: PreparationView,
  signal: AbortSignal,
  keep: Keep,
): Promise<void> {
  const waiting = [...acts];
  const receive = async (): Promise<void> => {
    for (let act = waiting.shift(); act; act = waiting.shift()) {
      const { actId } = act;
      const file = await api.call('finalFile', { params: { preparationId: id, actId }, signal });
      const check = await checkFinal(act, new Uint8Array(await file.arrayBuffer()), manifest ?? '');
      keep(gesture => ({ ...gesture, finals: new Map(gesture.finals).set(actId, check) }));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, receive));
}
