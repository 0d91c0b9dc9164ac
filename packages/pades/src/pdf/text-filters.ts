import { hexDigit, isWhiteSpace } from './characters.ts';
import { malformedPdf } from './model.ts';

/** Undoes ASCIIHexDecode (ISO 32000-1 §7.4.2): two digits an octet, up to `>`. */
export function decodeAsciiHex(stored: Uint8Array): Uint8Array {
  const octets = new Uint8Array((stored.length + 1) >> 1);
  let digits = 0;
  for (const octet of stored) {
    if (isWhiteSpace(octet)) continue;
    if (octet === 0x3e) break;
    const digit = hexDigit(octet);
    if (digit === undefined) throw malformedPdf('ASCIIHexDecode: no digit');
    octets[digits >> 1] = digits % 2 === 0 ? digit << 4 : (octets[digits >> 1] ?? 0) | digit;
    digits++;
  }
  return octets.subarray(0, (digits + 1) >> 1);
}

/** Undoes ASCII85Decode (§7.4.3): five characters four octets, `z` four zeros, up to `~`. */
export function decodeAscii85(stored: Uint8Array): Uint8Array {
  const octets = new Uint8Array(4 * stored.length);
  let length = 0;
  let group: number[] = [];
  for (const octet of stored) {
    if (isWhiteSpace(octet)) continue;
    if (octet === 0x7e) break;
    if (octet === 0x7a && group.length === 0) length += 4;
    else if (octet < 0x21 || octet > 0x75) throw malformedPdf('ASCII85Decode: no digit');
    else if (group.push(octet - 0x21) === 5) {
      length = putGroup(octets, length, group, 4);
      group = [];
    }
  }
  if (group.length === 1) throw malformedPdf('ASCII85Decode: cut short');
  if (group.length > 0) {
    // What is missing of the last group counts as the largest digit.
    const padded = [...group, 84, 84, 84, 84].slice(0, 5);
    length = putGroup(octets, length, padded, group.length - 1);
  }
  return octets.subarray(0, length);
}

function putGroup(octets: Uint8Array, start: number, group: readonly number[], count: number): number {
  const value = group.reduce((total, digit) => total * 85 + digit, 0);
  if (value > 0xffffffff) throw malformedPdf('ASCII85Decode: a group is too large');
  for (let index = 0; index < count; index++) octets[start + index] = value >>> (24 - 8 * index);
  return start + count;
}
