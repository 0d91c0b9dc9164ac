import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CommuneSeals, OfficerKeys, SealUse } from '../../modules/sealing/index.ts';

/**
 * The seals of communes whose DER certificates an operator laid into `folder` as `COMMUNE-ID.copies.der`, `COMMUNE-ID.register.der` and
 * `COMMUNE-ID.withdrawals.der`, their keys where the officers’ are. A commune without a certificate there, or without a folder at all, has no seal.
 */
export function openCommuneSeals(folder: string | undefined, keys: OfficerKeys): CommuneSeals {
  return {
    find: async (communeId, use) => {
      const certificate = folder && (await readIfThere(join(folder, `${communeId}.${use}.der`)));
      return certificate ? keys.find(certificate) : undefined;
    },
  };
}

/**
 * Seals that an authority of our own makes when one is first asked for, in the demo and in training: `issue` makes a key among `keys` and
 * answers its DER certificate. Two that ask at once get the same seal.
 */
export function makeSeals(
  folder: string,
  keys: OfficerKeys,
  issue: (use: SealUse) => Promise<Uint8Array>,
): CommuneSeals {
  const known = openCommuneSeals(folder, keys);
  let making: Promise<unknown> = Promise.resolve();
  return {
    find: async (communeId, use) => {
      const path = join(folder, `${communeId}.${use}.der`);
      making = making.then(async () => {
        if (existsSync(path)) return;
        await mkdir(folder, { recursive: true, mode: 0o700 });
        await writeFile(`${path}.new`, await issue(use), { flush: true });
        await rename(`${path}.new`, path);
      });
      await making;
      return known.find(communeId, use);
    },
  };
}

async function readIfThere(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
