import { useCallback, useEffect, useMemo, useState } from 'react';
import { type ApiClient, ApiProblem } from '../../../api/client/index.ts';
import type { DoubtsAnswer, DoubtView, MarkDoubtBody, ProblemBody } from '../../../api/contract/index.ts';
import { useOffice } from '../office-context.ts';

/** The marks of doubt of the request that is looked at. */
export interface Doubts {
  readonly all: readonly DoubtView[];
  /** Those that hold the act up. */
  readonly open: readonly DoubtView[];
  readonly mayMark: boolean;
  readonly maySettle: boolean;
  /** What the last command was refused for. */
  readonly problem: ProblemBody | undefined;
  /** Marks a page; rejects with the problem when it is refused. */
  readonly mark: (body: MarkDoubtBody) => Promise<void>;
  readonly withdraw: (doubtId: string) => void;
  readonly settle: (doubtId: string) => void;
}

const none: DoubtsAnswer = { doubts: [], mayMark: false, maySettle: false };

interface Kept {
  readonly of: string | undefined;
  readonly answer: DoubtsAnswer;
  readonly problem: ProblemBody | undefined;
}

/** Reads the marks of a request, again with each version of it; none where the reader may not see its paper. */
export function useDoubts(
  request: { readonly id: string; readonly version: number } | undefined,
  onChanged?: () => void,
): Doubts {
  const { api } = useOffice();
  const [kept, setKept] = useState<Kept>({ of: undefined, answer: none, problem: undefined });
  const requestId = request?.id;
  const version = request?.version;
  useEffect(() => {
    let left = false;
    const read = async (): Promise<void> => {
      if (requestId === undefined || version === undefined) return;
      const answer = await api.call('listDoubts', { params: { requestId } }).catch(passingRefusal);
      if (!left) setKept({ of: requestId, answer: answer ?? none, problem: undefined });
    };
    const first = setTimeout(() => void read(), 0);
    return () => {
      clearTimeout(first);
      left = true;
    };
  }, [api, requestId, version]);
  const run = useCallback(
    async (work: (api: ApiClient, id: string) => Promise<DoubtsAnswer>): Promise<void> => {
      if (requestId === undefined) return;
      setKept({ of: requestId, answer: await work(api, requestId), problem: undefined });
      onChanged?.();
    },
    [api, requestId, onChanged],
  );
  return useMemo(() => {
    const { answer, problem } = kept.of === requestId ? kept : { answer: none, problem: undefined };
    const end = (route: 'withdrawDoubt' | 'settleDoubt', doubtId: string): void =>
      void run((client, id) => client.call(route, { params: { requestId: id, doubtId }, body: {} })).catch(
        (error: unknown) => {
          if (!(error instanceof ApiProblem)) throw error;
          setKept(before => ({ ...before, problem: error.problem }));
        },
      );
    return {
      all: answer.doubts,
      open: answer.doubts.filter(doubt => doubt.end === null),
      mayMark: answer.mayMark,
      maySettle: answer.maySettle,
      problem,
      mark: body => run((client, id) => client.call('markDoubt', { params: { requestId: id }, body })),
      withdraw: doubtId => end('withdrawDoubt', doubtId),
      settle: doubtId => end('settleDoubt', doubtId),
    };
  }, [kept, requestId, run]);
}

function passingRefusal(error: unknown): undefined {
  if (error instanceof ApiProblem) return undefined;
  throw error;
}
