import { type OwnSignatureCheck, type SignatureReport, validate, verifyOwnSignature } from '@shubbak/pades';
import type { FileTrust, SealedLevel } from './model.ts';

/** What a sealed file says of itself. Depends on its bytes and the pinned trust alone. */
export interface FileJudgement {
  /** Checks of the officer's signature that did not hold, and `changed-after` for additions that only a forger would make. */
  readonly failures: readonly (OwnSignatureCheck | 'changed-after')[];
  readonly length: number;
  /** Field of the officer's signature; undefined where there is none. */
  readonly field: string | undefined;
  /** Number and code, from the signed bytes. */
  readonly reason: string | undefined;
  /** The authority's time in the officer's signature. */
  readonly genTime: Date | undefined;
  readonly level: SealedLevel;
  /** End of the certificates that the newest document timestamp hangs from; undefined where there is none. */
  readonly timestampEnds: Date | undefined;
}

/**
 * Judges a sealed file of any revision: the officer's signature as it was made, and after it nothing but long-term data and
 * document timestamps that hold (EN 319 142-1 §5.4). The level counts only what was verified.
 */
export function judgeSealedFile(bytes: Buffer, trust: FileTrust): FileJudgement {
  const asMade = verifyOwnSignature(bytes, trust);
  if (asMade.valid) return readOwn(bytes, asMade, { level: 'B-T', timestampEnds: undefined, changed: false });
  const archived = judgeArchived(bytes, trust);
  if (!archived) return readOwn(bytes, asMade, { level: 'B-T', timestampEnds: undefined, changed: false });
  return readOwn(bytes, verifyOwnSignature(bytes.subarray(0, archived.end), trust), archived);
}

interface Standing {
  readonly level: SealedLevel;
  readonly timestampEnds: Date | undefined;
  readonly changed: boolean;
}

function readOwn(
  { length }: Buffer,
  { failures, fieldName, reason, timestamp }: ReturnType<typeof verifyOwnSignature>,
  { level, timestampEnds, changed }: Standing,
): FileJudgement {
  const checks = failures.map(({ check }) => check);
  return {
    failures: changed ? [...checks, 'changed-after'] : checks,
    length,
    field: fieldName,
    reason,
    genTime: timestamp?.genTime,
    level,
    timestampEnds,
  };
}

/** What follows the officer's signature; undefined where no document timestamp does. */
function judgeArchived(bytes: Buffer, trust: FileTrust): (Standing & { readonly end: number }) | undefined {
  // Without fresh words on the newest timestamp's own authority, which no file can hold: the next timestamp brings them.
  const { findings, signatures } = validate(bytes, { ...trust, policy: { revocation: 'if-available' } });
  const index = signatures.findLastIndex(({ kind }) => kind === 'signature');
  const [officer, ...stamps] = signatures.slice(index);
  const newest = stamps.at(-1);
  if (index < 0 || !officer || !newest) return undefined;
  const isOnlyData = officer.changes.class === 'none' || officer.changes.class === 'long-term-data';
  const isWhole = newest.revision.coversWholeFile && stamps.every(holds);
  return {
    end: officer.revision.end,
    changed: findings.length > 0 || !isOnlyData || !isWhole,
    level: officer.level === 'B-LTA' ? 'B-LTA' : 'B-T',
    timestampEnds: endOf(newest),
  };
}

/** Not failed: a timestamp whose authority's certificate has ended meanwhile proves less, and is no sign of forgery. */
function holds({ conclusion }: SignatureReport): boolean {
  return conclusion.indication !== 'TOTAL-FAILED';
}

function endOf({ path }: SignatureReport): Date | undefined {
  const ends = path.filter(({ revocation }) => revocation !== 'trusted').map(({ notAfter }) => notAfter.getTime());
  return ends.length > 0 ? new Date(Math.min(...ends)) : undefined;
}
