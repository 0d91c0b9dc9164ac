import { septetsOf, simplify } from './alphabet.ts';

/** SMPP data_coding: GSM's default alphabet as the centre knows it, or UCS-2 (SMPP 3.4 §5.2.19). */
export type Coding = 0x00 | 0x08;

/** A text cut into what one message carries. */
export interface Parts {
  readonly coding: Coding;
  /** One to 255; `header` is empty for a single part. */
  readonly parts: readonly { readonly header: Buffer; readonly body: Buffer }[];
}

/** Octets of one message, alone and with the header of concatenation: 140 octets of 8 bits, or 160 and 153 septets. */
const room = { 0x00: { alone: 160, joined: 153 }, 0x08: { alone: 140, joined: 134 } } as const;

/**
 * Cuts a text into parts that phones put together again (3GPP TS 23.040 §9.2.3.24.1, 8-bit reference): in GSM's alphabet when it has
 * every character, else in UCS-2. No character is cut in two: neither an escaped one, nor a surrogate pair. Throws over 255 parts.
 */
export function cutIntoParts(text: string, reference: number): Parts {
  const characters = Array.from(simplify(text));
  const septets = characters.map(septetsOf);
  const gsm = septets.every(each => each !== undefined);
  const coding = gsm ? 0x00 : 0x08;
  const units = gsm ? septets.map(each => Buffer.from(each)) : characters.map(utf16);
  const whole = Buffer.concat(units);
  const { alone, joined } = room[coding];
  if (whole.length <= alone) return { coding, parts: [{ header: Buffer.alloc(0), body: whole }] };
  const bodies = pack(units, joined);
  if (bodies.length > 255) throw new Error('a text message of more than 255 parts');
  const header = (index: number): Buffer => Buffer.from([5, 0, 3, reference & 0xff, bodies.length, index + 1]);
  return { coding, parts: bodies.map((body, index) => ({ header: header(index), body })) };
}

function utf16(character: string): Buffer {
  return Buffer.from(character, 'utf16le').swap16();
}

function pack(units: readonly Buffer[], most: number): Buffer[] {
  const bodies: Buffer[][] = [[]];
  let length = 0;
  for (const unit of units) {
    if (length + unit.length > most) {
      bodies.push([]);
      length = 0;
    }
    bodies.at(-1)?.push(unit);
    length += unit.length;
  }
  return bodies.map(body => Buffer.concat(body));
}
