import { createHash, randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { access, mkdir, open, readFile, rename, stat, unlink, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { CommuneId } from '../../kernel/index.ts';

/** SHA-256 of a blob, in lower-case hex: its name. */
export type Sha256 = string & { readonly __sha256: true };

/**
 * Immutable bytes, known by their SHA-256 within one commune. What `put` has answered survives a power failure.
 * A folder on one machine; the same interface over S3 with Object Lock elsewhere.
 */
export interface BlobStore {
  /** Stores `bytes` (idempotent; heals a copy that was altered on disk) and answers their name. Throws on a full or broken disk; nothing half-made is visible. */
  put(communeId: CommuneId, bytes: Uint8Array): Promise<Sha256>;
  /** The bytes called `sha256`, re-hashed on the way out. Throws when they are missing or altered on disk. */
  get(communeId: CommuneId, sha256: Sha256): Promise<Buffer>;
  has(communeId: CommuneId, sha256: Sha256): Promise<boolean>;
}

/** A store whose bytes can be destroyed: for whoever knows that nothing refers to them any more. */
export interface ErasableBlobs extends BlobStore {
  /**
   * Destroys a blob that nobody has put since an instant: answers false, and keeps it, when somebody has, since they may be about to refer to it.
   * One that is not there is destroyed already.
   */
  erase(communeId: CommuneId, sha256: Sha256, unusedSince: Date): Promise<boolean>;
}

/** SHA-256 of bytes as a blob's name. */
export function sha256Of(bytes: Uint8Array): Sha256 {
  return createHash('sha256').update(bytes).digest('hex') as Sha256;
}

/** Reads a blob's name from a trusted place: 32 bytes from the database, or 64 hex digits. Throws on anything else. */
export function asSha256(value: Uint8Array | string): Sha256 {
  const text = typeof value === 'string' ? value : Buffer.from(value).toString('hex');
  if (!/^[0-9a-f]{64}$/.test(text)) throw new TypeError('not a SHA-256');
  return text as Sha256;
}

/** Blobs under `directory`, one folder a commune. */
export function openBlobFolder(directory: string): ErasableBlobs {
  // At most 256 folders a commune: what is remembered stays small.
  const durable = new Set<string>();
  const pathOf = (communeId: CommuneId, sha256: Sha256): string =>
    join(directory, communeId, sha256.slice(0, 2), sha256);
  const has = async (communeId: CommuneId, sha256: Sha256): Promise<boolean> => {
    try {
      await access(pathOf(communeId, sha256), constants.R_OK);
      return true;
    } catch {
      return false;
    }
  };
  /** A file of that name that was altered on disk is no copy: it is replaced by the true bytes. */
  const isWhole = async (communeId: CommuneId, sha256: Sha256): Promise<boolean> =>
    (await has(communeId, sha256)) && sha256Of(await readFile(pathOf(communeId, sha256))) === sha256;
  return {
    has,
    put: async (communeId, bytes) => {
      const sha256 = sha256Of(bytes);
      const path = pathOf(communeId, sha256);
      // Touched, so that nobody erases what is being referred to anew; gone in between, it is written again.
      if (!((await isWhole(communeId, sha256)) && (await touch(path)))) await writeDurably(path, bytes, durable);
      return sha256;
    },
    get: async (communeId, sha256) => {
      const bytes = await readFile(pathOf(communeId, sha256));
      if (sha256Of(bytes) !== sha256) throw new Error(`blob ${sha256} of commune ${communeId} is altered on disk`);
      return bytes;
    },
    erase: (communeId, sha256, unusedSince) => eraseUnused(pathOf(communeId, sha256), unusedSince),
  };
}

/** Whether the file was there to be touched. */
async function touch(path: string): Promise<boolean> {
  const now = new Date();
  return unlessMissing(
    utimes(path, now, now).then(() => true),
    false,
  );
}

/** Aside first: whoever puts the same bytes from then on finds no file, and writes their own. */
async function eraseUnused(path: string, unusedSince: Date): Promise<boolean> {
  const aside = `${path}.${randomBytes(6).toString('hex')}.gone`;
  if (
    !(await unlessMissing(
      rename(path, aside).then(() => true),
      false,
    ))
  )
    return true;
  const { mtime } = await stat(aside);
  if (mtime >= unusedSince) {
    await rename(aside, path);
    return false;
  }
  await unlink(aside);
  await syncFolder(dirname(path));
  return true;
}

async function unlessMissing<T>(work: Promise<T>, otherwise: T): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return otherwise;
    throw error;
  }
}

/** Whole or absent: written aside, fsynced, renamed, and the folder fsynced so that the name survives too. */
async function writeDurably(path: string, bytes: Uint8Array, durable: Set<string>): Promise<void> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const aside = `${path}.${randomBytes(6).toString('hex')}.new`;
  try {
    const file = await open(aside, 'wx', 0o400);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(aside, path);
  } catch (error) {
    await unlink(aside).catch(() => undefined);
    throw error;
  }
  await syncFolder(folder);
  if (durable.has(folder)) return;
  // The folder is itself a name in the ones above, which this process has not yet seen reach the disk.
  for (const each of [dirname(folder), dirname(dirname(folder))]) await syncFolder(each);
  durable.add(folder);
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
