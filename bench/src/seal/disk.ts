import { open, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Stopwatch } from './stopwatch.ts';

type Sync = 'sync' | 'datasync';

/**
 * Times every wait of this process for the disk, by watching what all file handles have in common: the product need not know
 * that it is measured. `folder` is where a file may be made for a moment.
 */
export async function watchDisk(folder: string, stopwatch: Stopwatch, name: string): Promise<void> {
  const path = join(folder, `watch-${process.pid}`);
  const file = await open(path, 'w');
  const handles: Record<Sync, () => Promise<void>> = Object.getPrototypeOf(file);
  for (const call of ['sync', 'datasync'] as const) {
    const original = handles[call];
    handles[call] = function (this: unknown) {
      return stopwatch.time(name, () => original.call(this));
    };
  }
  await file.close();
  await unlink(path);
}
