import { createHash, createHmac, randomInt, timingSafeEqual } from 'node:crypto';
import { type ActId, ok, refuse, type Result } from '../../kernel/index.ts';

/** Crockford's base 32: no I, L, O or U, so that no character is read as another. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const codeLength = 16;

/** A printed verification code: 15 random characters (75 bits) and one check character, ungrouped, in capitals. */
export type VerificationCode = string & { readonly __verificationCode: true };

/** Multiplication by x in GF(32) = GF(2)[x]/(x⁵+x²+1), where x generates all 31 non-zero elements. */
function timesX(element: number): number {
  const shifted = element << 1;
  return shifted & 0b100000 ? shifted ^ 0b100101 : shifted;
}

/**
 * Value of the polynomial whose coefficients are the characters, at x. A code is right when it is zero. The powers of x
 * for 16 places all differ, so one wrong character, or any two characters exchanged, never gives zero again.
 */
function evaluate(characters: Iterable<string>): number {
  let value = 0;
  for (const character of characters) value = timesX(value) ^ alphabet.indexOf(character);
  return value;
}

/** A new code from the system's randomness. */
export function newCode(): VerificationCode {
  const random = Array.from({ length: codeLength - 1 }, () => alphabet[randomInt(32)] ?? '').join('');
  return withCheck(random);
}

/** Completes 15 characters of the alphabet with their check character. */
export function withCheck(random: string): VerificationCode {
  return `${random}${alphabet[timesX(evaluate(random))]}` as VerificationCode;
}

/** A code as it is printed: four groups of four. */
export function formatCode(code: VerificationCode): string {
  return code.replace(/(.{4})(?=.)/g, '$1-');
}

/**
 * Reads a code as somebody typed it: any case, spaces and dashes anywhere, O for 0, I or L for 1. A typing error is named:
 * `acts.code-length` {length}, `acts.code-character` {position from 1, character}, `acts.code-check`.
 */
export function parseCode(text: string): Result<VerificationCode> {
  const typed = text.replace(/[\s\p{Dash}\u200e\u200f\u2066-\u2069]/gu, '').toUpperCase();
  const normal = typed.replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  const strange = Array.from(normal).findIndex(character => !alphabet.includes(character));
  if (strange >= 0)
    return refuse('acts.code-character', { position: strange + 1, character: Array.from(normal)[strange] ?? '' });
  if (normal.length !== codeLength) return refuse('acts.code-length', { length: normal.length });
  if (evaluate(normal) !== 0) return refuse('acts.code-check');
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
