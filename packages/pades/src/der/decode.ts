import { PadesError } from '../failure.ts';
import { tag } from './tag.ts';

/** One DER value, as views into the bytes it was read from: nothing is copied. */
export interface DerValue {
  /** First octet: class, constructed bit and number. */
  readonly tag: number;
  /** The whole value: tag, length and contents. */
  readonly bytes: Uint8Array;
  readonly content: Uint8Array;
}

function malformed(reason: string): PadesError {
  return new PadesError('der-malformed', reason);
}

/**
 * Tag of the value at `offset`, and where its contents start and end: for long lists, of which most values are passed
 * over. Indefinite and padded lengths are refused.
 */
export function readHeader(
  bytes: Uint8Array,
  offset: number,
): { readonly tag: number; readonly start: number; readonly end: number } {
  const tagOctet = bytes[offset];
  const first = bytes[offset + 1];
  if (tagOctet === undefined || first === undefined) throw malformed('value cut short');
  if ((tagOctet & 0x1f) === 0x1f) throw malformed('tag numbers above 30 are not used here');
  let length = first;
  let start = offset + 2;
  if (first >= 0x80) {
    const octets = first & 0x7f;
    if (octets === 0 || octets > 4) throw malformed('indefinite or huge length');
    length = 0;
    for (let index = 0; index < octets; index++) {
      const octet = bytes[start++];
      if (octet === undefined) throw malformed('length cut short');
      if (index === 0 && octet === 0) throw malformed('length not minimal');
      length = length * 256 + octet;
    }
    if (length < 0x80) throw malformed('length not minimal');
  }
  if (start + length > bytes.length) throw malformed('contents cut short');
  return { tag: tagOctet, start, end: start + length };
}

/** Reads the value that starts at `offset`; what follows it is left alone. */
export function readValue(bytes: Uint8Array, offset = 0): DerValue {
  const { tag: tagOctet, start, end } = readHeader(bytes, offset);
  return { tag: tagOctet, bytes: bytes.subarray(offset, end), content: bytes.subarray(start, end) };
}

/** Reads bytes that must be exactly one value, of the given tag when one is named. */
export function readOnly(bytes: Uint8Array, expectedTag?: number): DerValue {
  const value = readValue(bytes);
  if (value.bytes.length !== bytes.length) throw malformed('bytes after the value');
  if (expectedTag !== undefined && value.tag !== expectedTag) throw wrongTag(expectedTag, value.tag);
  return value;
}

function wrongTag(expected: number, found: number | undefined): PadesError {
  return malformed(
    `expected tag 0x${expected.toString(16)}, found ${found === undefined ? 'the end' : `0x${found.toString(16)}`}`,
  );
}

/** The values inside a constructed value. */
export function childrenOf(value: DerValue): DerValue[] {
  if ((value.tag & 0x20) === 0) throw malformed('not a constructed value');
  const children: DerValue[] = [];
  for (let offset = 0; offset < value.content.length; ) {
    const child = readValue(value.content, offset);
    children.push(child);
    offset += child.bytes.length;
  }
  return children;
}

/** Walks the fields of a SEQUENCE in order, each by its tag. */
export class DerFields {
  readonly #values: readonly DerValue[];
  #next = 0;

  constructor(value: DerValue) {
    if (value.tag !== tag.sequence) throw wrongTag(tag.sequence, value.tag);
    this.#values = childrenOf(value);
  }

  /** The next field, of whatever tag. */
  any(): DerValue {
    const value = this.#values[this.#next++];
    if (value === undefined) throw malformed('a field is missing');
    return value;
  }

  /** The next field, which must have this tag. */
  take(expectedTag: number): DerValue {
    const value = this.#values[this.#next];
    if (value?.tag !== expectedTag) throw wrongTag(expectedTag, value?.tag);
    this.#next++;
    return value;
  }

  /** The next field if it has this tag; else nothing is consumed. */
  optional(expectedTag: number): DerValue | undefined {
    const value = this.#values[this.#next];
    if (value?.tag !== expectedTag) return undefined;
    this.#next++;
    return value;
  }

  /** Fails when a field is left. */
  end(): void {
    if (this.#next < this.#values.length) throw malformed('a field too many');
  }
}

function contentOf(value: DerValue, expectedTag: number): Uint8Array {
  if (value.tag !== expectedTag) throw wrongTag(expectedTag, value.tag);
  return value.content;
}

/** OBJECT IDENTIFIER in dotted decimal. */
export function oidOf(value: DerValue): string {
  const content = contentOf(value, tag.oid);
  const arcs: number[] = [];
  let arc = 0;
  let started = false;
  for (const octet of content) {
    if (!started && octet === 0x80) throw malformed('object identifier not minimal');
    arc = arc * 128 + (octet & 0x7f);
    if (arc > Number.MAX_SAFE_INTEGER / 256) throw malformed('object identifier too large');
    started = octet >= 0x80;
    if (started) continue;
    arcs.push(arc);
    arc = 0;
  }
  const first = arcs[0];
  if (first === undefined || started) throw malformed('object identifier cut short');
  const top = Math.min(2, Math.floor(first / 40));
  return [top, first - top * 40, ...arcs.slice(1)].join('.');
}

/** INTEGER as signed big-endian octets, checked to be minimal. */
export function integerOctetsOf(value: DerValue): Uint8Array {
  const content = contentOf(value, tag.integer);
  const [first, second = 0] = content;
  if (first === undefined) throw malformed('empty integer');
  if (content.length > 1 && ((first === 0 && second < 0x80) || (first === 0xff && second >= 0x80))) {
    throw malformed('integer not minimal');
  }
  return content;
}

/** INTEGER as a bigint. */
export function integerOf(value: DerValue): bigint {
  const octets = integerOctetsOf(value);
  const unsigned = BigInt(`0x${Buffer.from(octets).toString('hex')}`);
  return BigInt.asIntN(octets.length * 8, unsigned);
}

/** BOOLEAN; DER knows only 0x00 and 0xFF. */
export function booleanOf(value: DerValue): boolean {
  const content = contentOf(value, tag.boolean);
  if (content.length !== 1 || (content[0] !== 0 && content[0] !== 0xff)) throw malformed('not a DER boolean');
  return content[0] === 0xff;
}

/** BIT STRING of whole octets. */
export function bitOctetsOf(value: DerValue): Uint8Array {
  const content = contentOf(value, tag.bitString);
  if (content[0] !== 0) throw malformed('bit string with unused bits');
  return content.subarray(1);
}

/** Named bits of a BIT STRING, bit 0 first (RFC 5280 KeyUsage). */
export function namedBitsOf(value: DerValue): boolean[] {
  const [unused = 8, ...octets] = contentOf(value, tag.bitString);
  if (unused > 7) throw malformed('bit string with bad padding');
  const bits = octets.flatMap(octet => Array.from({ length: 8 }, (_, index) => (octet & (0x80 >> index)) !== 0));
  return bits.slice(0, Math.max(0, bits.length - unused));
}

/** OCTET STRING. */
export function octetsOf(value: DerValue): Uint8Array {
  return contentOf(value, tag.octetString);
}

const utcTime = /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/;
const generalizedTime = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d{0,8}[1-9]))?Z$/;

/** UTCTime or GeneralizedTime, in UTC, seconds present. Two-digit years turn in 1950 (RFC 5280 §4.1.2.5.1). */
export function timeOf(value: DerValue): Date {
  const ascii = Buffer.from(value.content).toString('latin1');
  const short = value.tag === tag.utcTime ? utcTime.exec(ascii) : null;
  const long = value.tag === tag.generalizedTime ? generalizedTime.exec(ascii) : null;
  const parts = short ?? long;
  if (parts === null) throw malformed('not a time');
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(1, 7).map(Number);
  const fullYear = short === null ? year : year + (year < 50 ? 2000 : 1900);
  const millisecond = long?.[7] === undefined ? 0 : Math.floor(Number(`0.${long[7]}`) * 1000);
  const time = new Date(Date.UTC(fullYear, month - 1, day, hour, minute, second, millisecond));
  if (time.getUTCMonth() !== month - 1 || time.getUTCDate() !== day || time.getUTCHours() !== hour) {
    throw malformed('no such time');
  }
  return time;
}
