import { PadesError } from '../failure.ts';
import type { CrossReference, CrossReferenceSource } from './cross-reference.ts';
import { malformedPdf, nameText, type PdfDictionary, PdfReference, PdfStream, type PdfValue } from './model.ts';
import { type ScannedObject, scanObjects } from './object-scan.ts';
import { PdfParser } from './parser.ts';
import type { ObjectPlace } from './places.ts';

/** What rebuilding needs beside the source of any cross-reference. */
export interface RebuildSource extends CrossReferenceSource {
  /** Reads whatever object stands at an offset; throws when none does. */
  objectAt(found: ScannedObject): PdfValue;
  /** Numbers of the objects in an object stream, in its order. */
  membersOf(stream: PdfStream): readonly number[];
}

/**
 * The cross-reference of a file whose own cannot be read: every object where it stands last, as viewers rebuild it. For
 * judging only: a file that needs this is refused for signing.
 */
export function rebuildCrossReference(source: RebuildSource): CrossReference {
  const places = new Map<number, ObjectPlace>();
  let root: PdfDictionary | undefined;
  for (const found of scanObjects(source.bytes, source.limits.objects, source.log)) {
    const { number, generation, offset } = found;
    places.set(number, { kind: 'offset', offset, generation });
    const value = mayMatter(source.bytes, offset) ? readSafely(source, found) : undefined;
    if (value instanceof PdfStream) addStream(source, places, number, value);
    if (value instanceof PdfStream && value.dictionary.has('Root')) root = value.dictionary;
    if (value instanceof Map && nameText(value.get('Type')) === 'Catalog' && root === undefined) {
      root = new Map<string, PdfValue>([['Root', new PdfReference(number, generation)]]);
    }
  }
  const trailer = lastTrailer(source) ?? root;
  if (trailer === undefined) throw malformedPdf('no catalog anywhere');
  return { kind: 'table', trailer, start: source.bytes.length, places, sections: [] };
}

/** Only streams of objects, cross-reference streams and catalogs say where other things are. */
function mayMatter(bytes: Uint8Array, offset: number): boolean {
  const head = Buffer.from(bytes.subarray(offset, offset + 512)).toString('latin1');
  return /\/(?:ObjStm|XRef|Catalog)\b/.test(head);
}

function readSafely(source: RebuildSource, found: ScannedObject): PdfValue | undefined {
  try {
    return source.objectAt(found);
  } catch (error) {
    if (error instanceof PadesError && error.code !== 'pdf-limit-exceeded') return undefined;
    throw error;
  }
}

function addStream(source: RebuildSource, places: Map<number, ObjectPlace>, number: number, stream: PdfStream): void {
  if (nameText(stream.dictionary.get('Type')) !== 'ObjStm') return;
  for (const [index, member] of source.membersOf(stream).entries()) {
    places.set(member, { kind: 'compressed', stream: number, index });
  }
}

/** The last trailer dictionary that names a catalog. */
function lastTrailer({ bytes, limits, log }: RebuildSource): PdfDictionary | undefined {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let tries = 0;
  for (let at = view.lastIndexOf('trailer'); at >= 0 && tries < 16; at = view.lastIndexOf('trailer', at - 1)) {
    tries++;
    try {
      const trailer = new PdfParser(bytes, at + 7, limits.depth, log).value();
      if (trailer instanceof Map && trailer.get('Root') instanceof PdfReference) return trailer;
    } catch (error) {
      if (!(error instanceof PadesError)) throw error;
    }
    if (at === 0) break;
  }
  return undefined;
}
