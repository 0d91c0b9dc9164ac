import { existsSync, mkdirSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const memory = '/dev/shm';
const prefix = 'shubbak-run-';

/** What a run of the tests may have in memory at its worst, in octets. */
const needed = 3 * 2 ** 30;

/**
 * Gives the run a folder for everything that it writes and nobody keeps: in memory where the system lends it and has room, since
 * each test file's copy of the database is a thousand small files that are made and removed; otherwise where temporary files are.
 * Workers, and whatever they start, find it as their folder of temporary files.
 */
export default function setup(): () => void {
  const folder = makeRunFolder();
  process.env['TMPDIR'] = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}

/** What runs left that were killed is removed here, known by the number of a process that is no more. */
function makeRunFolder(): string {
  const where = hasRoom() ? memory : tmpdir();
  for (const name of readdirSync(where)) {
    const owner = name.startsWith(prefix) ? Number(name.slice(prefix.length)) : Number.NaN;
    if (!Number.isNaN(owner) && !isAlive(owner)) rmSync(join(where, name), { recursive: true, force: true });
  }
  const folder = join(where, `${prefix}${process.pid}`);
  mkdirSync(folder, { recursive: true });
  return folder;
}

function hasRoom(): boolean {
  if (!existsSync(memory)) return false;
  const { bavail, bsize } = statfsSync(memory);
  return bavail * bsize > needed;
}

function isAlive(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch {
    return false;
  }
}
