import { PadesError } from '../failure.ts';
import { code, hexDigit, isDigit, isWhiteSpace } from './characters.ts';
import { malformedPdf, PdfString } from './model.ts';

/** No name, reason or colour table is longer; a string read octet by octet costs memory. */
const longestLiteral = 1_000_000;

const escapes: Readonly<Record<string, number>> = { n: 0x0a, r: 0x0d, t: 0x09, b: 0x08, f: 0x0c };

/** Reads the literal string whose `(` stands at `start` (ISO 32000-1 §7.3.4.2). */
export function readLiteralString(bytes: Uint8Array, start: number): PdfString {
  const octets: number[] = [];
  let open = 1;
  let position = start + 1;
  for (;;) {
    const octet = bytes[position++];
    if (octet === undefined) throw malformedPdf(`string at ${start} never ends`);
    if (octets.length > longestLiteral) throw new PadesError('pdf-limit-exceeded', `string at ${start} is too long`);
    if (octet === code.backslash) {
      position = readEscape(bytes, position, octets);
      continue;
    }
    if (octet === code.leftParenthesis) open++;
    if (octet === code.rightParenthesis && --open === 0) break;
    if (octet === code.carriageReturn) {
      // Any end of line inside a string reads as one line feed.
      if (bytes[position] === code.lineFeed) position++;
      octets.push(code.lineFeed);
    } else octets.push(octet);
  }
  return new PdfString(Uint8Array.from(octets), start, position);
}

/** Reads what follows a backslash at `position`; returns where reading goes on. */
function readEscape(bytes: Uint8Array, position: number, octets: number[]): number {
  const octet = bytes[position];
  if (octet === undefined) throw malformedPdf('escape cut short');
  if (octet === code.lineFeed) return position + 1;
  if (octet === code.carriageReturn) return bytes[position + 1] === code.lineFeed ? position + 2 : position + 1;
  if (!isDigit(octet) || octet > 0x37) {
    octets.push(escapes[String.fromCharCode(octet)] ?? octet);
    return position + 1;
  }
  let value = 0;
  let next = position;
  for (let digits = 0; digits < 3; digits++) {
    const digit = bytes[next];
    if (digit === undefined || digit < code.zero || digit > 0x37) break;
    value = value * 8 + digit - code.zero;
    next++;
  }
  octets.push(value & 0xff);
  return next;
}

/** Reads the hexadecimal string whose `<` stands at `start` (ISO 32000-1 §7.3.4.3). */
export function readHexString(bytes: Uint8Array, start: number): PdfString {
  let end = start + 1;
  while (end < bytes.length && bytes[end] !== code.greater) end++;
  if (end >= bytes.length) throw malformedPdf(`string at ${start} never ends`);
  const octets = new Uint8Array((end - start) >> 1);
  let digits = 0;
  for (let position = start + 1; position < end; position++) {
    const digit = hexDigit(bytes[position]);
    if (digit === undefined) {
      if (isWhiteSpace(bytes[position])) continue;
      throw malformedPdf(`string at ${start} is not hexadecimal`);
    }
    const index = digits >> 1;
    octets[index] = digits % 2 === 0 ? digit << 4 : (octets[index] ?? 0) | digit;
    digits++;
  }
  return new PdfString(octets.subarray(0, (digits + 1) >> 1), start, end + 1);
}
