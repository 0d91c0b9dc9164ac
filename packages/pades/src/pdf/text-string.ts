import { concat } from '../bytes.ts';

/**
 * Whether PDFDocEncoding gives this character the octet of its own code (ISO 32000-1 Annex D.3). Others that it knows
 * under another octet (€, typographic quotes) go to UTF-16 instead, which every reader knows as well.
 */
function isPlain(character: string): boolean {
  const point = character.codePointAt(0) ?? 0;
  if (point === 0x09 || point === 0x0a || point === 0x0d) return true;
  return (point >= 0x20 && point <= 0x7e) || (point >= 0xa1 && point <= 0xff && point !== 0xad);
}

/** Octets of a text string: PDFDocEncoding when it can hold the text, else UTF-16BE after its mark (§7.9.2.2). */
export function encodeTextString(text: string): Uint8Array {
  const octets = Buffer.from(text, 'latin1');
  // "þÿ" and "ï»¿" at the beginning would be taken for the marks of UTF-16 and UTF-8.
  const looksMarked = text.startsWith('\u00fe\u00ff') || text.startsWith('\u00ef\u00bb\u00bf');
  if (!looksMarked && Array.from(text).every(isPlain)) return octets;
  return concat(Uint8Array.of(0xfe, 0xff), Buffer.from(text.toWellFormed(), 'utf16le').swap16());
}

/** Text of a string that `encodeTextString` made. */
export function decodeTextString(octets: Uint8Array): string {
  if (octets[0] === 0xfe && octets[1] === 0xff) return new TextDecoder('utf-16be').decode(octets.subarray(2));
  return Buffer.from(octets).toString('latin1');
}

/** PDF date in UTC: `D:YYYYMMDDHHmmSSZ` (§7.9.4). */
export function encodeDate(date: Date): Uint8Array {
  return Buffer.from(`D:${date.toISOString().replace(/[-T:]/g, '').slice(0, 14)}Z`, 'latin1');
}
