import { useCallback, useEffect, useState } from 'react';
import { type ApiClient, ApiProblem } from '../../../../api/client/index.ts';
import type { PreparationView, RequestLine } from '../../../../api/contract/index.ts';
import { useOffice } from '../../office-context.ts';

/** What waits for the officer. */
export interface Queue {
  /** Confirmed gestures whose acts are still being sealed. */
  readonly sealing: readonly PreparationView[];
  /** Reads the queue at once. */
  readonly look: () => Promise<void>;
}

/** Milliseconds between two looks at the queue while the screen is looked at. */
const lookEvery = 8000;

/** Reads the queue of the office now, then again and again: acts to sign, then refusals. What is being sealed is told apart: nothing more can be decided about it. */
export function useQueue(onListed: (lines: readonly RequestLine[]) => void): Queue {
  const { api, office } = useOffice();
  const [sealing, setSealing] = useState<readonly PreparationView[]>([]);
  const look = useCallback(async () => {
    const params = { officeId: office.id };
    const [queued, refusing] = await Promise.all([
      api.call('listRequests', { params, query: { state: 'queued' } }),
      api.call('listRequests', { params, query: { state: 'refusing' } }),
    ]);
    const requests = [...queued.requests, ...refusing.requests];
    const confirmed = await findConfirmed(api, requests);
    const taken = new Set(confirmed.flatMap(({ acts }) => acts.map(({ requestId }) => requestId)));
    setSealing(confirmed);
    onListed(requests.filter(({ id }) => !taken.has(id)));
  }, [api, office.id, onListed]);
  useEffect(() => {
    const first = setTimeout(() => void look(), 0);
    const timer = setInterval(() => document.visibilityState === 'visible' && void look(), lookEvery);
    return () => {
      clearTimeout(first);
      clearInterval(timer);
    };
  }, [look]);
  return { sealing, look };
}

/** Of the preparations that hold requests of the queue, those that were confirmed. An unconfirmed one may simply be made anew. */
async function findConfirmed(api: ApiClient, lines: readonly RequestLine[]): Promise<readonly PreparationView[]> {
  const ids = new Set(lines.flatMap(({ preparationId }) => preparationId ?? []));
  const found = await Promise.all([...ids].map(preparationId => readPreparation(api, preparationId)));
  return found
    .filter(preparation => preparation?.state === 'confirmed')
    .filter(preparation => preparation !== undefined);
}

async function readPreparation(api: ApiClient, preparationId: string): Promise<PreparationView | undefined> {
  try {
    return await api.call('readPreparation', { params: { preparationId } });
  } catch (error) {
    // A colleague's, which this officer may not follow.
    if (error instanceof ApiProblem) return undefined;
    throw error;
  }
}
