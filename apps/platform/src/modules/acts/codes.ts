import { createHash, createHmac, randomInt, timingSafeEqual } from 'node:crypto';
import {
  type ActId,
  crockford,
  endsWithCheckCharacter,
  groupCode,
  ok,
  refuse,
  type Result,
  spellCode,
  withCheckCharacter,
} from '../../kernel/index.ts';

const codeLength = 16;

/** A printed verification code: 15 random characters (75 bits) and one check character, ungrouped, in capitals. */
export type VerificationCode = string & { readonly __verificationCode: true };

/** First character of every code of training, and of no other. */
const trainingPrefix = 'T';

/** A new code from the system's randomness: of training, told by its first character, or of a real act. */
export function newCode({ training = false }: { readonly training?: boolean } = {}): VerificationCode {
  const firsts = training ? trainingPrefix : crockford.replace(trainingPrefix, '');
  const first = firsts[randomInt(firsts.length)] ?? '';
  const rest = Array.from({ length: codeLength - 2 }, () => crockford[randomInt(32)] ?? '').join('');
  return withCheck(`${first}${rest}`);
}

/** Completes 15 characters of the alphabet with their check character. */
export function withCheck(random: string): VerificationCode {
  return withCheckCharacter(random) as VerificationCode;
}

/** A code as it is printed: four groups of four. */
export function formatCode(code: VerificationCode): string {
  return groupCode(code);
}

/**
 * Reads a code as somebody typed it: any case, spaces and dashes anywhere, O for 0, I or L for 1. A typing error is named:
 * `acts.code-length` {length}, `acts.code-character` {position from 1, character}, `acts.code-check`.
 */
export function parseCode(text: string): Result<VerificationCode> {
  const normal = spellCode(text);
  const strange = Array.from(normal).findIndex(character => !crockford.includes(character));
  if (strange >= 0)
    return refuse('acts.code-character', { position: strange + 1, character: Array.from(normal)[strange] ?? '' });
  if (normal.length !== codeLength) return refuse('acts.code-length', { length: normal.length });
  if (!endsWithCheckCharacter(normal)) return refuse('acts.code-check');
  return ok(normal as VerificationCode);
}

/** SHA-256 under which the national directory files a code: it tells nothing to whoever reads the directory. */
export function codeHash(code: VerificationCode): Buffer {
  return createHash('sha256').update(`shubbak.code|${code}`).digest();
}

/**
 * KEY of the printed address `/v/CODE/KEY`, which opens the sealed file: HMAC-SHA-256 over act and generation, cut to 128
 * bits, in 22 characters of base64url. `accessKey` is 32 bytes and lives outside the database; a new generation renews a
 * KEY that leaked.
 */
export function deriveKey(accessKey: Uint8Array, actId: ActId, generation: number): string {
  return createHmac('sha256', accessKey)
    .update(`${actId}|${generation}`)
    .digest()
    .subarray(0, 16)
    .toString('base64url');
}

/** Whether `given` (as it came in an address) is the act's KEY, compared without telling by time how much of it is right. */
export function isKey(given: string, accessKey: Uint8Array, actId: ActId, generation: number): boolean {
  const expected = createHash('sha256')
    .update(deriveKey(accessKey, actId, generation))
    .digest();
  return timingSafeEqual(createHash('sha256').update(given).digest(), expected);
}

/**
 * What an act's signature gives as its reason: entry number and printed code. It lies in the signed bytes, so that the file of
 * one act can never stand for another.
 */
export function signingReason(entryNumber: string, code: VerificationCode): string {
  return `${entryNumber} · ${formatCode(code)}`;
}
