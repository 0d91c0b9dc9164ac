import type { ByteSink } from './byte-sink.ts';
import { isRegular } from './characters.ts';
import { PdfBlank, type PdfDictionary, PdfName, PdfReference, PdfStream, PdfString, type PdfValue } from './model.ts';

/** Offsets at which blanks landed, counted from the sink's beginning. */
export type BlankOffsets = Map<PdfBlank, number>;

/** Writes an object; where a blank stands is recorded as it is written, never looked up afterwards. */
export function serialize(sink: ByteSink, value: PdfValue, blanks: BlankOffsets): void {
  if (value === null || typeof value === 'boolean') sink.text(String(value));
  else if (typeof value === 'number') sink.text(numberText(value));
  else if (value instanceof PdfName) sink.text(nameToken(value.text));
  else if (value instanceof PdfString) serializeString(sink, value.octets);
  else if (value instanceof PdfReference) sink.text(`${value.number} ${value.generation} R`);
  else if (value instanceof PdfBlank) {
    blanks.set(value, sink.length);
    sink.text(value.filler.repeat(value.length));
  } else if (value instanceof PdfStream) {
    serializeDictionary(sink, new Map(value.dictionary).set('Length', value.stored.length), blanks);
    sink.text('\nstream\n');
    sink.octets(value.stored);
    sink.text('\nendstream');
  } else if (value instanceof Map) serializeDictionary(sink, value, blanks);
  else serializeArray(sink, value, blanks);
}

function serializeArray(sink: ByteSink, items: readonly PdfValue[], blanks: BlankOffsets): void {
  sink.text('[');
  for (const [index, item] of items.entries()) {
    if (index > 0) sink.text(' ');
    serialize(sink, item, blanks);
  }
  sink.text(']');
}

function serializeDictionary(sink: ByteSink, dictionary: PdfDictionary, blanks: BlankOffsets): void {
  sink.text('<<');
  for (const [key, value] of dictionary) {
    sink.text(`${nameToken(key)} `);
    serialize(sink, value, blanks);
    sink.text(' ');
  }
  sink.text('>>');
}

/** Decimal without exponent, which PDF does not know (ISO 32000-1 §7.3.3). */
function numberText(value: number): string {
  if (Number.isInteger(value)) return value.toFixed(0);
  return value
    .toFixed(10)
    .replace(/\.?0+$/, '')
    .replace(/^-0$/, '0');
}

function nameToken(text: string): string {
  let token = '/';
  for (const character of text) {
    const octet = character.charCodeAt(0);
    const plain = octet > 0x20 && octet < 0x7f && octet !== 0x23 && isRegular(octet);
    token += plain ? character : `#${octet.toString(16).padStart(2, '0')}`;
  }
  return token;
}

/** Octets that a literal string must not carry bare, and how they are written. */
const escapedOctets: Readonly<Record<number, string>> = {
  0x0a: '\\n',
  0x0d: '\\r',
  0x28: '\\(',
  0x29: '\\)',
  0x5c: '\\\\',
};

/** Printable ASCII goes out as a literal string, anything else in hexadecimal, each octet escaped once. */
function serializeString(sink: ByteSink, octets: Uint8Array): void {
  const readable = octets.every(octet => (octet >= 0x20 && octet < 0x7f) || octet === 0x0a || octet === 0x0d);
  if (!readable) {
    sink.text(`<${Buffer.from(octets).toString('hex')}>`);
    return;
  }
  let literal = '';
  for (const octet of octets) literal += escapedOctets[octet] ?? String.fromCharCode(octet);
  sink.text(`(${literal})`);
}
