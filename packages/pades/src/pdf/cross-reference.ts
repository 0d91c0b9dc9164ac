import { PadesError } from '../failure.ts';
import { isDigit } from './characters.ts';
import { decodeStream, type InflateBudget } from './filters.ts';
import type { ReadLimits } from './limits.ts';
import { malformedPdf, nameText, type PdfDictionary, type PdfStream, type PdfValue } from './model.ts';
import { PdfParser } from './parser.ts';

/** Where an object is: at an offset of the file, inside an object stream, or nowhere any more. */
export type ObjectPlace =
  | { readonly kind: 'offset'; readonly offset: number; readonly generation: number }
  | { readonly kind: 'compressed'; readonly stream: number; readonly index: number }
  | { readonly kind: 'free' };

/** Newest trailer and all places, newest first wins. */
export interface CrossReference {
  /** How the newest section is written; an update follows it (ISO 32000-1 §7.5.8.1). */
  readonly kind: 'table' | 'stream';
  readonly trailer: PdfDictionary;
  /** Offset that `startxref` gives. */
  readonly start: number;
  readonly places: ReadonlyMap<number, ObjectPlace>;
}

/** What the cross-reference reader needs of its file. */
export interface CrossReferenceSource {
  readonly bytes: Uint8Array;
  readonly limits: ReadLimits;
  readonly budget: InflateBudget;
  /** Reads the indirect object at an offset, which must be a stream whose /Length is direct. */
  streamAt(offset: number): PdfStream;
}

/** Follows `startxref` and every /Prev. Nothing is guessed or repaired: what is wrong is refused. */
export function readCrossReference(source: CrossReferenceSource): CrossReference {
  const start = startOffset(source.bytes);
  const collector = new PlaceCollector(source.limits.objects);
  const seen = new Set<number>();
  let newest: { kind: 'table' | 'stream'; trailer: PdfDictionary } | undefined;
  for (let offset: number | undefined = start; offset !== undefined; ) {
    if (seen.has(offset)) throw malformedPdf('cross-reference sections form a circle');
    seen.add(offset);
    if (seen.size > source.limits.sections) throw new PadesError('pdf-limit-exceeded', 'too many updates');
    const section = readSection(source, offset, collector);
    newest ??= section;
    offset = wholeNumber(section.trailer.get('Prev'));
  }
  if (newest === undefined) throw malformedPdf('no cross-reference section');
  return { ...newest, start, places: collector.places };
}

function wholeNumber(value: PdfValue | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) throw malformedPdf('bad /Prev');
  return value;
}

/** Reads the number after the last `startxref`, which only the end of the file may follow (ISO 32000-1 §7.5.5). */
function startOffset(bytes: Uint8Array): number {
  const tailStart = Math.max(0, bytes.length - 1024);
  const tail = Buffer.from(bytes.buffer, bytes.byteOffset + tailStart, bytes.length - tailStart).toString('latin1');
  const match = /startxref[\r\n ]+(\d{1,12})[\r\n ]+%%EOF[\r\n ]*$/.exec(tail);
  if (match === null) throw malformedPdf('the file does not end with startxref and %%EOF');
  return Number(match[1]);
}

function readSection(source: CrossReferenceSource, offset: number, collector: PlaceCollector) {
  if (offset >= source.bytes.length) throw malformedPdf('cross-reference offset outside the file');
  const parser = new PdfParser(source.bytes, offset, source.limits.depth);
  if (!parser.acceptKeyword('xref')) {
    return { kind: 'stream' as const, trailer: readStreamSection(source, offset, collector) };
  }
  readTable(parser, collector);
  const trailer = parser.value();
  if (!(trailer instanceof Map)) throw malformedPdf('trailer is not a dictionary');
  // Old readers see the table, new ones the stream: two documents in one file.
  if (trailer.has('XRefStm')) throw new PadesError('pdf-unsupported', 'hybrid cross-reference');
  return { kind: 'table' as const, trailer };
}

/** Takes in entries, newest section first. Hidden ones count as well: sections that overlap could be read without end. */
class PlaceCollector {
  readonly places = new Map<number, ObjectPlace>();
  #left: number;

  constructor(limit: number) {
    this.#left = limit;
  }

  add(number: number, place: ObjectPlace): void {
    if (this.#left-- <= 0) throw new PadesError('pdf-limit-exceeded', 'too many objects');
    if (!this.places.has(number)) this.places.set(number, place);
  }
}

/** `xref` table: subsections of 20-octet entries, up to `trailer` (ISO 32000-1 §7.5.4). */
function readTable(parser: PdfParser, collector: PlaceCollector): void {
  while (!parser.acceptKeyword('trailer')) {
    const first = parser.expectWholeNumber();
    const count = parser.expectWholeNumber();
    parser.skipSpace();
    for (let index = 0; index < count; index++) {
      const place = readTableEntry(parser.bytes, parser.position);
      collector.add(first + index, place);
      parser.position += 20;
    }
  }
}

function readTableEntry(bytes: Uint8Array, position: number): ObjectPlace {
  const offset = digits(bytes, position, 10);
  const generation = digits(bytes, position + 11, 5);
  const use = bytes[position + 17];
  if (bytes[position + 10] !== 0x20 || bytes[position + 16] !== 0x20 || position + 20 > bytes.length) {
    throw malformedPdf(`bad cross-reference entry at ${position}`);
  }
  if (use === 0x66) return { kind: 'free' };
  if (use !== 0x6e) throw malformedPdf(`bad cross-reference entry at ${position}`);
  return { kind: 'offset', offset, generation };
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

/** Cross-reference stream (ISO 32000-1 §7.5.8). */
function readStreamSection(source: CrossReferenceSource, offset: number, collector: PlaceCollector): PdfDictionary {
  const stream = source.streamAt(offset);
  const trailer = stream.dictionary;
  if (nameText(trailer.get('Type')) !== 'XRef') throw malformedPdf('not a cross-reference stream');
  const widths = numbers(trailer.get('W'));
  const [typeWidth = 0, secondWidth = 0, thirdWidth = 0] = widths;
  const width = typeWidth + secondWidth + thirdWidth;
  if (widths.length !== 3 || widths.some(value => value > 7) || width === 0) throw malformedPdf('bad /W');
  const index = trailer.has('Index') ? numbers(trailer.get('Index')) : [0, ...numbers([trailer.get('Size') ?? null])];
  const data = decodeStream(stream, source.budget);
  let position = 0;
  const field = (octets: number): number => {
    let value = 0;
    for (let count = 0; count < octets; count++) value = value * 256 + (data[position++] ?? 0);
    return value;
  };
  for (let pair = 0; pair < index.length; pair += 2) {
    const first = index[pair] ?? 0;
    const count = index[pair + 1] ?? 0;
    if (position + count * width > data.length) throw malformedPdf('cross-reference stream cut short');
    for (let step = 0; step < count; step++) {
      const type = typeWidth === 0 ? 1 : field(typeWidth);
      collector.add(first + step, placeOf(type, field(secondWidth), field(thirdWidth)));
    }
  }
  return trailer;
}

function placeOf(type: number, second: number, third: number): ObjectPlace {
  if (type === 0) return { kind: 'free' };
  if (type === 1) return { kind: 'offset', offset: second, generation: third };
  if (type === 2) return { kind: 'compressed', stream: second, index: third };
  throw malformedPdf(`cross-reference entry of type ${type}`);
}

function numbers(value: PdfValue | undefined): number[] {
  if (!Array.isArray(value)) throw malformedPdf('expected an array of numbers');
  return (value as readonly PdfValue[]).map(item => {
    if (typeof item !== 'number' || !Number.isSafeInteger(item) || item < 0) throw malformedPdf('expected a number');
    return item;
  });
}
