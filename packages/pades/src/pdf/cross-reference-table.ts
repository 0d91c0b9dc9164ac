import { isDigit, isWhiteSpace } from './characters.ts';
import { malformedPdf } from './model.ts';
import type { PdfParser } from './parser.ts';
import type { ObjectPlace } from './places.ts';
import type { ReadingLog } from './reading-log.ts';

interface Section {
  add(number: number, place: ObjectPlace): void;
}

/** `xref` table: subsections of 20-octet entries, up to `trailer` (ISO 32000-1 §7.5.4). */
export function readTable(parser: PdfParser, section: Section, log: ReadingLog): void {
  while (!parser.acceptKeyword('trailer')) {
    const given = parser.expectWholeNumber();
    const count = parser.expectWholeNumber();
    parser.skipSpace();
    const first = firstNumber(parser, given, log);
    for (let index = 0; index < count; index++) section.add(first + index, readEntry(parser, log));
  }
}

/** The list of free objects begins with object 0; some writers count it as 1, and all others one too high with it. */
function firstNumber(parser: PdfParser, given: number, log: ReadingLog): number {
  const isHead = Buffer.from(parser.bytes.subarray(parser.position, parser.position + 18)).toString('latin1');
  if (given !== 1 || isHead !== '0000000000 65535 f') return given;
  log.forgive('the cross-reference table counts from 1');
  return 0;
}

function readEntry(parser: PdfParser, log: ReadingLog): ObjectPlace {
  const { bytes, position } = parser;
  const offset = digits(bytes, position, 10);
  const generation = digits(bytes, position + 11, 5);
  const use = bytes[position + 17];
  if (bytes[position + 10] !== 0x20 || bytes[position + 16] !== 0x20 || position + 18 > bytes.length) {
    throw malformedPdf(`bad cross-reference entry at ${position}`);
  }
  parser.position = endOfEntry(bytes, position, log);
  if (use === 0x66) return { kind: 'free' };
  if (use !== 0x6e) throw malformedPdf(`bad cross-reference entry at ${position}`);
  return { kind: 'offset', offset, generation };
}

/** Two octets end an entry. Some writers put one, or three: the next entry begins where the white space ends. */
function endOfEntry(bytes: Uint8Array, position: number, log: ReadingLog): number {
  const isUsual = isWhiteSpace(bytes[position + 18]) && isWhiteSpace(bytes[position + 19]);
  if (isUsual && !isWhiteSpace(bytes[position + 20])) return position + 20;
  if (isUsual && position + 20 >= bytes.length) throw malformedPdf('cross-reference table cut short');
  log.forgive('cross-reference entries of another length than 20');
  let end = position + 18;
  while (end < position + 24 && isWhiteSpace(bytes[end])) end++;
  return end;
}

function digits(bytes: Uint8Array, position: number, count: number): number {
  let value = 0;
  for (let index = position; index < position + count; index++) {
    const octet = bytes[index];
    if (octet === undefined || !isDigit(octet)) throw malformedPdf(`bad cross-reference entry at ${position}`);
    value = value * 10 + octet - 0x30;
  }
  return value;
}
