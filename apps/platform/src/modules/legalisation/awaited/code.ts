import { createHash } from 'node:crypto';
import { groupCode, isCheckedCode, newCheckedCode, ok, refuse, type Result, spellCode } from '../../../kernel/index.ts';

/**
 * What the awaited person brings to an office: 15 random characters (75 bits) and one check character. It opens nothing by itself: it
 * takes a member of staff at a counter, and the person.
 */
export type AwaitedCode = string & { readonly __awaitedCode: true };

const length = 16;

/** A new code from the system's randomness. */
export function newAwaitedCode(): AwaitedCode {
  return newCheckedCode(length) as AwaitedCode;
}

/** Reads a code as typed or scanned. Refused: `legalisation.code-mistyped`, which its check character tells without asking any table. */
export function readAwaitedCode(typed: string): Result<AwaitedCode> {
  const code = spellCode(typed);
  return isCheckedCode(code, length) ? ok(code as AwaitedCode) : refuse('legalisation.code-mistyped');
}

/** The code as it is printed: groups of four. */
export function formatAwaitedCode(code: AwaitedCode): string {
  return groupCode(code);
}

/** What the directory keeps of a code: with 75 random bits a digest without a key is not undone. */
export function digestOf(code: AwaitedCode): Buffer {
  return createHash('sha256').update(`legalisation-awaited\0${code}`).digest();
}
