import { PadesError } from '../failure.ts';
import { type DigestName, hash } from '../x509/algorithm.ts';

/** What /ByteRange says: the file from 0 to Contents, and from after Contents to the end. */
export type ByteRange = readonly [start: 0, length: number, resume: number, rest: number];

/** All that must be kept, beside the prepared bytes, to go on in another process. Plain JSON. */
export interface PreparedState {
  readonly version: 1;
  readonly byteRange: ByteRange;
  /** SHA-256 of the byte ranges, hexadecimal. */
  readonly sha256: string;
}

/** A file that has everything but its signature. */
export interface PreparedSignature {
  /** The input itself, not copied, then the update with Contents blank. */
  readonly segments: readonly Uint8Array[];
  readonly byteRange: ByteRange;
  /** Where the hexadecimal digits of /Contents stand: offset of the first, and how many (two an octet). */
  readonly contents: { readonly offset: number; readonly length: number };
  /** Digest of the byte ranges: the CMS message-digest. SHA-256 unless told. */
  digest(algorithm?: DigestName): Uint8Array;
  /** All bytes in one piece, to be stored. */
  toBytes(): Uint8Array;
  /** What to store beside them. */
  state(): PreparedState;
}

/** Offsets of blank Contents in some segments, as a PreparedSignature. */
export class PreparedFile implements PreparedSignature {
  readonly segments: readonly Uint8Array[];
  readonly byteRange: ByteRange;
  readonly #digests = new Map<DigestName, Uint8Array>();

  constructor(segments: readonly Uint8Array[], byteRange: ByteRange) {
    this.segments = segments;
    this.byteRange = byteRange;
  }

  get contents(): { readonly offset: number; readonly length: number } {
    const [, length, resume] = this.byteRange;
    // The angle brackets stand outside the ranges as well (ISO 32000-1 §12.8.1), around the digits.
    return { offset: length + 1, length: resume - length - 2 };
  }

  digest(algorithm: DigestName = 'sha256'): Uint8Array {
    const known = this.#digests.get(algorithm);
    if (known !== undefined) return known;
    const [, length, resume, rest] = this.byteRange;
    const digest = hash(algorithm, ...slice(this.segments, 0, length), ...slice(this.segments, resume, resume + rest));
    this.#digests.set(algorithm, digest);
    return digest;
  }

  toBytes(): Uint8Array {
    return Buffer.concat(this.segments);
  }

  state(): PreparedState {
    return { version: 1, byteRange: this.byteRange, sha256: Buffer.from(this.digest()).toString('hex') };
  }
}

/** Views of the octets from `start` to `end` of some segments put in a row. */
function slice(segments: readonly Uint8Array[], start: number, end: number): Uint8Array[] {
  const views: Uint8Array[] = [];
  let offset = 0;
  for (const segment of segments) {
    const from = Math.max(0, start - offset);
    const to = Math.min(segment.length, end - offset);
    if (from < to) views.push(segment.subarray(from, to));
    offset += segment.length;
  }
  return views;
}

/** Octets that /Contents has room for. */
export function contentsCapacity(prepared: PreparedSignature): number {
  return prepared.contents.length / 2;
}

/**
 * Takes up a preparation again from its stored bytes and state, in any process. Bytes or offsets that are not those
 * of the preparation throw `prepared-bytes-changed` or `prepared-state-invalid`.
 */
export function resumeSignature(bytes: Uint8Array, state: PreparedState): PreparedSignature {
  const prepared = new PreparedFile([bytes], byteRangeOf(state, bytes.length));
  if (!hasBlankContents(bytes, prepared)) throw new PadesError('prepared-bytes-changed', 'Contents is not blank');
  if (Buffer.from(prepared.digest()).toString('hex') !== state.sha256) {
    throw new PadesError('prepared-bytes-changed', 'the bytes are not those that were prepared');
  }
  return prepared;
}

/** The byte range of a state that has been JSON somewhere, so that its type is a hope. */
function byteRangeOf(state: PreparedState, total: number): ByteRange {
  const given: readonly unknown[] = Array.isArray(state.byteRange) ? state.byteRange : [];
  const numbers = given.map(value => (Number.isSafeInteger(value) ? Number(value) : -1));
  const [start = -1, length = -1, resume = -1, rest = -1] = numbers;
  const covers = start === 0 && length >= 0 && rest >= 0 && resume + rest === total && resume - length >= 4;
  if (state.version !== 1 || numbers.length !== 4 || !covers) {
    throw new PadesError('prepared-state-invalid', 'the state does not belong to these bytes');
  }
  return [0, length, resume, rest];
}

/** Whether zeros between angle brackets fill the gap of the byte range. */
function hasBlankContents(bytes: Uint8Array, { byteRange, contents: { offset, length } }: PreparedFile): boolean {
  const [, open, resume] = byteRange;
  const digits = bytes.subarray(offset, offset + length);
  const enclosed = bytes[open] === 0x3c && bytes[resume - 1] === 0x3e;
  return enclosed && length % 2 === 0 && digits.every(digit => digit === 0x30);
}
