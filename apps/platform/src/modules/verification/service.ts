import type { BlobStore } from '../../platform/blobs/index.ts';
import type { Database } from '../../platform/db/index.ts';
import { codeHash, isKey, parseCode } from '../acts/index.ts';
import type { Answer, Finding } from './model.ts';
import { findPlace, getFinding } from './store.ts';

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
  open(finding: Finding): Promise<Buffer>;
}

/** Verification for anyone: no account, no trace of who asked. */
export function createVerification({ db, blobs, accessKey }: VerificationDeps): Verification {
  return {
    async verify(text, key) {
      const code = parseCode(text);
      if (!code.ok) return { kind: 'mistyped', refusal: code.refusal };
      const place = await db.transaction({}, tx => findPlace(tx, codeHash(code.value)));
      if (!place) return { kind: 'unknown' };
      const { communeId, actId } = place;
      const finding = await db.transaction({ communeId }, tx => getFinding(tx, communeId, actId));
      const keyed = key !== undefined && isKey(key, accessKey, actId, finding.keyGeneration);
      return { kind: 'found', finding, keyed };
    },
    open: ({ communeId, file }) => blobs.get(communeId, file.sha256),
  };
}
