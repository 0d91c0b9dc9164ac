/** Character codes that PDF syntax turns on (ISO 32000-1 §7.2.2). */
export const code = {
  lineFeed: 0x0a,
  carriageReturn: 0x0d,
  numberSign: 0x23,
  percent: 0x25,
  leftParenthesis: 0x28,
  rightParenthesis: 0x29,
  slash: 0x2f,
  zero: 0x30,
  nine: 0x39,
  less: 0x3c,
  greater: 0x3e,
  leftBracket: 0x5b,
  backslash: 0x5c,
  rightBracket: 0x5d,
  capitalR: 0x52,
} as const;

const whiteSpace = new Uint8Array(256);
for (const octet of [0x00, 0x09, 0x0a, 0x0c, 0x0d, 0x20]) whiteSpace[octet] = 1;
const delimiter = new Uint8Array(256);
for (const character of '()<>[]{}/%') delimiter[character.charCodeAt(0)] = 1;

/** NUL, tab, line feed, form feed, carriage return, space. */
export function isWhiteSpace(octet: number | undefined): boolean {
  return octet !== undefined && whiteSpace[octet] === 1;
}

/** Neither white space nor delimiter, and not the end. */
export function isRegular(octet: number | undefined): boolean {
  return octet !== undefined && whiteSpace[octet] === 0 && delimiter[octet] === 0;
}

/** 0 to 9. */
export function isDigit(octet: number | undefined): boolean {
  return octet !== undefined && octet >= code.zero && octet <= code.nine;
}

/** Value of a hexadecimal digit; undefined when it is none. */
export function hexDigit(octet: number | undefined): number | undefined {
  if (octet === undefined) return undefined;
  if (isDigit(octet)) return octet - code.zero;
  const lower = octet | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : undefined;
}
