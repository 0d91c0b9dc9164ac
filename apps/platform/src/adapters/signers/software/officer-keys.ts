import { createHash, createPrivateKey } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Signer, softwareSigner } from '@shubbak/pades';
import type { OfficerKeys } from '../../../modules/sealing/index.ts';

/** What a key file holds beside the key: the officer's certificate, then its issuers, base64 DER. */
interface KeyFile {
  readonly key: string;
  readonly chain: readonly string[];
}

/** Names a key's file after its certificate. */
function pathOf(folder: string, certificate: Uint8Array): string {
  return join(folder, `${createHash('sha256').update(certificate).digest('hex')}.json`);
}

/**
 * Officers' P-256 keys in a folder, for demonstrations only: whoever reads the folder signs in every officer's name, which is
 * why production refuses it (43-20: the signature must be under the officer's sole control).
 */
export function openSoftwareKeys(folder: string): OfficerKeys {
  return {
    find: async certificate => {
      const file = await readKeyFile(pathOf(folder, certificate));
      return file && signerOf(file);
    },
  };
}

function signerOf({ key, chain }: KeyFile): Signer {
  return softwareSigner(
    createPrivateKey(key),
    chain.map(certificate => Buffer.from(certificate, 'base64')),
  );
}

async function readKeyFile(path: string): Promise<KeyFile | undefined> {
  try {
    const file: KeyFile = JSON.parse(await readFile(path, 'utf8'));
    return file;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Stores an officer's key (PKCS#8 PEM, P-256) with its chain, readable by this user only. */
export async function keepSoftwareKey(folder: string, key: string, chain: readonly Uint8Array[]): Promise<void> {
  const [certificate] = chain;
  if (!certificate) throw new Error('a key needs its certificate');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file: KeyFile = { key, chain: chain.map(each => Buffer.from(each).toString('base64')) };
  const path = pathOf(folder, certificate);
  await writeFile(`${path}.new`, JSON.stringify(file), { mode: 0o600 });
  await rename(`${path}.new`, path);
}
