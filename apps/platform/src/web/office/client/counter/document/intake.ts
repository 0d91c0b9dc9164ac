import { useCallback, useMemo, useState } from 'react';
import { ApiProblem } from '../../../../api/client/index.ts';
import type { UploadAnswer } from '../../../../api/contract/index.ts';
import { useOffice } from '../../office-context.ts';
import type { Desk } from '../desk.ts';

/** A file on its way in, and what became of it. */
export interface IncomingFile {
  readonly id: string;
  /** The request that it was given to. */
  readonly requestId: string | undefined;
  readonly name: string;
  readonly size: number;
  readonly state: 'waiting' | 'sending' | 'received' | 'refused';
  /** Part of it that has left, from 0 to 1. */
  readonly sent: number;
  /** Why it was refused, or what was noticed about it. */
  readonly details: readonly string[];
}

/** Files on their way in. */
export interface Intake {
  readonly files: readonly IncomingFile[];
  /** Sends the files of one gesture together, in their order. */
  readonly send: (files: readonly File[]) => Promise<void>;
  /** Takes away what was said of files that arrived or were refused. */
  readonly clear: () => void;
}

/** Takes files in for the request on the desk. */
export function useIntake(desk: Desk): Intake {
  const { upload } = useOffice();
  const requestId = desk.request?.id;
  const { change } = desk;
  const [files, setFiles] = useState<readonly IncomingFile[]>([]);
  const settle = useCallback((ids: ReadonlySet<string>, judge: (file: IncomingFile) => IncomingFile) => {
    setFiles(before => before.map(file => (ids.has(file.id) ? judge(file) : file)));
  }, []);
  const send = useCallback(
    async (chosen: readonly File[]) => {
      if (chosen.length === 0) return;
      const incoming = chosen.map(file => announce(file, requestId));
      const ids = new Set(incoming.map(({ id }) => id));
      setFiles(before => [...before.filter(({ state }) => state !== 'received'), ...incoming]);
      await change(async request => {
        settle(ids, file => ({ ...file, state: 'sending' }));
        const form = new FormData();
        form.append('version', String(request.version));
        for (const file of chosen) form.append('file', file, file.name);
        try {
          const answer = await upload(bytes => setFiles(before => spread(before, ids, bytes)), {
            params: { requestId: request.id },
            form,
          });
          settle(ids, file => received(file, answer));
          return answer.request;
        } catch (error) {
          if (error instanceof ApiProblem) settle(ids, file => refused(file, error));
          throw error;
        }
      });
    },
    [upload, change, requestId, settle],
  );
  const clear = useCallback(() => setFiles(before => before.filter(({ state }) => !isSettled(state))), []);
  return useMemo(
    () => ({ files: files.filter(file => file.requestId === requestId), send, clear }),
    [files, requestId, send, clear],
  );
}

function announce(file: File, requestId: string | undefined): IncomingFile {
  return {
    id: crypto.randomUUID(),
    requestId,
    name: file.name,
    size: file.size,
    state: 'waiting',
    sent: 0,
    details: [],
  };
}

/** Tells of each file how much of it has left, of a form that sends them one after another. */
function spread(files: readonly IncomingFile[], ids: ReadonlySet<string>, bytes: number): readonly IncomingFile[] {
  let left = bytes;
  return files.map(file => {
    if (!ids.has(file.id)) return file;
    const sent = file.size === 0 ? 1 : Math.min(Math.max(left / file.size, 0), 1);
    left -= file.size;
    return { ...file, sent };
  });
}

function isSettled(state: IncomingFile['state']): boolean {
  return state === 'received' || state === 'refused';
}

/** Tells what the server's report says of one file. */
function received(file: IncomingFile, { report }: UploadAnswer): IncomingFile {
  const refusal = report.refused.find(({ field }) => field === file.name);
  if (refusal) return { ...file, state: 'refused', details: [refusal.detail] };
  const notices = report.received.find(({ name }) => name === file.name)?.notices ?? [];
  return { ...file, state: 'received', details: notices.map(({ detail }) => detail) };
}

function refused(file: IncomingFile, { problem }: ApiProblem): IncomingFile {
  const own = problem.errors.filter(({ field }) => field === file.name).map(({ detail }) => detail);
  return { ...file, state: 'refused', details: own.length > 0 ? own : [problem.detail] };
}
