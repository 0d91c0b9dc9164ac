import { PadesError } from '../failure.ts';
import { code } from './characters.ts';
import { type CrossReference, type ObjectPlace, readCrossReference } from './cross-reference.ts';
import { decodeStream, InflateBudget } from './filters.ts';
import { defaultLimits, type ReadLimits } from './limits.ts';
import { malformedPdf, nameText, type PdfDictionary, PdfReference, PdfStream, type PdfValue } from './model.ts';
import { PdfParser } from './parser.ts';

/** An object stream, inflated, with the numbers and places of what it holds. */
interface ObjectStream {
  readonly data: Uint8Array;
  readonly entries: readonly { readonly number: number; readonly offset: number }[];
}

/** How a file is read. */
export interface ReadOptions {
  readonly limits?: ReadLimits;
  /**
   * For judging only: what common viewers read over (wrong offsets, a bad /Prev, a missing /Type) is read over as well,
   * and noted in `forgiven`. For signing such a file is refused.
   */
  readonly forgiving?: boolean;
}

/** A PDF read strictly: each object is fetched when asked for, from where the cross-reference says and nowhere else. */
export class PdfDocument {
  readonly bytes: Uint8Array;
  readonly crossReference: CrossReference;
  readonly budget: InflateBudget;
  /** What was read over, for engineers; empty unless the file is read forgivingly. */
  readonly forgiven: readonly string[] = [];
  /** Where two readers could see two documents, for engineers. */
  readonly ambiguities: readonly string[] = [];
  readonly #limits: ReadLimits;
  readonly #objectStreams = new Map<number, ObjectStream>();
  readonly #lengthsBeingRead = new Set<number>();

  /** Opens a file; encrypted, damaged and hybrid ones throw a PadesError. */
  constructor(bytes: Uint8Array, { limits = defaultLimits }: ReadOptions = {}) {
    if (Buffer.from(bytes.subarray(0, 5)).toString('latin1') !== '%PDF-') {
      throw new PadesError('pdf-not-a-pdf', 'does not begin with %PDF-');
    }
    this.bytes = bytes;
    this.#limits = limits;
    this.budget = new InflateBudget(limits.inflatedBytes);
    this.crossReference = readCrossReference({
      bytes,
      limits,
      budget: this.budget,
      streamAt: offset => this.#crossReferenceStream(offset),
    });
    if (this.trailer.has('Encrypt')) throw new PadesError('pdf-encrypted', 'the file is encrypted');
  }

  get trailer(): PdfDictionary {
    return this.crossReference.trailer;
  }

  /** Smallest number that no object of the file may have. */
  get firstFreeNumber(): number {
    const size = this.trailer.get('Size');
    if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 1) throw malformedPdf('bad /Size');
    let free = size;
    for (const number of this.crossReference.places.keys()) if (number >= free) free = number + 1;
    // ISO 32000-1 Annex C: 8,388,607 indirect objects.
    if (free > 8_388_607) throw new PadesError('pdf-limit-exceeded', 'object numbers too large');
    return free;
  }

  /** The value behind a reference, and itself for anything else; a reference to nothing is null (§7.3.10). */
  resolve(value: PdfValue | undefined): PdfValue {
    if (!(value instanceof PdfReference)) return value ?? null;
    const found = this.#object(value);
    if (found instanceof PdfReference) throw malformedPdf(`object ${value.number} is only a reference`);
    return found;
  }

  /** The dictionary behind a value; undefined when it is absent or null, an error when it is something else. */
  dictionaryOf(value: PdfValue | undefined): PdfDictionary | undefined {
    const resolved = this.resolve(value);
    if (resolved === null) return undefined;
    if (resolved instanceof Map) return resolved;
    throw malformedPdf('expected a dictionary');
  }

  /** The array behind a value; undefined when it is absent or null, an error when it is something else. */
  arrayOf(value: PdfValue | undefined): readonly PdfValue[] | undefined {
    const resolved = this.resolve(value);
    if (resolved === null) return undefined;
    if (Array.isArray(resolved)) return resolved as readonly PdfValue[];
    throw malformedPdf('expected an array');
  }

  /** Where an object stands. */
  placeOf(reference: PdfReference): ObjectPlace {
    return this.crossReference.places.get(reference.number) ?? { kind: 'free' };
  }

  #object(reference: PdfReference): PdfValue {
    const place = this.placeOf(reference);
    if (place.kind === 'free') return null;
    if (place.kind === 'compressed')
      return reference.generation === 0 ? this.#compressedObject(reference.number, place) : null;
    if (place.generation !== reference.generation) return null;
    return this.#objectAt(place.offset, reference.number, reference.generation);
  }

  #objectAt(offset: number, number: number, generation: number): PdfValue {
    const parser = new PdfParser(this.bytes, offset, this.#limits.depth);
    if (parser.expectWholeNumber() !== number || parser.expectWholeNumber() !== generation) {
      throw malformedPdf(`object ${number} is not at ${offset}`);
    }
    parser.expectKeyword('obj');
    return this.#bodyOfObject(parser, length => this.#streamLength(length));
  }

  #crossReferenceStream(offset: number): PdfStream {
    const parser = new PdfParser(this.bytes, offset, this.#limits.depth);
    parser.expectWholeNumber();
    parser.expectWholeNumber();
    parser.expectKeyword('obj');
    const stream = this.#bodyOfObject(parser, length => (typeof length === 'number' ? length : -1));
    if (!(stream instanceof PdfStream)) throw malformedPdf('no cross-reference section at startxref or /Prev');
    return stream;
  }

  #bodyOfObject(parser: PdfParser, lengthOf: (value: PdfValue | undefined) => number): PdfValue {
    const value = parser.value();
    if (parser.acceptKeyword('endobj')) return value;
    if (!(value instanceof Map)) throw malformedPdf(`object does not end at ${parser.position}`);
    parser.expectKeyword('stream');
    const { bytes } = this;
    if (bytes[parser.position] === code.carriageReturn) parser.position++;
    if (bytes[parser.position++] !== code.lineFeed) throw malformedPdf('"stream" without an end of line');
    const length = lengthOf(value.get('Length'));
    if (!Number.isSafeInteger(length) || length < 0 || parser.position + length > bytes.length) {
      throw malformedPdf('bad stream /Length');
    }
    const stored = bytes.subarray(parser.position, parser.position + length);
    parser.position += length;
    parser.expectKeyword('endstream');
    parser.expectKeyword('endobj');
    return new PdfStream(value, stored);
  }

  #streamLength(value: PdfValue | undefined): number {
    if (!(value instanceof PdfReference)) return typeof value === 'number' ? value : -1;
    if (this.#lengthsBeingRead.has(value.number)) throw malformedPdf('stream lengths form a circle');
    this.#lengthsBeingRead.add(value.number);
    try {
      const length = this.resolve(value);
      return typeof length === 'number' ? length : -1;
    } finally {
      this.#lengthsBeingRead.delete(value.number);
    }
  }

  #compressedObject(number: number, place: { readonly stream: number; readonly index: number }): PdfValue {
    const { data, entries } = this.#objectStream(place.stream);
    const entry = entries[place.index];
    if (entry?.number !== number) throw malformedPdf(`object ${number} is not in object stream ${place.stream}`);
    return new PdfParser(data, entry.offset, this.#limits.depth).value();
  }

  #objectStream(number: number): ObjectStream {
    const known = this.#objectStreams.get(number);
    if (known !== undefined) return known;
    const place = this.crossReference.places.get(number);
    if (place?.kind !== 'offset') throw malformedPdf(`object stream ${number} is not in the file itself`);
    const stream = this.#objectAt(place.offset, number, place.generation);
    if (!(stream instanceof PdfStream) || nameText(stream.dictionary.get('Type')) !== 'ObjStm') {
      throw malformedPdf(`object ${number} is not an object stream`);
    }
    const parsed = this.#parseObjectStream(stream);
    this.#objectStreams.set(number, parsed);
    return parsed;
  }

  #parseObjectStream(stream: PdfStream): ObjectStream {
    const count = stream.dictionary.get('N');
    const first = stream.dictionary.get('First');
    if (typeof count !== 'number' || typeof first !== 'number' || count > this.#limits.objects) {
      throw malformedPdf('bad object stream');
    }
    const data = decodeStream(stream, this.budget);
    const parser = new PdfParser(data, 0, this.#limits.depth);
    const entries = [];
    for (let index = 0; index < count; index++) {
      entries.push({ number: parser.expectWholeNumber(), offset: first + parser.expectWholeNumber() });
    }
    return { data, entries };
  }
}
