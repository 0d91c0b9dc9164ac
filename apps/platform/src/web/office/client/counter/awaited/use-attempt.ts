import { useRef, useState } from 'react';
import { ApiProblem } from '../../../../api/client/index.ts';

/** One intention that may be sent again: its key stays until something was refused, whose sentence is then told. */
export function useAttempt(): {
  readonly problem: string | undefined;
  /** Answers whether it was done. */
  readonly make: (send: (key: string) => Promise<unknown>) => Promise<boolean>;
} {
  const key = useRef(crypto.randomUUID());
  const [problem, setProblem] = useState<string>();
  return {
    problem,
    make: async send => {
      try {
        setProblem(undefined);
        await send(key.current);
        return true;
      } catch (error) {
        if (!(error instanceof ApiProblem)) throw error;
        key.current = crypto.randomUUID();
        setProblem(error.problem.detail);
        return false;
      }
    },
  };
}
