import { useCallback, useEffect } from 'react';
import type { RequestLine } from '../../../../api/contract/index.ts';
import { useOffice } from '../../office-context.ts';

/** Milliseconds between two looks at the queue while the screen is looked at. */
const lookEvery = 8000;

/** Reads the queue of the office now, then again and again; answers a way to read it at once. */
export function useQueue(onListed: (lines: readonly RequestLine[]) => void): () => Promise<void> {
  const { api, office } = useOffice();
  const look = useCallback(async () => {
    const { requests } = await api.call('listRequests', {
      params: { officeId: office.id },
      query: { state: 'queued' },
    });
    onListed(requests);
  }, [api, office.id, onListed]);
  useEffect(() => {
    void look();
    const timer = setInterval(() => document.visibilityState === 'visible' && void look(), lookEvery);
    return () => clearInterval(timer);
  }, [look]);
  return look;
}
