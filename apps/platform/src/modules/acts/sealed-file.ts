import { type OwnSignatureCheck, verifyOwnSignature } from '@shubbak/pades';
import { type ActId, type CommuneId, ok, refuse, type Result } from '../../kernel/index.ts';
import type { BlobStore, Sha256 } from '../../platform/blobs/index.ts';
import { signingReason, type VerificationCode } from './codes.ts';
import type { SealedFile } from './model.ts';

/** Whom a sealed file must come from, as DER certificates pinned in the configuration, never read from the database. */
export interface FileTrust {
  /** Roots of officers' certificates. */
  readonly trust: readonly Uint8Array[];
  /** Roots of timestamps. */
  readonly timestampTrust: readonly Uint8Array[];
}

/** What the register says of an act, which the bytes of its file must bear out. */
export interface FileClaim {
  readonly communeId: CommuneId;
  readonly actId: ActId;
  readonly entryNumber: string;
  readonly code: VerificationCode;
  /** The authority's time that the register keeps. */
  readonly timestampedAt: Date;
  readonly file: SealedFile;
}

/** What did not hold: a check of the signature, or the stored bytes, their length, the act they name, their time. */
export type FileCheck = OwnSignatureCheck | 'stored' | 'length' | 'act' | 'time';

/** A sealed file that must not leave the house. Ids and fixed words only: fit for a log. */
export interface UnprovenFile {
  readonly communeId: CommuneId;
  readonly actId: ActId;
  readonly failures: readonly FileCheck[];
}

export interface SealedFilesDeps {
  readonly blobs: BlobStore;
  readonly trust: FileTrust;
  /** The alarm: told each time that a file is asked for and does not pass. */
  readonly onUnproven: (file: UnprovenFile) => void;
}

/** The only way to a sealed file: rows that somebody added to the database prove nothing. */
export interface SealedFiles {
  /** Whether the stored file bears the act out: signed by a trusted officer for this very act, at the time on record. */
  prove(claim: FileClaim): Promise<boolean>;
  /** The file's bytes, so proven. Refuses `acts.file-unproven`. */
  open(claim: FileClaim): Promise<Result<Buffer>>;
}

/** What a file says of itself. Depends on its bytes and the pinned trust alone, so it is judged once. */
interface Judgement {
  readonly failures: readonly OwnSignatureCheck[];
  readonly length: number;
  readonly reason: string | undefined;
  readonly genTime: Date | undefined;
}

/** Judgements kept: some hundred octets each, for as many acts as an installation is asked about in a day. */
const mostKept = 10_000;

/** Sealed files of `blobs`, each judged once for as long as the process remembers it. */
export function createSealedFiles({ blobs, trust, onUnproven }: SealedFilesDeps): SealedFiles {
  const kept = new Map<Sha256, Judgement>();
  const judge = (sha256: Sha256, bytes: Buffer): Judgement => {
    const judgement = kept.get(sha256) ?? judgeFile(bytes, trust);
    // Put last again: the one that was not asked for longest is forgotten first.
    kept.delete(sha256);
    kept.set(sha256, judgement);
    for (const oldest of kept.keys()) {
      if (kept.size <= mostKept) break;
      kept.delete(oldest);
    }
    return judgement;
  };
  const refused = ({ communeId, actId }: FileClaim, failures: readonly FileCheck[]): Result<never> => {
    onUnproven({ communeId, actId, failures });
    return refuse('acts.file-unproven');
  };
  const open = async (claim: FileClaim): Promise<Result<Buffer>> => {
    const { communeId, file } = claim;
    // Re-hashed by the store: lost or altered on disk is as bad as forged.
    const bytes = await blobs.get(communeId, file.sha256).catch(() => undefined);
    if (!bytes) return refused(claim, ['stored']);
    const failures = compare(claim, judge(file.sha256, bytes));
    return failures.length === 0 ? ok(bytes) : refused(claim, failures);
  };
  return {
    open,
    prove: async claim => {
      const judgement = kept.get(claim.file.sha256);
      const proven = judgement !== undefined && compare(claim, judgement).length === 0;
      return proven || (await open(claim)).ok;
    },
  };
}

function judgeFile(bytes: Buffer, trust: FileTrust): Judgement {
  const { failures, reason, timestamp } = verifyOwnSignature(bytes, trust);
  return { failures: failures.map(({ check }) => check), length: bytes.length, reason, genTime: timestamp?.genTime };
}

/** Number and code are in the signed bytes: another act's genuine file is refused like a forged one. */
function compare(
  { entryNumber, code, timestampedAt, file }: FileClaim,
  { failures, length, reason, genTime }: Judgement,
): readonly FileCheck[] {
  const found: FileCheck[] = [...failures];
  if (length !== file.length) found.push('length');
  if (reason !== signingReason(entryNumber, code)) found.push('act');
  if (!genTime || secondOf(genTime) !== secondOf(timestampedAt)) found.push('time');
  return found;
}

function secondOf(time: Date): number {
  return Math.floor(time.getTime() / 1000);
}
