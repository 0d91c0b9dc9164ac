import { Stop } from './value.ts';

const whitespace = new Set([0, 9, 10, 12, 13, 32]);

/** Bytes of ASCIIHexDecode data (ISO 32000-1, 7.4.2). */
export function decodeAsciiHex(data: Uint8Array): Uint8Array {
  const end = data.indexOf(0x3e);
  const digits = Buffer.from(data.subarray(0, end < 0 ? data.length : end))
    .toString('latin1')
    .replace(/[^0-9a-fA-F]/g, '');
  return Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, 'hex');
}

/** Bytes of ASCII85Decode data (ISO 32000-1, 7.4.3). */
export function decodeAscii85(data: Uint8Array): Uint8Array {
  const out: number[] = [];
  let group: number[] = [];
  for (const byte of data) {
    if (whitespace.has(byte)) continue;
    if (byte === 0x7e) break;
    if (byte === 0x7a && group.length === 0) out.push(0, 0, 0, 0);
    else if (byte >= 0x21 && byte <= 0x75) group.push(byte - 0x21);
    if (group.length === 5) {
      out.push(...groupBytes(group, 4));
      group = [];
    }
  }
  if (group.length > 1) out.push(...groupBytes([...group, 84, 84, 84, 84].slice(0, 5), group.length - 1));
  return Uint8Array.from(out);
}

function groupBytes(group: readonly number[], count: number): number[] {
  const value = group.reduce((sum, digit) => sum * 85 + digit, 0);
  return [value / 2 ** 24, value / 2 ** 16, value / 2 ** 8, value].slice(0, count).map(part => Math.floor(part) & 0xff);
}

/** Bytes of RunLengthDecode data (ISO 32000-1, 7.4.5), at most `limit`. */
export function decodeRunLength(data: Uint8Array, limit: number): Uint8Array {
  const chunks: Uint8Array[] = [];
  let total = 0;
  for (let at = 0; at < data.length; ) {
    const length = data[at] ?? 128;
    if (length === 128) break;
    const run =
      length < 128 ? data.subarray(at + 1, at + 2 + length) : new Uint8Array(257 - length).fill(data[at + 1] ?? 0);
    at += length < 128 ? length + 2 : 2;
    total += run.length;
    if (total > limit) throw new Stop('documents.inflates-too-much');
    chunks.push(run);
  }
  return Buffer.concat(chunks);
}

/** Bytes of LZWDecode data (ISO 32000-1, 7.4.4), at most `limit`. */
export function decodeLzw(data: Uint8Array, earlyChange: number, limit: number): Uint8Array {
  const out = new GrowingBytes(limit);
  let table: Uint8Array[] = [];
  let previous: Uint8Array | undefined;
  let width = 9;
  let bits = 0;
  let held = 0;
  for (const byte of data) {
    held = ((held << 8) | byte) & 0xffffff;
    bits += 8;
    if (bits < width) continue;
    bits -= width;
    const code = (held >> bits) & ((1 << width) - 1);
    if (code === 257) break;
    if (code === 256) {
      table = [];
      previous = undefined;
      width = 9;
      continue;
    }
    const entry = entryFor(code, table, previous);
    if (entry === undefined) break;
    out.append(entry);
    if (previous !== undefined && table.length < 4_096 - 258) table.push(joined(previous, entry[0] ?? 0));
    previous = entry;
    width = widthFor(table.length + 258 + earlyChange);
  }
  return out.bytes();
}

function widthFor(next: number): number {
  if (next >= 2_048) return 12;
  if (next >= 1_024) return 11;
  return next >= 512 ? 10 : 9;
}

function entryFor(
  code: number,
  table: readonly Uint8Array[],
  previous: Uint8Array | undefined,
): Uint8Array | undefined {
  if (code < 256) return Uint8Array.of(code);
  const known = table[code - 258];
  if (known !== undefined) return known;
  return code - 258 === table.length && previous !== undefined ? joined(previous, previous[0] ?? 0) : undefined;
}

function joined(start: Uint8Array, last: number): Uint8Array {
  const bytes = new Uint8Array(start.length + 1);
  bytes.set(start);
  bytes[start.length] = last;
  return bytes;
}

class GrowingBytes {
  private buffer = new Uint8Array(4_096);
  private length = 0;
  private readonly limit: number;

  constructor(limit: number) {
    this.limit = limit;
  }

  append(part: Uint8Array): void {
    if (this.length + part.length > this.limit) throw new Stop('documents.inflates-too-much');
    if (this.length + part.length > this.buffer.length) {
      const larger = new Uint8Array(Math.max(this.buffer.length * 2, this.length + part.length));
      larger.set(this.buffer.subarray(0, this.length));
      this.buffer = larger;
    }
    this.buffer.set(part, this.length);
    this.length += part.length;
  }

  bytes(): Uint8Array {
    return this.buffer.subarray(0, this.length);
  }
}
