import { useCallback, useEffect, useState } from 'react';
import { ApiProblem } from '../../../api/client/index.ts';
import type { MergeExaminedView, MergeView, ProblemBody } from '../../../api/contract/index.ts';
import { useOffice } from '../office-context.ts';

/** The merges of the commune, and the one that is open. */
export interface Merges {
  readonly merges: readonly MergeView[] | undefined;
  readonly examined: MergeExaminedView | undefined;
  readonly problem: ProblemBody | undefined;
  /** What became of the last decision. */
  readonly outcome: MergeView['state'] | undefined;
  /** Opens both files of a merge: their persons see it. */
  readonly open: (id: string) => void;
  readonly close: () => void;
  /** Something changed: loads the list again and says what became of it. */
  readonly changed: (outcome: MergeView['state']) => void;
}

/** Loads the merges, and the files of one when it is opened. */
export function useMerges(): Merges {
  const { api } = useOffice();
  const [merges, setMerges] = useState<readonly MergeView[]>();
  const [examined, setExamined] = useState<MergeExaminedView>();
  const [problem, setProblem] = useState<ProblemBody>();
  const [outcome, setOutcome] = useState<MergeView['state']>();
  const guarded = useCallback(async (work: () => Promise<void>) => {
    setProblem(undefined);
    try {
      await work();
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setProblem(error.problem);
    }
  }, []);
  const load = useCallback(
    () => guarded(async () => setMerges((await api.call('listMerges', {})).merges)),
    [api, guarded],
  );
  useEffect(() => {
    const first = setTimeout(() => void load(), 0);
    return () => clearTimeout(first);
  }, [load]);
  return {
    merges,
    examined,
    problem,
    outcome,
    open: mergeId =>
      void guarded(async () => {
        setOutcome(undefined);
        setExamined(await api.call('examineMerge', { params: { mergeId } }));
      }),
    close: () => setExamined(undefined),
    changed: next => {
      setExamined(undefined);
      setOutcome(next);
      void load();
    },
  };
}
