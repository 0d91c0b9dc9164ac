import { PadesError } from '../failure.ts';
import { decodeStream, type InflateBudget } from './filters.ts';
import type { ReadLimits } from './limits.ts';
import { malformedPdf, nameText, type PdfDictionary, type PdfStream, type PdfValue } from './model.ts';
import { PdfParser } from './parser.ts';
import type { ReadingLog } from './reading-log.ts';
import { type ObjectPlace, PlaceCollector, samePlace } from './places.ts';
import { readTable } from './cross-reference-table.ts';

/** One section: a table (with the stream that a hybrid file hides beside it), or a stream. */
export interface CrossReferenceSection {
  readonly kind: 'table' | 'stream';
  readonly trailer: PdfDictionary;
  /** Offset at which it stands. */
  readonly offset: number;
}

/** Newest trailer and all places, newest first wins. */
export interface CrossReference {
  /** How the newest section is written; an update follows it (ISO 32000-1 §7.5.8.1). */
  readonly kind: 'table' | 'stream';
  readonly trailer: PdfDictionary;
  /** Offset that `startxref` gives. */
  readonly start: number;
  readonly places: ReadonlyMap<number, ObjectPlace>;
  /** Newest first; empty when the file was read without its cross-reference. */
  readonly sections: readonly CrossReferenceSection[];
}

/** What the cross-reference reader needs of its file. */
export interface CrossReferenceSource {
  readonly bytes: Uint8Array;
  readonly limits: ReadLimits;
  readonly budget: InflateBudget;
  readonly log: ReadingLog;
  /** Reads the indirect object at an offset, which must be a stream whose /Length is direct. */
  streamAt(offset: number): PdfStream;
}

/** Follows `startxref` and every /Prev. What is wrong is refused, or noted where the file is read forgivingly. */
export function readCrossReference(source: CrossReferenceSource): CrossReference {
  const start = startOffset(source);
  const collector = new PlaceCollector(source.limits.objects, source.log);
  const sections: CrossReferenceSection[] = [];
  const seen = new Set<number>();
  for (let offset: number | undefined = start; offset !== undefined; ) {
    if (seen.has(offset)) throw malformedPdf('cross-reference sections form a circle');
    seen.add(offset);
    if (seen.size > source.limits.sections) throw new PadesError('pdf-limit-exceeded', 'too many updates');
    const section = readSection(source, offset, collector);
    sections.push(section);
    offset = previousOffset(source, section, collector.places.size);
  }
  const [newest] = sections;
  if (newest === undefined) throw malformedPdf('no cross-reference section');
  return { kind: newest.kind, trailer: newest.trailer, start, places: collector.places, sections };
}

/** Where the section before stands. `/Prev 0` is what some writers put for none. */
function previousOffset(
  { log, bytes }: CrossReferenceSource,
  { trailer }: CrossReferenceSection,
  placed: number,
): number | undefined {
  const value = trailer.get('Prev');
  if (value === undefined) return undefined;
  if (typeof value === 'number' && Number.isSafeInteger(value) && value > 0 && value < bytes.length) return value;
  log.forgive('bad /Prev');
  // An update without what it updates: viewers then search for the rest.
  if (placed < Number(trailer.get('Size'))) throw malformedPdf('bad /Prev, and objects are missing');
  return undefined;
}

const strictEnd = /startxref[\r\n ]+(\d{1,12})[\r\n ]+%%EOF[\r\n ]*$/;
const forgivenEnd = /startxref\s+(\d{1,12})(?!.*startxref\s+\d)/s;

/** Reads the number after the last `startxref`, which only the end of the file may follow (ISO 32000-1 §7.5.5). */
function startOffset({ bytes, log }: CrossReferenceSource): number {
  const tailStart = Math.max(0, bytes.length - 1024);
  const tail = Buffer.from(bytes.buffer, bytes.byteOffset + tailStart, bytes.length - tailStart).toString('latin1');
  const match = strictEnd.exec(tail);
  if (match !== null) return Number(match[1]);
  log.forgive('the file does not end with startxref and %%EOF');
  const found = forgivenEnd.exec(tail);
  if (found === null) throw malformedPdf('no startxref');
  return Number(found[1]);
}

function readSection(source: CrossReferenceSource, offset: number, collector: PlaceCollector): CrossReferenceSection {
  if (offset >= source.bytes.length) throw malformedPdf('cross-reference offset outside the file');
  const parser = new PdfParser(source.bytes, offset, source.limits.depth, source.log);
  if (!parser.acceptKeyword('xref')) {
    const trailer = readStreamSection(source, offset, collector.section());
    return { kind: 'stream', trailer, offset };
  }
  const table = collector.table();
  readTable(parser, table, source.log);
  const trailer = parser.value();
  if (!(trailer instanceof Map)) throw malformedPdf('trailer is not a dictionary');
  const hidden = trailer.get('XRefStm');
  if (hidden !== undefined) readHidden(source, hidden, { table, collector });
  return { kind: 'table', trailer, offset };
}

type Section = ReturnType<PlaceCollector['section']>;

/**
 * The stream that a hybrid file hides from old readers (§7.5.8.4): it stands after its table and before /Prev, and gives
 * objects that the table calls free. Where the table gives another place, old and new readers see two documents.
 */
function readHidden(
  source: CrossReferenceSource,
  hidden: PdfValue,
  { table, collector }: { readonly table: Section; readonly collector: PlaceCollector },
): void {
  if (typeof hidden !== 'number' || !Number.isSafeInteger(hidden) || hidden < 0) throw malformedPdf('bad /XRefStm');
  const section = collector.section();
  readStreamSection(source, hidden, section);
  for (const [number, place] of section.own) {
    const shown = table.own.get(number);
    if (shown === undefined) collector.hide(number, place);
    else if (shown.kind === 'free') collector.reveal(number, shown, place);
    else if (!samePlace(shown, place)) source.log.doubt(`object ${number} has another place for old readers`);
  }
}

/** Cross-reference stream (ISO 32000-1 §7.5.8). */
function readStreamSection(source: CrossReferenceSource, offset: number, section: Section): PdfDictionary {
  const stream = source.streamAt(offset);
  const trailer = stream.dictionary;
  if (nameText(trailer.get('Type')) !== 'XRef') {
    if (!trailer.has('W')) throw malformedPdf('not a cross-reference stream');
    source.log.forgive('cross-reference stream without its /Type');
  }
  const widths = numbers(trailer.get('W'));
  const [typeWidth = 0, secondWidth = 0, thirdWidth = 0] = widths;
  const width = typeWidth + secondWidth + thirdWidth;
  // Some writers give offsets eight octets; what is no safe integer is no place in any file.
  if (widths.length !== 3 || widths.some(value => value > 8) || width === 0) throw malformedPdf('bad /W');
  const index = trailer.has('Index') ? numbers(trailer.get('Index')) : [0, ...numbers([trailer.get('Size') ?? null])];
  const data = decodeStream(stream, source.budget);
  let position = 0;
  const field = (octets: number): number => {
    let value = 0;
    for (let count = 0; count < octets; count++) value = value * 256 + (data[position++] ?? 0);
    if (!Number.isSafeInteger(value)) throw malformedPdf('cross-reference entry out of any file');
    return value;
  };
  for (let pair = 0; pair < index.length; pair += 2) {
    const first = index[pair] ?? 0;
    const count = index[pair + 1] ?? 0;
    if (position + count * width > data.length) throw malformedPdf('cross-reference stream cut short');
    for (let step = 0; step < count; step++) {
      const type = typeWidth === 0 ? 1 : field(typeWidth);
      section.add(first + step, placeOf(type, field(secondWidth), field(thirdWidth)));
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
