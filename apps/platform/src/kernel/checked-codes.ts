import { randomInt } from 'node:crypto';
import { crockford, endsWithCheckCharacter, withCheckCharacter } from './check-character.ts';

/** A new code of `length` characters, of which the last checks the others: five bits of the system’s randomness each, before the check. */
export function newCheckedCode(length: number): string {
  return withCheckCharacter(Array.from({ length: length - 1 }, () => crockford[randomInt(32)] ?? '').join(''));
}

/** Whether a code, as `spellCode` leaves it, has its length, its alphabet and its check character. */
export function isCheckedCode(code: string, length: number): boolean {
  return (
    code.length === length &&
    Array.from(code).every(character => crockford.includes(character)) &&
    endsWithCheckCharacter(code)
  );
}
