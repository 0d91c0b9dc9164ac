import { PadesError } from '../failure.ts';

/** /Name, decoded: one character an octet. */
export class PdfName {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** A string's octets after unescaping. `start` and `end` are offsets of its token, delimiters included, when it was read. */
export class PdfString {
  readonly octets: Uint8Array;
  readonly start: number;
  readonly end: number;
  constructor(octets: Uint8Array, start = -1, end = -1) {
    this.octets = octets;
    this.start = start;
    this.end = end;
  }
}

/** Indirect reference `number generation R`. */
export class PdfReference {
  readonly number: number;
  readonly generation: number;
  constructor(number: number, generation = 0) {
    this.number = number;
    this.generation = generation;
  }
}

/** Dictionary; keys without their slash. */
export type PdfDictionary = Map<string, PdfValue>;

/** Stream: its dictionary and its octets as stored, filters not undone. */
export class PdfStream {
  readonly dictionary: PdfDictionary;
  readonly stored: Uint8Array;
  constructor(dictionary: PdfDictionary, stored: Uint8Array) {
    this.dictionary = dictionary;
    this.stored = stored;
  }
}

/** Octets that are reserved now and filled later; the writer records where they landed. */
export class PdfBlank {
  readonly filler: string;
  readonly length: number;
  constructor(length: number, filler: string) {
    this.length = length;
    this.filler = filler;
  }
}

/** Any PDF object (ISO 32000-1 §7.3). */
export type PdfValue =
  | null
  | boolean
  | number
  | PdfName
  | PdfString
  | PdfReference
  | PdfDictionary
  | PdfStream
  | PdfBlank
  | readonly PdfValue[];

/** Dictionary from an object literal; undefined values are left out. */
export function dictionary(entries: Readonly<Record<string, PdfValue | undefined>>): PdfDictionary {
  const result: PdfDictionary = new Map();
  for (const [key, value] of Object.entries(entries)) if (value !== undefined) result.set(key, value);
  return result;
}

/** The name's text, or undefined for anything else. */
export function nameText(value: PdfValue | undefined): string | undefined {
  return value instanceof PdfName ? value.text : undefined;
}

/** The error for a PDF that breaks ISO 32000 at some place. */
export function malformedPdf(reason: string): PadesError {
  return new PadesError('pdf-malformed', reason);
}
