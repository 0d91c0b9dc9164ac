import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CommuneSeals, OfficerKeys } from '../../modules/sealing/index.ts';

/**
 * The seals of communes whose DER certificates an operator laid into `folder` as `COMMUNE-ID.copies.der` and `COMMUNE-ID.register.der`, their
 * keys where the officers’ are. A commune without a certificate there, or without a folder at all, has no seal.
 */
export function openCommuneSeals(folder: string | undefined, keys: OfficerKeys): CommuneSeals {
  return {
    find: async (communeId, use) => {
      const certificate = folder && (await readIfThere(join(folder, `${communeId}.${use}.der`)));
      return certificate ? keys.find(certificate) : undefined;
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
