import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readdir, readFile, rm } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import type { SecondCopyDestination } from '../../modules/register/index.ts';

/**
 * A folder that belongs to the commune: in the demo beside the data, in production a mount of a machine outside the operator. A file is
 * complete or not there, reaches the disk before it counts, and is never written over.
 */
export function openSecondCopyFolder(root: string): SecondCopyDestination {
  return {
    name: 'folder',
    put: async (path, bytes) => {
      const target = join(root, path);
      const known = await readIfThere(target);
      if (known) {
        if (!known.equals(Buffer.from(bytes))) throw new Error('the second copy holds another file for that day');
        return;
      }
      await mkdir(dirname(target), { recursive: true, mode: 0o700 });
      const draft = join(dirname(target), `.${randomUUID()}`);
      await writeThrough(draft, bytes);
      try {
        // Unlike a rename, a link never takes the place of what somebody put there meanwhile.
        await link(draft, target);
      } finally {
        await rm(draft, { force: true });
      }
    },
    get: path => readIfThere(join(root, path)),
    list: async () => {
      const found = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => []);
      return found
        .filter(each => each.isFile() && !each.name.startsWith('.'))
        .map(each => relative(root, join(each.parentPath, each.name)).split(sep).join('/'));
    },
  };
}

async function writeThrough(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function readIfThere(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
