import { PadesError } from '../failure.ts';
import { code, isDigit, isRegular, isWhiteSpace } from './characters.ts';
import { malformedPdf, type PdfDictionary, PdfName, PdfReference, type PdfValue } from './model.ts';
import { ReadingLog } from './reading-log.ts';
import { readHexString, readLiteralString } from './strings.ts';

/** Values inside one object: more than any page tree or table of widths needs. */
const mostValues = 500_000;

/** Octets of a name as written; ISO 32000-1 Annex C asks readers for 127. */
const longestName = 4096;

/** Reads PDF objects one after the other from some bytes (ISO 32000-1 §7.3). */
export class PdfParser {
  readonly bytes: Uint8Array;
  position: number;
  readonly #depthLimit: number;
  readonly #log: ReadingLog;
  #values = 0;

  constructor(bytes: Uint8Array, position: number, depthLimit: number, log = new ReadingLog(false)) {
    this.bytes = bytes;
    this.position = position;
    this.#depthLimit = depthLimit;
    this.#log = log;
  }

  /** Moves over white space and comments. */
  skipSpace(): void {
    for (;;) {
      const octet = this.bytes[this.position];
      if (isWhiteSpace(octet)) this.position++;
      else if (octet === code.percent) this.#skipComment();
      else return;
    }
  }

  #skipComment(): void {
    for (;;) {
      const octet = this.bytes[this.position];
      if (octet === undefined || octet === code.lineFeed || octet === code.carriageReturn) return;
      this.position++;
    }
  }

  /** Consumes the keyword if it comes next. */
  acceptKeyword(keyword: string): boolean {
    this.skipSpace();
    for (let index = 0; index < keyword.length; index++) {
      if (this.bytes[this.position + index] !== keyword.charCodeAt(index)) return false;
    }
    if (isRegular(this.bytes[this.position + keyword.length])) return false;
    this.position += keyword.length;
    return true;
  }

  /** Consumes the keyword, which must come next. */
  expectKeyword(keyword: string): void {
    if (!this.acceptKeyword(keyword)) throw malformedPdf(`expected "${keyword}" at ${this.position}`);
  }

  /** Reads a whole number without sign, which must come next. */
  expectWholeNumber(): number {
    this.skipSpace();
    const start = this.position;
    let value = 0;
    for (
      let octet = this.bytes[this.position];
      octet !== undefined && isDigit(octet);
      octet = this.bytes[this.position]
    ) {
      value = value * 10 + octet - code.zero;
      this.position++;
    }
    if (this.position === start || this.position - start > 15 || isRegular(this.bytes[this.position])) {
      throw malformedPdf(`expected a whole number at ${start}`);
    }
    return value;
  }

  /** Reads the next object; streams are read by the document, which knows their length. */
  value(depth = 0): PdfValue {
    if (depth > this.#depthLimit) throw new PadesError('pdf-limit-exceeded', 'nested too deeply');
    if (++this.#values > mostValues) throw new PadesError('pdf-limit-exceeded', 'too many values in one object');
    this.skipSpace();
    const octet = this.bytes[this.position];
    switch (octet) {
      case code.slash:
        return this.#name();
      case code.leftParenthesis:
        return this.#moveAfter(readLiteralString(this.bytes, this.position));
      case code.leftBracket:
        return this.#array(depth);
      case code.less:
        if (this.bytes[this.position + 1] === code.less) return this.#dictionary(depth);
        return this.#moveAfter(readHexString(this.bytes, this.position));
      default:
        return this.#keywordOrNumber();
    }
  }

  #moveAfter<T extends { readonly end: number }>(token: T): T {
    this.position = token.end;
    return token;
  }

  #name(): PdfName {
    const start = ++this.position;
    let end = start;
    while (isRegular(this.bytes[end])) end++;
    this.position = end;
    if (end - start > longestName) throw new PadesError('pdf-limit-exceeded', `name at ${start} is too long`);
    const text = Buffer.from(this.bytes.subarray(start, end)).toString('latin1');
    if (!text.includes('#')) return new PdfName(text);
    if (/#(?![0-9A-Fa-f]{2})/.test(text)) throw malformedPdf(`bad name at ${start}`);
    return new PdfName(
      text.replace(/#(..)/g, (_all, digits: string) => String.fromCharCode(Number.parseInt(digits, 16))),
    );
  }

  #array(depth: number): PdfValue[] {
    this.position++;
    const items: PdfValue[] = [];
    for (;;) {
      this.skipSpace();
      if (this.bytes[this.position] === code.rightBracket) {
        this.position++;
        return items;
      }
      items.push(this.value(depth + 1));
    }
  }

  #dictionary(depth: number): PdfDictionary {
    const start = this.position;
    this.position += 2;
    const entries: PdfDictionary = new Map();
    for (;;) {
      this.skipSpace();
      const octet = this.bytes[this.position];
      if (octet === code.greater && this.bytes[this.position + 1] === code.greater) {
        this.position += 2;
        return entries;
      }
      if (octet !== code.slash) throw malformedPdf(`expected a key at ${this.position}`);
      const key = this.#name().text;
      // Readers differ on which of two equal keys counts: a way to show two documents in one.
      if (entries.has(key)) this.#log.doubt(`key /${key} twice in the dictionary at ${start}`);
      entries.set(key, this.value(depth + 1));
    }
  }

  #keywordOrNumber(): PdfValue {
    const start = this.position;
    let end = start;
    while (isRegular(this.bytes[end]) && end - start < 64) end++;
    const token = Buffer.from(this.bytes.subarray(start, end)).toString('latin1');
    this.position = end;
    if (token === 'true') return true;
    if (token === 'false') return false;
    if (token === 'null') return null;
    if (/^\d{1,10}$/.test(token)) return this.#reference(Number(token)) ?? Number(token);
    if (/^[+-]?(?:\d{1,20}\.?\d{0,20}|\.\d{1,20})$/.test(token)) return Number(token);
    throw malformedPdf(`unknown word at ${start}`);
  }

  /** After a whole number: `generation R`, if that is what follows. */
  #reference(number: number): PdfReference | undefined {
    const { bytes } = this;
    let position = this.position;
    while (isWhiteSpace(bytes[position])) position++;
    const start = position;
    let generation = 0;
    for (
      let octet = bytes[position];
      octet !== undefined && isDigit(octet) && position - start < 5;
      octet = bytes[position]
    ) {
      generation = generation * 10 + octet - code.zero;
      position++;
    }
    if (position === start || !isWhiteSpace(bytes[position])) return undefined;
    while (isWhiteSpace(bytes[position])) position++;
    if (bytes[position] !== code.capitalR || isRegular(bytes[position + 1])) return undefined;
    this.position = position + 1;
    return new PdfReference(number, generation);
  }
}
