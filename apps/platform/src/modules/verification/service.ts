import type { BlobStore } from '../../platform/blobs/index.ts';
import type { Database } from '../../platform/db/index.ts';
import { findPlaceOfCode, getPublicAct, isKey, parseCode, type PublicAct } from '../acts/index.ts';
import type { Answer } from './model.ts';

export interface VerificationDeps {
  /** A pool under the login that may read what verifiers may know, and nothing else. */
  readonly db: Database;
  readonly blobs: BlobStore;
  /** The key under which KEYs of printed addresses are made. */
  readonly accessKey: Uint8Array;
}

export interface Verification {
  /** What is known of the code somebody typed or scanned; `key` is the second part of the printed address. */
  verify(code: string, key: string | undefined): Promise<Answer>;
  /** The sealed file, byte for byte as recorded (its SHA-256 is checked on the way out). */
  open(act: PublicAct): Promise<Buffer>;
}

/** Verification for anyone: no account, no trace of who asked. */
export function createVerification({ db, blobs, accessKey }: VerificationDeps): Verification {
  return {
    async verify(text, key) {
      const code = parseCode(text);
      if (!code.ok) return { kind: 'mistyped', refusal: code.refusal };
      const place = await db.transaction({}, tx => findPlaceOfCode(tx, code.value));
      if (!place) return { kind: 'unknown' };
      const { communeId, actId } = place;
      const act = await db.transaction({ communeId }, tx => getPublicAct(tx, communeId, actId));
      const keyed = key !== undefined && isKey(key, accessKey, actId, act.keyGeneration);
      return { kind: 'found', act, keyed };
    },
    open: ({ communeId, file }) => blobs.get(communeId, file.sha256),
  };
}
