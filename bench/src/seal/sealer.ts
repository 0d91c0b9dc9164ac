import { fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Span } from './stopwatch.ts';

/** What the sealer's process is started with, as JSON. */
export interface SealerTask {
  /** Where the journal is made. */
  readonly folder: string;
  readonly socketPath: string;
  readonly database: string;
  readonly officerKeys: string;
  readonly ceremonyKey: string;
  readonly timestampUrl: string;
  /** Base64 DER. */
  readonly trust: readonly string[];
}

/** A sealer that runs. */
export interface SealerProcess {
  /** All that it has taken down. */
  report(): Promise<readonly Span[]>;
  stop(): void;
}

/** Starts the sealer in a process of its own and waits until it listens. Throws when it dies before. */
export async function startSealerProcess(task: SealerTask): Promise<SealerProcess> {
  const path = join(task.folder, 'sealer.json');
  writeFileSync(path, JSON.stringify(task), { mode: 0o600 });
  const child = fork(fileURLToPath(new URL('./sealer-process.ts', import.meta.url)), [path]);
  const died = once(child, 'exit').then(([code]) => Promise.reject(new Error(`the sealer ended with ${String(code)}`)));
  died.catch(() => undefined);
  await Promise.race([once(child, 'message'), died]);
  return {
    report: async () => {
      const answered = once(child, 'message');
      child.send('report');
      const [message]: { spans: Span[] }[] = await Promise.race([answered, died]);
      return message?.spans ?? [];
    },
    stop: () => child.disconnect(),
  };
}
