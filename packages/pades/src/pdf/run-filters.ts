import { PadesError } from '../failure.ts';
import { malformedPdf } from './model.ts';

/** Octets that grow, up to a bound (`pdf-limit-exceeded`). */
class BoundedOctets {
  readonly #limit: number;
  #buffer = new Uint8Array(4096);
  #length = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Room for `count` more octets, which the caller fills. */
  extend(count: number): Uint8Array {
    const start = this.#length;
    this.#length += count;
    if (this.#length > this.#limit) throw new PadesError('pdf-limit-exceeded', 'inflated too much');
    if (this.#length > this.#buffer.length) {
      const larger = new Uint8Array(2 * this.#length);
      larger.set(this.#buffer.subarray(0, start));
      this.#buffer = larger;
    }
    return this.#buffer.subarray(start, this.#length);
  }

  written(): Uint8Array {
    return this.#buffer.subarray(0, this.#length);
  }
}

/** Undoes RunLengthDecode (ISO 32000-1 §7.4.5); more than `limit` octets are refused. */
export function decodeRunLength(stored: Uint8Array, limit: number): Uint8Array {
  const result = new BoundedOctets(limit);
  for (let position = 0; position < stored.length; ) {
    const length = stored[position++] ?? 128;
    if (length === 128) break;
    if (length > 128) result.extend(257 - length).fill(stored[position++] ?? 0);
    else {
      const literal = stored.subarray(position, position + length + 1);
      if (literal.length <= length) throw malformedPdf('RunLengthDecode: cut short');
      result.extend(literal.length).set(literal);
      position += literal.length;
    }
  }
  return result.written();
}

const clear = 256;
const endOfData = 257;
const largestTable = 4096;

/** Strings of a table by their codes: each is another with one octet more. */
class LzwTable {
  readonly #before = new Uint16Array(largestTable);
  readonly #last = new Uint8Array(largestTable);
  readonly #lengths = new Uint16Array(largestTable);
  size = endOfData + 1;

  constructor() {
    for (let octet = 0; octet < 256; octet++) {
      this.#last[octet] = octet;
      this.#lengths[octet] = 1;
    }
  }

  /** The string of `before` with the first octet of that of `next`, which may be the one being added. */
  add(before: number, next: number): void {
    const code = this.size++;
    this.#before[code] = before;
    this.#lengths[code] = this.lengthOf(before) + 1;
    let first = next === code ? before : next;
    while (this.lengthOf(first) > 1) first = this.#before[first] ?? 0;
    this.#last[code] = first;
  }

  lengthOf(code: number): number {
    return this.#lengths[code] ?? 1;
  }

  write(code: number, room: Uint8Array): void {
    for (let index = room.length - 1, at = code; index >= 0; index--) {
      room[index] = this.#last[at] ?? 0;
      at = this.#before[at] ?? 0;
    }
  }
}

/** Undoes LZWDecode (§7.4.4); `earlyChange` is 1 where codes grow one code early. More than `limit` octets are refused. */
export function decodeLzw(stored: Uint8Array, earlyChange: number, limit: number): Uint8Array {
  const result = new BoundedOctets(limit);
  const table = new LzwTable();
  let previous: number | undefined;
  let [bits, available, width] = [0, 0, 9];
  for (const octet of stored) {
    bits = ((bits << 8) | octet) & 0xfffff;
    available += 8;
    if (available < width) continue;
    available -= width;
    const code = (bits >> available) & ((1 << width) - 1);
    if (code === endOfData) break;
    if (code === clear) {
      table.size = endOfData + 1;
      width = 9;
      previous = undefined;
      continue;
    }
    const isKnown = previous === undefined ? code < clear : code <= table.size - (table.size === largestTable ? 1 : 0);
    if (!isKnown) throw malformedPdf('LZWDecode: unknown code');
    if (previous !== undefined && table.size < largestTable) table.add(previous, code);
    table.write(code, result.extend(table.lengthOf(code)));
    previous = code;
    while (width < 12 && table.size + earlyChange >= 1 << width) width++;
  }
  return result.written();
}
