import { useCallback, useEffect, useEffectEvent, useState } from 'react';
import { type ApiClient, ApiProblem } from '../../../api/client/index.ts';
import type { HandlingView, ProblemBody, RequestView } from '../../../api/contract/index.ts';
import { useOffice } from '../office-context.ts';

/** The request that lies open. */
export interface File {
  readonly handling: HandlingView | undefined;
  /** What its service says of it: signatories, pages; undefined where the service has screens of its own. */
  readonly request: RequestView | undefined;
  readonly problem: ProblemBody | undefined;
  /** Does something about it, and shows the request as it then stands. Answers whether it was done. */
  readonly act: (
    work: (api: ApiClient, params: { readonly requestId: string }) => Promise<HandlingView>,
  ) => Promise<boolean>;
  /** Opens it once more: what others did since shows. */
  readonly reread: () => void;
  /** Takes over what a dialog was answered. */
  readonly keep: (handling: HandlingView) => void;
}

/** Somebody who touches nothing for so long (milliseconds) is not working on the request any more. */
const idle = 10 * 60_000;

/** Opens a request, marks its messages read for whoever may answer them, and keeps it in hand while it is worked on. */
export function useFile(requestId: string | undefined, onChanged: () => void): File {
  const { api } = useOffice();
  const [state, setState] = useState<Pick<File, 'handling' | 'request' | 'problem'>>({
    handling: undefined,
    request: undefined,
    problem: undefined,
  });
  const [turn, setTurn] = useState(0);
  const keep = useCallback(
    (handling: HandlingView) => setState(before => ({ ...before, handling, problem: undefined })),
    [],
  );
  const open = useEffectEvent(async (id: string, isHere: () => boolean): Promise<void> => {
    const params = { requestId: id };
    try {
      const [handling, request] = await Promise.all([
        api.call('readHandling', { params }),
        api.call('readRequest', { params }).catch(passingRefusal),
      ]);
      if (isHere()) setState({ handling, request, problem: undefined });
      if (handling.conversation.unread > 0 && handling.actions.includes('write'))
        await api.call('markMessagesRead', { params, body: {} });
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      if (isHere()) setState({ handling: undefined, request: undefined, problem: error.problem });
    }
  });
  useEffect(() => {
    let left = false;
    const first = setTimeout(() => requestId !== undefined && turn >= 0 && void open(requestId, () => !left), 0);
    return () => {
      clearTimeout(first);
      left = true;
    };
  }, [requestId, turn]);
  useKeeping(state.handling, keep);
  const shown = state.handling?.line.id === requestId ? state.handling : undefined;
  return {
    handling: shown,
    request: shown && state.request?.id === requestId ? state.request : undefined,
    problem: state.problem,
    keep,
    reread: () => setTurn(turn + 1),
    act: async work => {
      if (requestId === undefined) return false;
      try {
        keep(await work(api, { requestId }));
        return true;
      } catch (error) {
        if (!(error instanceof ApiProblem)) throw error;
        setState(before => ({ ...before, problem: error.problem }));
        return false;
      } finally {
        onChanged();
      }
    },
  };
}

function passingRefusal(error: unknown): undefined {
  if (error instanceof ApiProblem) return undefined;
  throw error;
}

/** Renews one's own lease while the screen is looked at and touched. */
function useKeeping(handling: HandlingView | undefined, keep: (handling: HandlingView) => void): void {
  const { api } = useOffice();
  const lease = handling?.line.lease;
  const requestId = handling?.line.id;
  const until = lease?.mine === true ? lease.until : undefined;
  const now = handling?.now;
  useEffect(() => {
    if (until === undefined || now === undefined || requestId === undefined) return undefined;
    let touched = Date.now();
    const touch = (): void => {
      touched = Date.now();
    };
    const third = Math.max(20_000, (Date.parse(until) - Date.parse(now)) / 3);
    const timer = setInterval(() => {
      if (document.visibilityState !== 'visible' || Date.now() - touched > idle) return;
      api.call('renewClaim', { params: { requestId }, body: {} }).then(keep, (error: unknown) => {
        // It was lost: the next thing that is done says so.
        if (!(error instanceof ApiProblem)) throw error;
      });
    }, third);
    addEventListener('pointerdown', touch);
    addEventListener('keydown', touch);
    return () => {
      clearInterval(timer);
      removeEventListener('pointerdown', touch);
      removeEventListener('keydown', touch);
    };
  }, [api, requestId, until, now, keep]);
}
