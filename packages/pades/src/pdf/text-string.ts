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

/** Characters that PDFDocEncoding has where Latin-1 has controls (ISO 32000-1 Annex D.3), from 0x18 and from 0x80 on. */
const lowSpecials = '˘ˇˆ˙˝˛˚˜';
const highSpecials = '•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž\ufffd€';

/** Text of a text string: UTF-16BE or UTF-8 after its mark, else PDFDocEncoding (ISO 32000-2 §7.9.2.2). */
export function decodeTextString(octets: Uint8Array): string {
  if (octets[0] === 0xfe && octets[1] === 0xff) return new TextDecoder('utf-16be').decode(octets.subarray(2));
  if (octets[0] === 0xef && octets[1] === 0xbb && octets[2] === 0xbf) {
    return new TextDecoder('utf-8').decode(octets.subarray(3));
  }
  return Array.from(octets, octet => {
    if (octet >= 0x18 && octet <= 0x1f) return lowSpecials[octet - 0x18];
    if (octet >= 0x80 && octet <= 0xa0) return highSpecials[octet - 0x80];
    return String.fromCharCode(octet);
  }).join('');
}

/** PDF date in UTC: `D:YYYYMMDDHHmmSSZ` (§7.9.4). */
export function encodeDate(date: Date): Uint8Array {
  return Buffer.from(`D:${date.toISOString().replace(/[-T:]/g, '').slice(0, 14)}Z`, 'latin1');
}

const datePattern = /^D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:Z(?:00'?(?:00'?)?)?|([+-])(\d\d)'?(\d\d)?'?)?$/;

/** Moment of a PDF date (§7.9.4), taken as UTC where it names no zone; undefined when it is none. */
export function decodeDate(octets: Uint8Array): Date | undefined {
  const parts = datePattern.exec(decodeTextString(octets));
  if (parts === null) return undefined;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts
    .slice(1, 7)
    .map(part => (part === undefined ? undefined : Number(part)));
  const offset = (Number(parts[8] ?? 0) * 60 + Number(parts[9] ?? 0)) * (parts[7] === '-' ? -1 : 1);
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute - offset, second));
  return Number.isNaN(date.getTime()) ? undefined : date;
}
