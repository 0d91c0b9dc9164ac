import { useCallback, useEffect, useRef, useState } from 'react';
import { ApiProblem } from '../../../../api/client/index.ts';
import type { RequestLine } from '../../../../api/contract/index.ts';
import { useOffice } from '../../office-context.ts';

/** States whose requests a counter looks at. */
const watched = ['draft', 'queued', 'returned', 'refusing', 'refused', 'done'] as const;

export interface Queue {
  readonly lines: Readonly<Record<(typeof watched)[number], readonly RequestLine[]>>;
  /** The server's clock when the lines were read. */
  readonly now: Date;
}

const none: Queue['lines'] = { draft: [], queued: [], returned: [], refusing: [], refused: [], done: [] };

/** Milliseconds between two readings while the screen is looked at. */
const rhythm = 15_000;

/** A service’s requests at the office, read again now and then, and whenever `changed` does. */
export function useQueue(changed: unknown, service = 'signature-legalisation'): Queue {
  const { api, office } = useOffice();
  const [queue, setQueue] = useState<Queue>(() => ({ lines: none, now: new Date() }));
  const read = useCallback(async () => {
    const ask = async (state: (typeof watched)[number]) => {
      const answer = await api.call('listRequests', { params: { officeId: office.id }, query: { state } });
      return { ...answer, requests: answer.requests.filter(line => line.service === service) };
    };
    try {
      const [draft, queued, returned, refusing, refused, done] = await Promise.all([
        ask('draft'),
        ask('queued'),
        ask('returned'),
        ask('refusing'),
        ask('refused'),
        ask('done'),
      ]);
      const lines = {
        draft: draft.requests,
        queued: queued.requests,
        returned: returned.requests,
        refusing: refusing.requests,
        refused: newestFirst(refused.requests),
        done: newestFirst(done.requests),
      };
      setQueue({ lines, now: new Date(draft.now) });
    } catch (error) {
      // A queue that may not be read is shown empty; whatever else is wrong is said by the desk.
      if (!(error instanceof ApiProblem)) throw error;
    }
  }, [api, office.id, service]);
  useEffect(() => {
    const first = setTimeout(() => void read(), 0);
    const timer = setInterval(() => document.visibilityState === 'visible' && void read(), rhythm);
    return () => {
      clearTimeout(first);
      clearInterval(timer);
    };
  }, [read]);
  const seen = useRef(changed);
  useEffect(() => {
    if (seen.current === changed) return;
    seen.current = changed;
    void read();
  }, [read, changed]);
  return queue;
}

/** The last acts made, for papers that are still to be printed. */
function newestFirst(lines: readonly RequestLine[]): readonly RequestLine[] {
  return lines.toSorted((a, b) => (b.queuedAt ?? '').localeCompare(a.queuedAt ?? '')).slice(0, 8);
}
