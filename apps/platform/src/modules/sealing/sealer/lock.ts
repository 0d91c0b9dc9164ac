import { createServer } from 'node:net';
import type { FileHandle } from 'node:fs/promises';
import { open } from 'node:fs/promises';

/** Holds a file for one process until `release`, or until the process dies, however it dies. */
export interface FileLock {
  release(): Promise<void>;
}

/**
 * Takes the file at `path` (made when absent) for this process alone; throws when another process on this machine holds it.
 * Node has no flock: the lock is a socket in Linux's abstract namespace, named after the file's device and inode, which
 * the kernel removes with the process. Containers that share the folder must share the network namespace, or run one sealer.
 */
export async function lockFile(path: string): Promise<FileLock> {
  const name = await nameOf(path);
  const server = createServer(socket => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(`\0${name}`, resolve);
  }).catch((cause: unknown) => {
    throw new Error(`Another process holds ${path}.`, { cause });
  });
  return { release: () => new Promise(resolve => void server.close(() => resolve())) };
}

async function nameOf(path: string): Promise<string> {
  let file: FileHandle | undefined;
  try {
    file = await open(path, 'a', 0o600);
    const { dev, ino } = await file.stat({ bigint: true });
    return `shubbak-lock-${dev}-${ino}`;
  } finally {
    await file?.close();
  }
}
