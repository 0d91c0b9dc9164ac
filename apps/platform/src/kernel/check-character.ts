/** Crockford's base 32: no I, L, O or U, so that no character is read as another. */
export const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Multiplication by x in GF(32) = GF(2)[x]/(x⁵+x²+1), where x generates all 31 non-zero elements. */
function timesX(element: number): number {
  const shifted = element << 1;
  return shifted & 0b100000 ? shifted ^ 0b100101 : shifted;
}

/** Value at x of the polynomial whose coefficients are the characters. */
function evaluate(characters: Iterable<string>): number {
  let value = 0;
  for (const character of characters) value = timesX(value) ^ crockford.indexOf(character);
  return value;
}

/** Completes up to 30 characters of the alphabet with a check character. */
export function withCheckCharacter(characters: string): string {
  return `${characters}${crockford[timesX(evaluate(characters))]}`;
}

/**
 * Whether a code ends with its check character: its polynomial is zero at x. The powers of x differ for up to 31 places, so one wrong
 * character, or any two characters exchanged, never gives zero again.
 */
export function endsWithCheckCharacter(code: string): boolean {
  return evaluate(code) === 0;
}

/**
 * A printed code as somebody typed it, spelt as it was made: capitals, no spaces, dashes or marks of direction, O read as 0, I and
 * L as 1. What else stands in it stays.
 */
export function spellCode(typed: string): string {
  const capitals = typed.replace(/[\s\p{Dash}\u200e\u200f\u2066-\u2069]/gu, '').toUpperCase();
  return capitals.replaceAll('O', '0').replaceAll(/[IL]/g, '1');
}

/** A code as it is printed: groups of four. */
export function groupCode(code: string): string {
  return code.replace(/(.{4})(?=.)/g, '$1-');
}
