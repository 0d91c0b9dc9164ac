import { compareBytes, concat } from '../bytes.ts';
import { PadesError } from '../failure.ts';
import { tag } from './tag.ts';

/** One DER value: tag octet, definite length, the contents joined (X.690 §10.1). */
export function encode(tagOctet: number, ...contents: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  let length = 0;
  for (const part of contents) length += part.length;
  const lengthOctets = length < 0x80 ? 0 : length < 0x100 ? 1 : length < 0x10000 ? 2 : length < 0x1000000 ? 3 : 4;
  const value = new Uint8Array(2 + lengthOctets + length);
  value[0] = tagOctet;
  value[1] = lengthOctets === 0 ? length : 0x80 | lengthOctets;
  for (let index = 0; index < lengthOctets; index++) value[2 + index] = length >>> (8 * (lengthOctets - 1 - index));
  let offset = 2 + lengthOctets;
  for (const part of contents) {
    value.set(part, offset);
    offset += part.length;
  }
  return value;
}

/** SEQUENCE of encoded values. */
export function sequence(...values: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return encode(tag.sequence, ...values);
}

/** SET OF encoded values, in the ascending order that DER asks for (X.690 §11.6). */
export function setOf(values: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return encode(tag.set, ...[...values].sort(compareBytes));
}

/** `[number] EXPLICIT` around encoded values. */
export function explicit(number: number, ...values: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return encode(0xa0 | number, ...values);
}

/** The same value under another tag octet: `[n] IMPLICIT`, or a SET turned into the `[0]` of a SignerInfo. */
export function retag(tagOctet: number, value: Uint8Array): Uint8Array<ArrayBuffer> {
  const copy = new Uint8Array(value);
  copy[0] = tagOctet;
  return copy;
}

/** INTEGER from a non-negative number or bigint, or from unsigned big-endian octets. */
export function integer(value: number | bigint | Uint8Array): Uint8Array<ArrayBuffer> {
  if (value instanceof Uint8Array) return encode(tag.integer, minimalUnsigned(value));
  if (value < 0) throw new PadesError('option-invalid', 'only non-negative integers are written');
  const hex = value.toString(16);
  return encode(tag.integer, minimalUnsigned(Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex')));
}

/** Drops leading zero octets, then puts one back where the first bit would read as a minus sign (X.690 §8.3). */
function minimalUnsigned(octets: Uint8Array): Uint8Array {
  let start = 0;
  while (start < octets.length - 1 && octets[start] === 0) start++;
  const trimmed = octets.subarray(start);
  const first = trimmed[0];
  if (first === undefined) return Uint8Array.of(0);
  return first >= 0x80 ? concat(Uint8Array.of(0), trimmed) : trimmed;
}

const encodedOids = new Map<string, Uint8Array<ArrayBuffer>>();

/** OBJECT IDENTIFIER from dotted decimal. */
export function oid(dotted: string): Uint8Array<ArrayBuffer> {
  const known = encodedOids.get(dotted);
  if (known !== undefined) return known;
  if (!/^[0-2](\.\d{1,15})+$/.test(dotted))
    throw new PadesError('option-invalid', `not an object identifier: ${dotted}`);
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  if (first < 2 && second > 39) throw new PadesError('option-invalid', `not an object identifier: ${dotted}`);
  const octets: number[] = [];
  for (const arc of [first * 40 + second, ...rest]) octets.push(...base128(arc));
  const encoded = encode(tag.oid, Uint8Array.from(octets));
  if (encodedOids.size < 256) encodedOids.set(dotted, encoded);
  return encoded;
}

function base128(arc: number): number[] {
  const octets = [arc % 128];
  for (let rest = Math.floor(arc / 128); rest > 0; rest = Math.floor(rest / 128)) octets.unshift(0x80 | (rest % 128));
  return octets;
}

/** OCTET STRING around the given octets. */
export function octetString(octets: Uint8Array): Uint8Array<ArrayBuffer> {
  return encode(tag.octetString, octets);
}

/** BIT STRING of whole octets, or of fewer bits when `unusedBits` says so. */
export function bitString(octets: Uint8Array, unusedBits = 0): Uint8Array<ArrayBuffer> {
  return encode(tag.bitString, Uint8Array.of(unusedBits), octets);
}

/** BOOLEAN. */
export function boolean(value: boolean): Uint8Array<ArrayBuffer> {
  return encode(tag.boolean, Uint8Array.of(value ? 0xff : 0));
}

/** NULL. */
export function nullValue(): Uint8Array<ArrayBuffer> {
  return Uint8Array.of(tag.null, 0);
}

/** A character string of the given tag, in UTF-8 (which is ASCII where the tag asks for ASCII). */
export function text(tagOctet: number, value: string): Uint8Array<ArrayBuffer> {
  return encode(tagOctet, new TextEncoder().encode(value));
}

/** GeneralizedTime in UTC to the second, without fraction, as RFC 5280 §4.1.2.5.2 wants it. */
export function generalizedTime(value: Date): Uint8Array<ArrayBuffer> {
  return text(tag.generalizedTime, `${value.toISOString().replace(/[-T:]/g, '').slice(0, 14)}Z`);
}

/** X.509 Time: UTCTime up to 2049, GeneralizedTime after (RFC 5280 §4.1.2.5). */
export function certificateTime(value: Date): Uint8Array<ArrayBuffer> {
  const year = value.getUTCFullYear();
  if (year < 1950 || year > 2049) return generalizedTime(value);
  return text(tag.utcTime, `${value.toISOString().replace(/[-T:]/g, '').slice(2, 14)}Z`);
}
