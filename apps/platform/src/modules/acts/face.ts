import type { ActId, PersonName } from '../../kernel/index.ts';
import type { ActFace } from '../sealing/index.ts';
import { deriveKey, type VerificationCode } from './codes.ts';
import type { GivenFace, PublicFace } from './model.ts';

/**
 * A face as the database keeps it: its instant in ISO 8601, and without the printed address, whose KEY is computed when a
 * paper is printed and stored nowhere.
 */
export type StoredFace = Omit<ActFace, 'instant' | 'verifyUrl'> & { readonly instant: string | null };

/** The face to be stored as JSON. */
export function storeFace({ verifyUrl: _secret, instant, ...face }: ActFace): StoredFace {
  return { ...face, instant: instant?.toISOString() ?? null };
}

/** The face that was stored, its printed address still to be computed. */
export function restoreFace(stored: StoredFace): ActFace {
  return { ...stored, verifyUrl: null, instant: stored.instant === null ? null : new Date(stored.instant) };
}

/** What completes a face when its number is reserved. */
export interface FaceCompletion {
  readonly entryNumber: string;
  readonly code: VerificationCode;
  readonly instant: Date;
  readonly officer: ActFace['officer'];
  readonly publicUrl: string;
}

/** The face of an act: what rooms gave, with number, code, minute and officer. */
export function completeFace(
  given: GivenFace,
  { entryNumber, code, instant, officer, publicUrl }: FaceCompletion,
): ActFace {
  const host = `${new URL(publicUrl).host}/v`;
  return { ...given, number: entryNumber, code, verifyUrl: null, host, instant, officer };
}

/** The face as it is printed: with the address that its QR code carries. */
export function addressFace(
  face: ActFace,
  { publicUrl, accessKey }: { readonly publicUrl: string; readonly accessKey: Uint8Array },
  actId: ActId,
  generation: number,
): ActFace {
  return { ...face, verifyUrl: `${publicUrl}/v/${face.code}/${deriveKey(accessKey, actId, generation)}` };
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
    capacities: signatories.map(({ capacity }) => capacity ?? null),
    instant: instant.toISOString(),
    pages,
    mark,
  };
}

/** Enough of a name to recognise one's own, not enough to learn another's: the first letter of each word, lengths hidden. */
export function maskName({ arabic, latin }: PersonName): PersonName {
  return { arabic: maskWords(arabic), latin: maskWords(latin) };
}

/** The same of a name in one script, as somebody typed it. */
export function maskWords(name: string): string {
  return name
    .trim()
    .split(/\s+/)
    .map(word => `${Array.from(word)[0] ?? ''}•••`)
    .join(' ');
}
