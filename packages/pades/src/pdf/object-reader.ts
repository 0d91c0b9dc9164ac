import { PadesError } from '../failure.ts';
import { code, isWhiteSpace } from './characters.ts';
import type { ReadLimits } from './limits.ts';
import { malformedPdf, PdfStream, type PdfValue } from './model.ts';
import { PdfParser } from './parser.ts';
import type { ReadingLog } from './reading-log.ts';

/** Length of a stream from its /Length, however that is given; -1 when it cannot be told. */
export type LengthOf = (value: PdfValue | undefined) => number;

/** Reads indirect objects where they stand in the file (ISO 32000-1 §7.3.8, §7.3.10). */
export class ObjectReader {
  readonly #bytes: Uint8Array;
  readonly #limits: ReadLimits;
  readonly #log: ReadingLog;
  #octetsLeft: number;

  constructor(bytes: Uint8Array, limits: ReadLimits, log: ReadingLog) {
    this.#bytes = bytes;
    this.#limits = limits;
    this.#log = log;
    this.#octetsLeft = limits.parsedBytes;
  }

  /** The object at an offset, with the number and generation that it states. */
  at(offset: number, lengthOf: LengthOf): { number: number; generation: number; value: PdfValue } {
    const parser = this.#parserAt(this.#bytes, offset);
    let skipped = 0;
    try {
      const number = parser.expectWholeNumber();
      const generation = parser.expectWholeNumber();
      parser.expectKeyword('obj');
      const value = this.#body(parser, number, lengthOf);
      if (value instanceof PdfStream) skipped = value.stored.length;
      return { number, generation, value };
    } finally {
      // Data counts for little: it is searched at most, where /Length is wrong.
      this.#octetsLeft -= parser.position - offset - skipped + Math.floor(skipped / 16);
    }
  }

  /** The value of bytes inside an object stream, where no stream may stand (§7.5.7). */
  inside(data: Uint8Array, offset: number): PdfValue {
    const parser = this.#parserAt(data, offset);
    try {
      const value = parser.value();
      if (value instanceof Map && parser.acceptKeyword('stream')) this.#log.doubt('a stream inside an object stream');
      return value;
    } finally {
      this.#octetsLeft -= parser.position - offset;
    }
  }

  #parserAt(bytes: Uint8Array, offset: number): PdfParser {
    if (this.#octetsLeft <= 0) throw new PadesError('pdf-limit-exceeded', 'parsed too much');
    return new PdfParser(bytes, offset, this.#limits.depth, this.#log);
  }

  #body(parser: PdfParser, number: number, lengthOf: LengthOf): PdfValue {
    const value = parser.value();
    if (parser.acceptKeyword('endobj')) return value;
    if (!(value instanceof Map) || !parser.acceptKeyword('stream')) {
      this.#log.forgive(`object ${number} does not end at ${parser.position}`);
      return value;
    }
    this.#skipEndOfLine(parser, number);
    const stored = this.#stored(parser, number, lengthOf(value.get('Length')));
    parser.position += stored.length;
    parser.expectKeyword('endstream');
    if (!parser.acceptKeyword('endobj')) this.#log.forgive(`object ${number} does not end at ${parser.position}`);
    return new PdfStream(value, stored);
  }

  /** A carriage return alone would leave open whether a line feed belongs to the data (§7.3.8.1). */
  #skipEndOfLine(parser: PdfParser, number: number): void {
    if (this.#bytes[parser.position] === code.carriageReturn) parser.position++;
    if (this.#bytes[parser.position] === code.lineFeed) parser.position++;
    else this.#log.forgive(`stream ${number} begins without an end of line`);
  }

  #stored(parser: PdfParser, number: number, length: number): Uint8Array {
    const start = parser.position;
    const isPossible = Number.isSafeInteger(length) && length >= 0 && start + length <= this.#bytes.length;
    if (isPossible && this.#endsAt(start + length)) return this.#bytes.subarray(start, start + length);
    this.#log.forgive(`bad stream /Length of object ${number}`);
    const view = Buffer.from(this.#bytes.buffer, this.#bytes.byteOffset, this.#bytes.byteLength);
    const end = view.indexOf('endstream', start);
    if (end < 0) {
      parser.position = this.#bytes.length;
      throw malformedPdf(`stream ${number} never ends`);
    }
    return this.#bytes.subarray(start, withoutEndOfLine(this.#bytes, start, end));
  }

  #endsAt(offset: number): boolean {
    return new PdfParser(this.#bytes, offset, 0, this.#log).acceptKeyword('endstream');
  }
}

/** Where data ends that is followed by an end of line and `endstream` at `end`. */
function withoutEndOfLine(bytes: Uint8Array, start: number, end: number): number {
  let last = end;
  if (last > start && bytes[last - 1] === code.lineFeed) last--;
  if (last > start && bytes[last - 1] === code.carriageReturn) last--;
  return last === end && last > start && isWhiteSpace(bytes[last - 1]) ? last - 1 : last;
}
