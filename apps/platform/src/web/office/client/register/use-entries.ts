import { useCallback, useEffect, useRef, useState } from 'react';
import { ApiProblem } from '../../../api/client/index.ts';
import type { ProblemBody, RegisterEntryView, RegisterSearchBody } from '../../../api/contract/index.ts';
import { useOffice } from '../office-context.ts';

/** Entries that answer a search, page after page. */
export interface Entries {
  readonly entries: readonly RegisterEntryView[] | undefined;
  readonly problem: ProblemBody | undefined;
  readonly busy: boolean;
  /** Loads the page after; undefined at the end. */
  readonly more: (() => void) | undefined;
  readonly reload: () => void;
}

/** Loads what a search finds in an office's year. An answer that comes after a later question is not shown. */
export function useEntries(officeId: string, search: RegisterSearchBody): Entries {
  const { api } = useOffice();
  const [entries, setEntries] = useState<readonly RegisterEntryView[]>();
  const [next, setNext] = useState<number | null>(null);
  const [problem, setProblem] = useState<ProblemBody>();
  const [busy, setBusy] = useState(false);
  const latest = useRef(0);
  const load = useCallback(
    async (before: number | null, kept: readonly RegisterEntryView[]) => {
      latest.current += 1;
      const turn = latest.current;
      setBusy(true);
      setProblem(undefined);
      try {
        const body = { ...search, ...(before !== null && { before }) };
        const page = await api.call('searchRegister', { params: { officeId }, body });
        if (latest.current !== turn) return;
        setEntries([...kept, ...page.entries]);
        setNext(page.next);
      } catch (error) {
        if (!(error instanceof ApiProblem)) throw error;
        if (latest.current === turn) setProblem(error.problem);
      } finally {
        if (latest.current === turn) setBusy(false);
      }
    },
    [api, officeId, search],
  );
  useEffect(() => {
    const first = setTimeout(() => void load(null, []), 0);
    return () => clearTimeout(first);
  }, [load]);
  return {
    entries,
    problem,
    busy,
    more: next === null ? undefined : () => void load(next, entries ?? []),
    reload: () => void load(null, []),
  };
}
