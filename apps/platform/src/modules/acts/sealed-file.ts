import { type ActId, type CommuneId, isTraining, ok, refuse, type Result } from '../../kernel/index.ts';
import type { BlobStore } from '../../platform/blobs/index.ts';
import { signingReason, type VerificationCode } from './codes.ts';
import { type FileJudgement, judgeSealedFile } from './file-judgement.ts';
import { type FileTrust, type SealedFile, type SealedLevel, trustFor } from './model.ts';

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

/** What did not hold: a check of the signature or of what follows it, or the stored bytes, their length, the act they name, their time. */
export type FileCheck = FileJudgement['failures'][number] | 'stored' | 'length' | 'act' | 'time';

/** A sealed file that must not leave the house. Ids and fixed words only: fit for a log. */
export interface UnprovenFile {
  readonly communeId: CommuneId;
  readonly actId: ActId;
  readonly failures: readonly FileCheck[];
}

/** A sealed file that bears its act out. */
export interface ProvenFile {
  readonly bytes: Buffer;
  /** Field of the officer's signature. */
  readonly field: string;
  readonly level: SealedLevel;
}

/** What sealed files stand on. */
export interface SealedFilesDeps {
  readonly blobs: BlobStore;
  readonly trust: FileTrust;
  /** The alarm: told each time that a file is asked for and does not pass. */
  readonly onUnproven: (file: UnprovenFile) => void;
}

/** The only way to a sealed file: rows that somebody added to the database prove nothing. */
export interface SealedFiles {
  /**
   * Whether the stored file, of whichever revision, bears the act out: signed by a trusted officer for this very act, at the
   * time on record. Answers the level that was proven with it; undefined when it does not.
   */
  prove(claim: FileClaim): Promise<SealedLevel | undefined>;
  /** The file's bytes, so proven. Refuses `acts.file-unproven`. */
  open(claim: FileClaim): Promise<Result<ProvenFile>>;
}

/** Judgements kept: some hundred octets each, for as many acts as an installation is asked about in a day. */
const mostKept = 10_000;

/** Sealed files of `blobs`, each judged once for as long as the process remembers it. */
export function createSealedFiles({ blobs, trust, onUnproven }: SealedFilesDeps): SealedFiles {
  // A file of training proves nothing for a real commune, nor the other way: each is remembered with the roots it was judged by.
  const kept = new Map<string, FileJudgement>();
  const keyOf = ({ communeId, file }: FileClaim): string => `${isTraining(communeId) ? 'training/' : ''}${file.sha256}`;
  const judge = (claim: FileClaim, bytes: Buffer): FileJudgement => {
    const key = keyOf(claim);
    const judgement = kept.get(key) ?? judgeSealedFile(bytes, trustFor(trust, claim.communeId));
    // Put last again: the one that was not asked for longest is forgotten first.
    kept.delete(key);
    kept.set(key, judgement);
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
  const open = async (claim: FileClaim): Promise<Result<ProvenFile>> => {
    const { communeId, file } = claim;
    // Re-hashed by the store: lost or altered on disk is as bad as forged.
    const bytes = await blobs.get(communeId, file.sha256).catch(() => undefined);
    if (!bytes) return refused(claim, ['stored']);
    const judgement = judge(claim, bytes);
    const failures = compareToClaim(claim, judgement);
    const { field, level } = judgement;
    return failures.length === 0 && field !== undefined ? ok({ bytes, field, level }) : refused(claim, failures);
  };
  return {
    open,
    prove: async claim => {
      const judgement = kept.get(keyOf(claim));
      if (judgement !== undefined && compareToClaim(claim, judgement).length === 0) return judgement.level;
      const opened = await open(claim);
      return opened.ok ? opened.value.level : undefined;
    },
  };
}

/** What of an act its file does not bear out. Number and code are in the signed bytes: another act's genuine file is refused like a forged one. */
export function compareToClaim(
  { entryNumber, code, timestampedAt, file }: Pick<FileClaim, 'entryNumber' | 'code' | 'timestampedAt' | 'file'>,
  { failures, length, reason, genTime }: FileJudgement,
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
