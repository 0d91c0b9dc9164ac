import { execFile, execFileSync } from 'node:child_process';
import { open, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { now } from './measure.ts';

/** P-256 signatures a second by `openssl speed` on one core, over one second. Throws when openssl is missing. */
export async function opensslSignatures(): Promise<number> {
  const { stdout } = await promisify(execFile)('openssl', ['speed', '-seconds', '1', '-mr', 'ecdsap256']);
  // "+F4:…:bits:sign seconds or rate:verify…": the names of the fields differ between versions, their order does not.
  const fields = stdout
    .split('\n')
    .find(line => line.startsWith('+F4:'))
    ?.split(':');
  const value = Number(fields?.[3]);
  if (!(value > 0)) throw new Error(`openssl speed printed nothing to read: ${stdout}`);
  // Up to version 3.1 it is a rate; some versions print the seconds of one signature.
  return value < 1 ? 1 / value : value;
}

/** Lines of the sealer's journal are about this long, in octets. */
const lineLength = 4096;

/** How often a second this disk makes a line durable: append, then fdatasync, `times` times in `folder`. */
export async function fdatasyncRate(folder: string, times = 50): Promise<number> {
  const path = join(folder, 'fdatasync');
  const file = await open(path, 'w');
  try {
    const line = Buffer.alloc(lineLength, 'x');
    const start = now();
    for (let index = 0; index < times; index++) {
      await file.write(line, 0, line.length, index * line.length);
      await file.datasync();
    }
    return times / ((now() - start) / 1000);
  } finally {
    await file.close();
    await unlink(path);
  }
}

/**
 * Binds this process, and every process that it starts from now on, to one core: "acts a second on one core" means the
 * program, its database and its sealer together. `taskset` is part of every Debian.
 */
export function bindToCore(core: number): void {
  execFileSync('taskset', ['--all-tasks', '--cpu-list', '--pid', String(core), String(process.pid)], {
    stdio: 'ignore',
  });
}
