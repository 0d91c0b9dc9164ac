import { useCallback, useEffect, useRef, useState } from 'react';
import { ApiProblem } from '../../../api/client/index.ts';
import type { ProblemBody, QueueCountsAnswer, QueueLineView } from '../../../api/contract/index.ts';
import { useOffice } from '../office-context.ts';
import { type Filters, queryOf } from './filters.ts';

/** The list as it was last read. */
export interface List {
  /** Undefined until it was read once. */
  readonly lines: readonly QueueLineView[] | undefined;
  readonly counts: QueueCountsAnswer | undefined;
  readonly hasMore: boolean;
  readonly problem: ProblemBody | undefined;
  /** Reads the list again, as many lines as stand there. */
  readonly look: () => Promise<void>;
  readonly loadMore: () => Promise<void>;
}

/** Milliseconds between two looks while the screen is looked at. */
const rhythm = 20_000;
const page = 50;

/** Reads what is asked for, now and then again, and further when asked. */
export function useList(filters: Filters): List {
  const { api, office } = useOffice();
  const [read, setRead] = useState<Pick<List, 'lines' | 'counts' | 'problem'> & { readonly next: string | null }>({
    lines: undefined,
    counts: undefined,
    problem: undefined,
    next: null,
  });
  const shown = useRef(page);
  const asked = useRef(0);
  const look = useCallback(async () => {
    const mine = ++asked.current;
    const query = queryOf(filters, office.id);
    try {
      const [list, counts] = await Promise.all([
        api.call('listQueue', { query: { ...query, limit: Math.min(200, shown.current) } }),
        api.call('countQueue', { query: filters.everyOffice ? {} : { office: office.id } }),
      ]);
      if (mine === asked.current) setRead({ lines: list.lines, counts, problem: undefined, next: list.next });
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setRead(before => ({ ...before, lines: before.lines ?? [], problem: error.problem }));
    }
  }, [api, office.id, filters]);
  useEffect(() => {
    shown.current = page;
    const first = setTimeout(() => void look(), 0);
    const timer = setInterval(() => document.visibilityState === 'visible' && void look(), rhythm);
    return () => {
      clearTimeout(first);
      clearInterval(timer);
    };
  }, [look]);
  const loadMore = async (): Promise<void> => {
    const { next } = read;
    if (next === null) return;
    const more = await api.call('listQueue', { query: { ...queryOf(filters, office.id), limit: page, after: next } });
    shown.current += page;
    setRead(before => ({ ...before, lines: [...(before.lines ?? []), ...more.lines], next: more.next }));
  };
  const { next, ...rest } = read;
  return { ...rest, hasMore: next !== null, look, loadMore };
}
