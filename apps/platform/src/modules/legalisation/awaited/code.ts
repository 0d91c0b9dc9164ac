import { createHash, randomInt } from 'node:crypto';
import {
  crockford,
  endsWithCheckCharacter,
  groupCode,
  ok,
  refuse,
  type Result,
  spellCode,
  withCheckCharacter,
} from '../../../kernel/index.ts';

/**
 * What the awaited person brings to an office: 15 random characters (75 bits) and one check character. It opens nothing by itself: it
 * takes a member of staff at a counter, and the person.
 */
export type AwaitedCode = string & { readonly __awaitedCode: true };

const length = 16;

/** A new code from the system's randomness. */
export function newAwaitedCode(): AwaitedCode {
  const characters = Array.from({ length: length - 1 }, () => crockford[randomInt(32)] ?? '').join('');
  return withCheckCharacter(characters) as AwaitedCode;
}

/** Reads a code as typed or scanned. Refused: `legalisation.code-mistyped`, which its check character tells without asking any table. */
export function readAwaitedCode(typed: string): Result<AwaitedCode> {
  const code = spellCode(typed);
  const written =
    code.length === length &&
    Array.from(code).every(character => crockford.includes(character)) &&
    endsWithCheckCharacter(code);
  return written ? ok(code as AwaitedCode) : refuse('legalisation.code-mistyped');
}

/** The code as it is printed: groups of four. */
export function formatAwaitedCode(code: AwaitedCode): string {
  return groupCode(code);
}

/** What the directory keeps of a code: with 75 random bits a digest without a key is not undone. */
export function digestOf(code: AwaitedCode): Buffer {
  return createHash('sha256').update(`legalisation-awaited\0${code}`).digest();
}
