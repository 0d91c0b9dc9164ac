import { useCallback, useEffect, useState } from 'react';
import { ApiProblem } from '../../../api/client/index.ts';
import type { ProblemBody } from '../../../api/contract/index.ts';

/** Calls that may be refused: one at a time, the last refusal kept to be shown. */
export function useCalls() {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ProblemBody>();
  const run = useCallback(async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    setBusy(true);
    setProblem(undefined);
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setProblem(error.problem);
      return undefined;
    } finally {
      setBusy(false);
    }
  }, []);
  return { busy, problem, run };
}

/** A list that is fetched when the screen opens, and again when asked. */
export function useFetched<T>(fetch: () => Promise<T>): { readonly value: T | undefined; readonly again: () => void } {
  const [value, setValue] = useState<T>();
  const [round, setRound] = useState(0);
  useEffect(() => {
    let current = true;
    void fetch().then(found => current && setValue(found));
    return () => {
      current = false;
    };
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- fetched anew by round alone
  }, [round]);
  return { value, again: () => setRound(before => before + 1) };
}
