import { hash } from '../x509/algorithm.ts';
import { ByteSink } from './byte-sink.ts';
import type { PdfDocument } from './document.ts';
import {
  dictionary,
  malformedPdf,
  type PdfBlank,
  type PdfDictionary,
  PdfName,
  PdfReference,
  PdfStream,
  PdfString,
  type PdfValue,
} from './model.ts';
import { type BlankOffsets, serialize } from './serialize.ts';

/** Writes an incremental update: only what goes after the file's last byte (ISO 32000-1 §7.5.6). */
export class IncrementalUpdate {
  readonly #document: PdfDocument;
  readonly #sink = new ByteSink();
  readonly #blanks: BlankOffsets = new Map();
  readonly #offsets = new Map<number, { readonly offset: number; readonly generation: number }>();
  #nextNumber: number;

  constructor(document: PdfDocument) {
    this.#document = document;
    this.#nextNumber = document.firstFreeNumber;
    const last = document.bytes.at(-1);
    if (last !== 0x0a && last !== 0x0d) this.#sink.text('\n');
  }

  /** A number that no object has yet. */
  allocate(): PdfReference {
    return new PdfReference(this.#nextNumber++);
  }

  /** Writes an object, new or in place of the file's own; throws `pdf-malformed` when the update has it already. */
  write(reference: PdfReference, value: PdfValue): void {
    this.#begin(reference);
    serialize(this.#sink, value, this.#blanks);
    this.#sink.text('\nendobj\n');
  }

  /** Writes a stream whose octets are a blank, stored as they are. */
  writeBlankStream(reference: PdfReference, entries: PdfDictionary, blank: PdfBlank): void {
    this.#begin(reference);
    serialize(this.#sink, new Map(entries).set('Length', blank.length), this.#blanks);
    this.#sink.text('\nstream\n');
    serialize(this.#sink, blank, this.#blanks);
    this.#sink.text('\nendstream\nendobj\n');
  }

  #begin(reference: PdfReference): void {
    const { number, generation } = reference;
    // The second writing would undo the first: a file whose form is its page, say.
    if (this.#offsets.has(number)) throw malformedPdf(`object ${number} serves two purposes`);
    // ISO 32000-1 §7.5.4: no entry of a cross-reference table holds more.
    if (generation > 65_535) throw malformedPdf(`generation ${generation} of object ${number}`);
    this.#offsets.set(number, { offset: this.#document.bytes.length + this.#sink.length, generation });
    this.#sink.text(`${number} ${generation} obj\n`);
  }

  /** Offset of a blank in the whole file. */
  offsetOf(blank: PdfBlank): number {
    const offset = this.#blanks.get(blank);
    if (offset === undefined) throw new Error('this blank was never written');
    return this.#document.bytes.length + offset;
  }

  /** Fills a blank with exactly its length of characters. */
  fill(blank: PdfBlank, text: string): void {
    if (text.length !== blank.length) throw new Error('text does not fill its blank');
    this.#sink.overwrite(this.offsetOf(blank) - this.#document.bytes.length, text);
  }

  /** Ends the update with a cross-reference section of the file's own kind. */
  finish(): void {
    const { kind } = this.#document.crossReference;
    const trailer = this.#trailer();
    const start = this.#document.bytes.length + this.#sink.length;
    if (kind === 'table') this.#writeTable(trailer);
    else this.#writeStream(trailer);
    this.#sink.text(`startxref\n${start}\n%%EOF\n`);
  }

  /** The update's bytes; call after `finish`. */
  bytes(): Uint8Array {
    return this.#sink.written();
  }

  #trailer(): PdfDictionary {
    const { trailer, crossReference } = this.#document;
    const info = trailer.get('Info');
    return dictionary({
      Size: this.#nextNumber,
      Root: trailer.get('Root') ?? null,
      Info: info,
      ID: this.#fileIdentifier(),
      Prev: crossReference.start,
    });
  }

  /** First identifier kept, second new for this update (§14.4), from its content so that equal input gives equal bytes. */
  #fileIdentifier(): PdfValue {
    const first = this.#document.arrayOf(this.#document.trailer.get('ID'))?.[0];
    const octets = first instanceof PdfString ? first.octets : new Uint8Array();
    const changing = hash('sha256', octets, this.#sink.written()).subarray(0, 16);
    return [new PdfString(first instanceof PdfString ? octets : changing), new PdfString(changing)];
  }

  /** Runs of consecutive object numbers, ascending. */
  #runs(): number[][] {
    const runs: number[][] = [];
    for (const number of [...this.#offsets.keys()].sort((left, right) => left - right)) {
      const run = runs.at(-1);
      if (run !== undefined && run.at(-1) === number - 1) run.push(number);
      else runs.push([number]);
    }
    return runs;
  }

  #writeTable(trailer: PdfDictionary): void {
    this.#sink.text('xref\n');
    for (const run of this.#runs()) {
      this.#sink.text(`${run[0]} ${run.length}\n`);
      for (const number of run) {
        const { offset = 0, generation = 0 } = this.#offsets.get(number) ?? {};
        this.#sink.text(`${String(offset).padStart(10, '0')} ${String(generation).padStart(5, '0')} n \n`);
      }
    }
    this.#sink.text('trailer\n');
    serialize(this.#sink, trailer, this.#blanks);
    this.#sink.text('\n');
  }

  /** Left uncompressed: it is small, and its bytes then depend on no zlib version. */
  #writeStream(trailer: PdfDictionary): void {
    const self = this.allocate();
    this.#begin(self);
    const runs = this.#runs();
    const rows = runs.flat().map(number => {
      const { offset = 0, generation = 0 } = this.#offsets.get(number) ?? {};
      const row = Buffer.alloc(9);
      row[0] = 1;
      row.writeUIntBE(offset, 1, 6);
      row.writeUIntBE(generation, 7, 2);
      return row;
    });
    const entries = new Map<string, PdfValue>([
      ['Type', new PdfName('XRef')],
      ['W', [1, 6, 2]],
      ['Index', runs.flatMap(run => [run[0] ?? 0, run.length])],
      ...trailer,
      ['Size', self.number + 1],
    ]);
    serialize(this.#sink, new PdfStream(entries, Buffer.concat(rows)), this.#blanks);
    this.#sink.text('\nendobj\n');
  }
}
