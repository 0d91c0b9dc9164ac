import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { lockFile } from './lock.ts';
import { openJournal } from './journal.ts';
import { createNumbers } from './numbers.ts';
import { createSealer, type SealerParts } from './sealer.ts';
import { type OnFailure, serveSealer } from './server.ts';

/** What a sealer process is started with. */
export interface SealerOptions extends Omit<SealerParts, 'journal' | 'numbers' | 'after'> {
  readonly socketPath: string;
  readonly journalPath: string;
  readonly onFailure: OnFailure;
  /** Where a test kills the process. */
  readonly after?: SealerParts['after'];
}

export interface RunningSealer {
  /** Stops taking requests, finishes those begun, and lets go of journal and lock. */
  stop(): Promise<void>;
}

/**
 * Starts the sealer: locks and replays its journal, then listens. Throws when another sealer holds the journal, or when the
 * journal is damaged anywhere but in a last line that was never answered.
 */
export async function startSealer(options: SealerOptions): Promise<RunningSealer> {
  await mkdir(dirname(options.journalPath), { recursive: true, mode: 0o700 });
  await mkdir(dirname(options.socketPath), { recursive: true, mode: 0o700 });
  const lock = await lockFile(options.journalPath);
  try {
    const numbers = createNumbers();
    const journal = await openJournal(options.journalPath, (entry, location) => numbers.apply(entry, location));
    const sealer = createSealer({ ...options, journal, numbers, after: options.after ?? (() => undefined) });
    const server = await serveSealer(sealer, options.socketPath, options.onFailure);
    return {
      stop: async () => {
        server.closeIdleConnections();
        await new Promise<void>(resolve => void server.close(() => resolve()));
        await journal.close();
        await lock.release();
      },
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}
