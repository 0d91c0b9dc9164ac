import type { PersonName } from '../../kernel/index.ts';
import type { ActFace } from '../sealing/index.ts';
import type { VerificationCode } from './codes.ts';
import type { GivenFace, PublicFace } from './model.ts';

/** A face as the database keeps it: the same, its instant in ISO 8601. */
export type StoredFace = Omit<ActFace, 'instant'> & { readonly instant: string | null };

/** The face to be stored as JSON. */
export function storeFace(face: ActFace): StoredFace {
  return { ...face, instant: face.instant?.toISOString() ?? null };
}

/** The face that was stored. */
export function restoreFace(stored: StoredFace): ActFace {
  return { ...stored, instant: stored.instant === null ? null : new Date(stored.instant) };
}

/** What completes a face when its number is reserved. */
export interface FaceCompletion {
  readonly entryNumber: string;
  readonly code: VerificationCode;
  /** KEY of the printed address. */
  readonly key: string;
  readonly instant: Date;
  readonly officer: ActFace['officer'];
  readonly publicUrl: string;
}

/** The whole face: what rooms gave, with number, code, address, minute and officer. */
export function completeFace(
  given: GivenFace,
  { entryNumber, code, key, instant, officer, publicUrl }: FaceCompletion,
): ActFace {
  return {
    ...given,
    number: entryNumber,
    code,
    verifyUrl: `${publicUrl}/v/${code}/${key}`,
    host: `${new URL(publicUrl).host}/v`,
    instant,
    officer,
  };
}

/** What a bare code shows of a face. Throws for a draft's, which has no minute. */
export function publicFaceOf({ office, officer, signatories, instant, pages, mark }: ActFace): PublicFace {
  if (!instant) throw new Error('only the face of an act is public');
  return {
    commune: office.commune,
    arrondissement: office.arrondissement,
    office: office.name,
    officer: officer.name,
    capacity: officer.capacity,
    signatories: signatories.map(({ name }) => maskName(name)),
    instant: instant.toISOString(),
    pages,
    mark,
  };
}

/** Enough of a name to recognise one's own, not enough to learn another's: the first letter of each word, lengths hidden. */
export function maskName({ arabic, latin }: PersonName): PersonName {
  return { arabic: maskWords(arabic), latin: maskWords(latin) };
}

function maskWords(name: string): string {
  return name
    .trim()
    .split(/\s+/)
    .map(word => `${word.slice(0, 1)}•••`)
    .join(' ');
}
