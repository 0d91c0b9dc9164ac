import { useCallback, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import { ApiProblem } from '../../../api/client/index.ts';
import type { ProblemBody, RequestView } from '../../../api/contract/index.ts';
import { useOffice } from '../office-context.ts';
import { type Guess, useGuesses } from './guesses.ts';
import { useTurns } from './turns.ts';

/** The request that lies on the desk, saved at the server with each change. */
export interface Desk {
  readonly request: RequestView | undefined;
  /** A change is on its way. */
  readonly saving: boolean;
  /** What the last change was refused for. */
  readonly problem: ProblemBody | undefined;
  /**
   * Makes a change on the version last read, after those already on their way; meanwhile the screen shows what `guess` says it will
   * come to. Answers whether it was made.
   */
  readonly change: (make: (request: RequestView) => Promise<RequestView>, guess?: Guess) => Promise<boolean>;
  /** Takes a request to the desk. */
  readonly open: (requestId: string) => Promise<boolean>;
  /** Opens a new request and puts whatever `make` does on the desk. */
  readonly begin: (make: () => Promise<RequestView>) => Promise<boolean>;
  /** Reads the request again: somebody else changed it. */
  readonly refresh: () => Promise<boolean>;
  /** Clears the desk; the request stays saved. */
  readonly suspend: () => void;
  readonly dismiss: () => void;
}

/** The address names the request on the desk, so that it is found again after a reload or in another language. */
function rememberInAddress(requestId: string | undefined): void {
  const query = requestId === undefined ? '' : `?${new URLSearchParams({ request: requestId })}`;
  history.replaceState(null, '', `${location.pathname}${query}`);
}

/** The desk of the counter. Changes are made one after another, each on the version that the one before it left. */
export function useDesk(): Desk {
  const { api } = useOffice();
  const [request, setRequest] = useState<RequestView>();
  const { apply, during } = useGuesses();
  const [problem, setProblem] = useState<ProblemBody>();
  const latest = useRef<RequestView>(undefined);
  const { busy, take } = useTurns();

  const put = useCallback((next: RequestView | undefined) => {
    latest.current = next;
    setRequest(next);
    rememberInAddress(next?.id);
  }, []);
  const read = useCallback((requestId: string) => api.call('readRequest', { params: { requestId } }), [api]);
  const attempt = useCallback(
    async (work: () => Promise<RequestView | undefined>): Promise<boolean> => {
      const before = latest.current?.id;
      try {
        const next = await work();
        // A request that was put aside while its change travelled stays aside.
        if (latest.current?.id === before) put(next);
        setProblem(undefined);
        return true;
      } catch (error) {
        if (!(error instanceof ApiProblem)) throw error;
        setProblem(error.problem);
        // A colleague was faster: show what the request is now, beside the sentence that says so.
        if (error.problem.status === 409 && latest.current) put(await read(latest.current.id));
        return false;
      }
    },
    [put, read],
  );
  const run = useCallback(
    (work: () => Promise<RequestView | undefined>, guess?: Guess) =>
      during(
        guess,
        take(() => attempt(work)),
      ),
    [attempt, during, take],
  );
  useAddressedRequest(requestId => void run(() => read(requestId)));

  return useMemo(
    () => ({
      request: request && apply(request),
      saving: busy,
      problem,
      change: (make, guess) => run(async () => latest.current && make(latest.current), guess),
      open: requestId => run(() => read(requestId)),
      begin: make => run(make),
      refresh: () => run(async () => latest.current && read(latest.current.id)),
      suspend: () => {
        put(undefined);
        setProblem(undefined);
      },
      dismiss: () => setProblem(undefined),
    }),
    [request, apply, busy, problem, run, read, put],
  );
}

/** Opens the request that the address names when the screen comes up. */
function useAddressedRequest(open: (requestId: string) => void): void {
  const resume = useEffectEvent(() => {
    const named = new URLSearchParams(location.search).get('request');
    if (named !== null) open(named);
  });
  useEffect(() => {
    const first = setTimeout(() => resume(), 0);
    return () => clearTimeout(first);
  }, []);
}
