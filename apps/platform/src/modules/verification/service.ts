import { writeSignedList } from '@shubbak/pades';
import { ok, type Result } from '../../kernel/index.ts';
import type { BlobStore } from '../../platform/blobs/index.ts';
import type { Database } from '../../platform/db/index.ts';
import {
  createSealedFiles,
  type FileTrust,
  findPlaceOfCode,
  findPublishedList,
  getPublicAct,
  isKey,
  parseCode,
  type PublicAct,
  type SealedLevel,
  type UnprovenFile,
} from '../acts/index.ts';
import type { Answer, FileStanding } from './model.ts';

export interface VerificationDeps {
  /** A pool under the login that may read what verifiers may know, and nothing else. */
  readonly db: Database;
  readonly blobs: BlobStore;
  /** The key under which KEYs of printed addresses are made. */
  readonly accessKey: Uint8Array;
  /** What files are verified against before anything is said of their signature. */
  readonly trust: FileTrust;
  /** The alarm: a file that is on record and does not bear its act out. */
  readonly onUnproven: (file: UnprovenFile) => void;
}

export interface Verification {
  /** What is known of the code somebody typed or scanned; `key` is the second part of the printed address. */
  verify(code: string, key: string | undefined): Promise<Answer>;
  /**
   * The newest signed list of the acts of a commune that have no effect, by the commune's code, as it is published; undefined where there is none.
   */
  findList(issuer: string): Promise<{ readonly file: Buffer; readonly number: number } | undefined>;
  /** The sealed file, byte for byte as recorded and proven by its own signature. Refuses `acts.file-unproven`. */
  open(act: PublicAct): Promise<Result<Buffer>>;
}

const standingOf = { 'B-T': 'proven', 'B-LTA': 'archived' } as const satisfies Record<SealedLevel, FileStanding>;

/** Verification for anyone: no account, no trace of who asked. */
export function createVerification({ db, accessKey, ...deps }: VerificationDeps): Verification {
  const files = createSealedFiles(deps);
  return {
    async verify(text, key) {
      const code = parseCode(text);
      if (!code.ok) return { kind: 'mistyped', refusal: code.refusal };
      const place = await db.transaction({}, tx => findPlaceOfCode(tx, code.value));
      if (!place) return { kind: 'unknown' };
      const { communeId, actId } = place;
      const found = await db.transaction({ communeId }, tx => getPublicAct(tx, communeId, actId));
      // The file must name the code that was asked for, whatever code the row claims.
      const act = { ...found, code: code.value };
      const keyed = key !== undefined && isKey(key, accessKey, actId, act.keyGeneration);
      if (!keyed) return { kind: 'found', act, file: 'closed' };
      const level = await files.prove(act);
      return { kind: 'found', act, file: level === undefined ? 'unproven' : standingOf[level] };
    },
    findList: async issuer => {
      const kept = await db.transaction({}, tx => findPublishedList(tx, issuer));
      if (!kept?.cms) return undefined;
      return { file: writeSignedList({ list: kept.list, cms: kept.cms }), number: kept.number };
    },
    open: async act => {
      const opened = await files.open(act);
      return opened.ok ? ok(opened.value.bytes) : opened;
    },
  };
}
