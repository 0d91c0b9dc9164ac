import { useState } from 'react';
import { ApiProblem } from '../../../../api/client/index.ts';
import { openPaper } from '../../counter/open-paper.ts';

/** Opens a paper, to be looked at or printed. */
export type Print = (make: () => Promise<Blob>) => void;

/** Opens papers; what the server refuses is kept as a sentence. */
export function usePrinter(): { readonly print: Print; readonly failure: string | undefined } {
  const [failure, setFailure] = useState<string>();
  const print = async (make: () => Promise<Blob>): Promise<void> => {
    setFailure(undefined);
    try {
      await openPaper(make);
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setFailure(error.problem.detail);
    }
  };
  return { print: make => void print(make), failure };
}
