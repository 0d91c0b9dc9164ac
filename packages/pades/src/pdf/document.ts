import { PadesError } from '../failure.ts';
import { type CrossReference, type CrossReferenceSource, readCrossReference } from './cross-reference.ts';
import { InflateBudget } from './filters.ts';
import { defaultLimits, type ReadLimits } from './limits.ts';
import { malformedPdf, type PdfDictionary, PdfReference, PdfStream, type PdfValue } from './model.ts';
import { ObjectReader } from './object-reader.ts';
import { type ScannedObject, scanObjects } from './object-scan.ts';
import { type ObjectStream, openObjectStream } from './object-streams.ts';
import type { ObjectPlace } from './places.ts';
import { ReadingLog } from './reading-log.ts';
import { rebuildCrossReference } from './rebuilt-reference.ts';

/** How a file is read. */
export interface ReadOptions {
  readonly limits?: ReadLimits;
  /**
   * For judging only: what common viewers read over (wrong offsets, a bad /Prev, a missing /Type) is read over as well,
   * and noted in `forgiven`. For signing such a file is refused.
   */
  readonly forgiving?: boolean;
}

/** A PDF: each object is fetched when asked for, from where the cross-reference says. */
export class PdfDocument {
  readonly bytes: Uint8Array;
  readonly crossReference: CrossReference;
  readonly budget: InflateBudget;
  readonly #limits: ReadLimits;
  readonly #log: ReadingLog;
  readonly #reader: ObjectReader;
  readonly #objectStreams = new Map<number, ObjectStream>();
  readonly #lengthsBeingRead = new Set<number>();
  readonly #displaced = new Set<number>();
  #scanned: ReadonlyMap<number, ScannedObject> | undefined;

  /** Opens a file; encrypted ones throw a PadesError, and damaged ones unless they are read forgivingly. */
  constructor(bytes: Uint8Array, { limits = defaultLimits, forgiving = false }: ReadOptions = {}) {
    this.bytes = bytes;
    this.#limits = limits;
    this.#log = new ReadingLog(forgiving);
    this.#reader = new ObjectReader(bytes, limits, this.#log);
    this.budget = new InflateBudget(limits.inflatedBytes);
    assertHeader(bytes, this.#log);
    this.crossReference = this.#readCrossReference();
    const trailers = [this.trailer, ...this.crossReference.sections.map(({ trailer }) => trailer)];
    if (trailers.some(trailer => trailer.has('Encrypt')))
      throw new PadesError('pdf-encrypted', 'the file is encrypted');
  }

  /** What was read over, for engineers; empty unless the file is read forgivingly. Grows as more of it is read. */
  get forgiven(): readonly string[] {
    return this.#log.forgiven;
  }

  /** Numbers of the objects, among those read, that a forgiving reader looked for elsewhere: what it found is last in the file. */
  get displaced(): ReadonlySet<number> {
    return this.#displaced;
  }

  /** Where two readers could see two documents, for engineers; empty unless the file is read forgivingly. */
  get ambiguities(): readonly string[] {
    return this.#log.ambiguities;
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

  /**
   * Whether a value is a reference to an object that the file has. One to nothing is null (§7.3.10): to write the object
   * that it names could hit the number of another, in the file or in an update.
   */
  holds(value: PdfValue | undefined): value is PdfReference {
    return value instanceof PdfReference && this.resolve(value) !== null;
  }

  /** Notes that a harmless entry is missing; throws `pdf-malformed` when the file is read strictly. */
  forgive(detail: string): void {
    this.#log.forgive(detail);
  }

  /** Where the file’s own cross-reference is of no use, viewers rebuild one: so does a forgiving reader. */
  #readCrossReference(): CrossReference {
    const source = this.#source();
    try {
      return readCrossReference(source);
    } catch (error) {
      if (!this.#log.forgiving || !(error instanceof PadesError) || error.code !== 'pdf-malformed') throw error;
      this.#log.forgive(`cross-reference rebuilt: ${error.message}`);
      return rebuildCrossReference({
        ...source,
        objectAt: ({ offset }) => this.#reader.at(offset, directLength).value,
        membersOf: stream => this.#open(stream).entries.map(({ number }) => number),
      });
    }
  }

  #source(): CrossReferenceSource {
    const { bytes, budget } = this;
    return {
      bytes,
      budget,
      limits: this.#limits,
      log: this.#log,
      streamAt: offset => {
        const { value } = this.#reader.at(offset, directLength);
        if (!(value instanceof PdfStream)) throw malformedPdf('no cross-reference section at startxref or /Prev');
        return value;
      },
    };
  }

  #object(reference: PdfReference): PdfValue {
    const place = this.placeOf(reference);
    if (place.kind === 'free') return null;
    if (place.kind === 'compressed') {
      return reference.generation === 0 ? this.#compressedObject(reference.number, place) : null;
    }
    if (place.generation !== reference.generation) return null;
    return this.#objectAt(place.offset, reference.number, reference.generation);
  }

  #objectAt(offset: number, number: number, generation: number): PdfValue {
    const lengthOf = (value: PdfValue | undefined) => this.#streamLength(value);
    const found = this.#attempt(() => this.#reader.at(offset, lengthOf));
    if (found?.number === number && found.generation === generation) return found.value;
    this.#log.forgive(`object ${number} is not at ${offset}`);
    this.#displaced.add(number);
    const elsewhere = this.#scan().get(number);
    return elsewhere?.generation === generation ? this.#reader.at(elsewhere.offset, lengthOf).value : null;
  }

  /** The result, or undefined where a forgiving reader looks elsewhere for what could not be read here. */
  #attempt<T>(action: () => T): T | undefined {
    try {
      return action();
    } catch (error) {
      if (this.#log.forgiving && error instanceof PadesError && error.code === 'pdf-malformed') return undefined;
      throw error;
    }
  }

  #scan(): ReadonlyMap<number, ScannedObject> {
    const scan = () => scanObjects(this.bytes, this.#limits.objects, this.#log);
    this.#scanned ??= new Map(scan().map(found => [found.number, found]));
    return this.#scanned;
  }

  #streamLength(value: PdfValue | undefined): number {
    if (!(value instanceof PdfReference)) return directLength(value);
    if (this.#lengthsBeingRead.has(value.number)) throw malformedPdf('stream lengths form a circle');
    this.#lengthsBeingRead.add(value.number);
    try {
      return directLength(this.resolve(value));
    } finally {
      this.#lengthsBeingRead.delete(value.number);
    }
  }

  #compressedObject(number: number, place: { readonly stream: number; readonly index: number }): PdfValue {
    const { data, entries } = this.#objectStream(place.stream);
    const entry = entries[place.index];
    if (entry?.number === number) return this.#reader.inside(data, entry.offset);
    this.#log.doubt(`object ${number} is not where its object stream ${place.stream} should have it`);
    const other = entries.find(candidate => candidate.number === number);
    return other === undefined ? null : this.#reader.inside(data, other.offset);
  }

  #objectStream(number: number): ObjectStream {
    const known = this.#objectStreams.get(number);
    if (known !== undefined) return known;
    const place = this.crossReference.places.get(number);
    if (place?.kind !== 'offset') throw malformedPdf(`object stream ${number} is not in the file itself`);
    const stream = this.#objectAt(place.offset, number, place.generation);
    if (!(stream instanceof PdfStream)) throw malformedPdf(`object ${number} is not an object stream`);
    const parsed = this.#open(stream);
    this.#objectStreams.set(number, parsed);
    return parsed;
  }

  #open(stream: PdfStream): ObjectStream {
    return openObjectStream(stream, { limits: this.#limits, budget: this.budget, log: this.#log });
  }
}

/** Forgiven within the first 1024 octets, as viewers do (ISO 32000-1 Annex H.3, note 13). */
function assertHeader(bytes: Uint8Array, log: ReadingLog): void {
  const head = Buffer.from(bytes.subarray(0, 1024)).toString('latin1');
  if (head.startsWith('%PDF-')) return;
  if (!log.forgiving || !head.includes('%PDF-')) throw new PadesError('pdf-not-a-pdf', 'does not begin with %PDF-');
  log.forgive('something stands before %PDF-');
}

/** A length that is given directly: that of a cross-reference stream must be (§7.5.8.2). */
function directLength(value: PdfValue | undefined): number {
  return typeof value === 'number' ? value : -1;
}
