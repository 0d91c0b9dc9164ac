import { PadesError } from '../failure.ts';
import { code, isDigit, isRegular, isWhiteSpace } from './characters.ts';

/** Where an object’s `n g obj` stands in the file, whatever any cross-reference says. */
export interface ScannedObject {
  readonly number: number;
  readonly generation: number;
  readonly offset: number;
}

/**
 * Finds every `n g obj` of a file in one pass, in the order of the file: what viewers fall back on when the
 * cross-reference is of no use. More than `limit` throw `pdf-limit-exceeded`.
 */
export function scanObjects(bytes: Uint8Array, limit: number): ScannedObject[] {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found: ScannedObject[] = [];
  for (let at = view.indexOf('obj'); at >= 0; at = view.indexOf('obj', at + 3)) {
    if (isRegular(view[at + 3])) continue;
    const object = headerBefore(view, at);
    if (object === undefined) continue;
    if (found.length >= limit) throw new PadesError('pdf-limit-exceeded', 'too many objects');
    found.push(object);
  }
  return found;
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
