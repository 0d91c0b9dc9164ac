import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { type ApiClient, ApiProblem } from '../../../../api/client/index.ts';
import type { RequestLine, RequestView } from '../../../../api/contract/index.ts';
import { useOffice } from '../../office-context.ts';
import { readingOf } from '../table.ts';

/** A request as the officer reads it: its file, and the act as it would be. */
export type Draft =
  | { readonly kind: 'loading' }
  | { readonly kind: 'here'; readonly request: RequestView; readonly bytes: Uint8Array }
  | { readonly kind: 'failed'; readonly detail: string };

/** Drafts kept at hand: going back and forth must not wait. */
const most = 24;

/** The draft of the open request; the next one is fetched meanwhile. The second value asks again after a failure. */
export function useDraft(line: RequestLine | undefined, next: RequestLine | undefined): readonly [Draft, () => void] {
  const { api } = useOffice();
  const kept = useRef(new Map<string, Promise<Draft>>());
  const [found, setFound] = useState<{ readonly of: string; readonly draft: Draft }>();
  const key = line && readingOf(line);
  const opened = useRef(key);
  const load = async (): Promise<void> => {
    if (!line) return;
    const draft = await keep(kept.current, api, line);
    // One that was opened before and arrives later must not take the place of what lies open now.
    if (opened.current === readingOf(line)) setFound({ of: readingOf(line), draft });
    if (draft.kind === 'failed') kept.current.delete(readingOf(line));
    else if (next) await keep(kept.current, api, next);
  };
  const onOpened = useEffectEvent(() => void load());
  useEffect(() => {
    opened.current = key;
    if (key !== undefined) onOpened();
  }, [key]);
  const retry = (): void => {
    setFound(undefined);
    void load();
  };
  // A draft that arrives after another request was opened is kept, but not shown.
  return [found && found.of === key ? found.draft : { kind: 'loading' }, retry];
}

function keep(kept: Map<string, Promise<Draft>>, api: ApiClient, line: RequestLine): Promise<Draft> {
  const key = readingOf(line);
  const draft = kept.get(key) ?? fetchDraft(api, line);
  kept.delete(key);
  kept.set(key, draft);
  for (const oldest of [...kept.keys()].slice(0, -most)) kept.delete(oldest);
  return draft;
}

async function fetchDraft(api: ApiClient, line: RequestLine): Promise<Draft> {
  const params = { requestId: line.id };
  try {
    const [request, file] = await Promise.all([
      api.call('readRequest', { params }),
      api.call('draftPreview', { params, query: { v: String(line.version) } }),
    ]);
    return { kind: 'here', request, bytes: new Uint8Array(await file.arrayBuffer()) };
  } catch (error) {
    if (error instanceof ApiProblem) return { kind: 'failed', detail: error.problem.detail };
    throw error;
  }
}
