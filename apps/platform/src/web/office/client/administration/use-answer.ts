import { useCallback, useEffect, useRef, useState } from 'react';
import { ApiProblem } from '../../../api/client/index.ts';
import type { ProblemBody } from '../../../api/contract/index.ts';

/** What the server was asked for: nothing yet, the answer, or why not. */
export interface Asked<T> {
  readonly answer: T | undefined;
  readonly problem: ProblemBody | undefined;
  readonly reload: () => void;
}

/** Asks when the screen opens, whenever `ask` changes (keep it with useCallback), and again on `reload`. */
export function useAnswer<T>(ask: () => Promise<T>): Asked<T> {
  const [answer, setAnswer] = useState<T>();
  const [problem, setProblem] = useState<ProblemBody>();
  const latest = useRef(0);
  const reload = useCallback(() => {
    latest.current += 1;
    const turn = latest.current;
    // An answer that comes after a later question is not shown.
    const current = (): boolean => latest.current === turn;
    ask().then(
      value => {
        if (current()) setAnswer(value);
      },
      error => {
        if (!(error instanceof ApiProblem)) throw error;
        if (current()) setProblem(error.problem);
      },
    );
  }, [ask]);
  useEffect(() => {
    const first = setTimeout(reload, 0);
    return () => clearTimeout(first);
  }, [reload]);
  return { answer, problem, reload };
}

/** A change on its way: whether it runs, and what the server said against it. */
export interface Change {
  readonly busy: boolean;
  readonly problem: ProblemBody | undefined;
  /** Runs it; what is thrown by the server is shown, what passes is what `work` goes on with. */
  readonly run: (work: () => Promise<void>) => void;
}

/** One change at a time, with its problem. */
export function useChange(): Change {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ProblemBody>();
  const run = useCallback((work: () => Promise<void>) => {
    setBusy(true);
    setProblem(undefined);
    work()
      .catch((error: unknown) => {
        if (!(error instanceof ApiProblem)) throw error;
        setProblem(error.problem);
      })
      .finally(() => setBusy(false));
  }, []);
  return { busy, problem, run };
}
