import { PadesError } from '../failure.ts';
import type { ReadingLog } from './reading-log.ts';
import { code, isDigit, isRegular, isWhiteSpace } from './characters.ts';

/** Where an object’s `n g obj` stands in the file, whatever any cross-reference says. */
export interface ScannedObject {
  readonly number: number;
  readonly generation: number;
  readonly offset: number;
}

/** Search for one text that only moves forward, so that any number of searches costs one pass. */
class Finder {
  readonly #view: Buffer;
  readonly #text: string;
  #next = -1;

  constructor(view: Buffer, text: string) {
    this.#view = view;
    this.#text = text;
  }

  /** Offset of the first occurrence at or after `from`; the length of the file when there is none. */
  from(from: number): number {
    if (this.#next < from) {
      const found = this.#view.indexOf(this.#text, from);
      this.#next = found < 0 ? this.#view.length : found;
    }
    return this.#next;
  }
}

/**
 * Finds every `n g obj` of a file in one pass, in the order of the file: what viewers fall back on when the
 * cross-reference is of no use. What looks like one inside a stream is none. One number twice before the same `%%EOF` is
 * doubted: no update made it two. More than `limit` throw `pdf-limit-exceeded`.
 */
export function scanObjects(bytes: Uint8Array, limit: number, log: ReadingLog): ScannedObject[] {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [objects, streams] = [new Finder(view, 'obj'), new Finder(view, 'stream')];
  const [streamEnds, fileEnds] = [new Finder(view, 'endstream'), new Finder(view, '%%EOF')];
  const found: ScannedObject[] = [];
  let inRevision = new Set<number>();
  let nextEnd = fileEnds.from(0);
  for (let position = 0; position < view.length; ) {
    const [at, stream] = [objects.from(position), streams.from(position)];
    if (stream < at) {
      position = stream + 'stream'.length;
      const end = followsDictionary(view, stream) ? streamEnds.from(position) : view.length;
      if (end < view.length) position = end + 'endstream'.length;
      continue;
    }
    position = at + 'obj'.length;
    const object = isRegular(view[position]) ? undefined : headerBefore(view, at);
    if (object === undefined) continue;
    if (found.length >= limit) throw new PadesError('pdf-limit-exceeded', 'too many objects');
    found.push(object);
    if (object.offset > nextEnd) {
      inRevision = new Set();
      nextEnd = fileEnds.from(object.offset);
    }
    if (inRevision.has(object.number)) log.doubt(`object ${object.number} stands twice in one revision`);
    inRevision.add(object.number);
  }
  return found;
}

/** Whether a dictionary ends before `end`, as one does before the keyword that begins a stream. */
function followsDictionary(bytes: Uint8Array, end: number): boolean {
  let last = end - 1;
  while (isWhiteSpace(bytes[last])) last--;
  return bytes[last] === code.greater && bytes[last - 1] === code.greater;
}

/** The two numbers before `obj` at `at`; undefined when other things stand there, as in `endobj`. */
function headerBefore(bytes: Uint8Array, at: number): ScannedObject | undefined {
  const generation = numberBefore(bytes, at, 5);
  const number = generation && numberBefore(bytes, generation.start, 10);
  if (generation === undefined || number === undefined || isRegular(bytes[number.start - 1])) return undefined;
  return { number: number.value, generation: generation.value, offset: number.start };
}

/** The whole number that ends before `end`, white space between; as many digits as are there, `digits` at most. */
function numberBefore(
  bytes: Uint8Array,
  end: number,
  digits: number,
): { readonly value: number; readonly start: number } | undefined {
  let position = end - 1;
  // More white space than anybody writes: the work stays linear in a file of spaces.
  for (let spaces = 0; spaces < 16 && isWhiteSpace(bytes[position]); spaces++) position--;
  if (position === end - 1) return undefined;
  const last = position;
  let value = 0;
  for (let scale = 1; last - position < digits && isDigit(bytes[position]); scale *= 10) {
    value += ((bytes[position] ?? code.zero) - code.zero) * scale;
    position--;
  }
  return position === last ? undefined : { value, start: position + 1 };
}
