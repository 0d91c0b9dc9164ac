import { intakeLimits } from '../limits.ts';
import { Stop } from './value.ts';

/**
 * Operators that paint or set up painting (ISO 32000-1, annex A). Everything else is left out: marked content (its property lists may
 * carry anything), compatibility sections, and PostScript.
 */
const paintingOperators = new Set(
  (
    'q Q cm w J j M d ri i gs m l c v y h re S s f F f* B B* b b* n W W* BT ET Tc Tw Tz TL Tf Tr Ts Td TD Tm T* ' +
    'Tj TJ \' " d0 d1 CS cs SC SCN sc scn G g RG rg K k sh Do'
  ).split(' '),
);

const marks = { whitespace: 1, delimiter: 2 } as const;
const classes = new Uint8Array(256);
for (const byte of [0, 9, 10, 12, 13, 32]) classes[byte] = marks.whitespace;
for (const character of '()<>[]{}/%') classes[character.charCodeAt(0)] = marks.delimiter;

const deepestState = 2_000;

export interface ContentRules {
  /** Whether the layer that the property list `name` stands for is invisible when the file is opened. */
  readonly isHiddenLayer: (name: string) => boolean;
}

/**
 * A content stream with only its painting operators, each copied byte for byte with its operands, and with every saved
 * graphics state restored, so that what is drawn afterwards lands where it should.
 * Stops: `documents.hidden-layers` when invisible content would come to light, `documents.too-complex`, `documents.too-many-pixels`.
 */
export function cleanContent(content: Uint8Array, rules: ContentRules): Uint8Array {
  const reader = new OperationReader(Buffer.from(content.buffer, content.byteOffset, content.byteLength));
  const kept: Uint8Array[] = [];
  let saved = 0;
  for (let operation = reader.next(); operation !== undefined; operation = reader.next()) {
    const { operator, slice } = operation;
    if (operator === 'BDC') refuseHiddenLayer(slice, rules);
    if (operator === 'BI') checkInlineImage(slice);
    else if (!paintingOperators.has(operator)) continue;
    if (operator === 'q') saved += 1;
    if (saved > deepestState) throw new Stop('documents.too-complex');
    // A surplus Q is ignored by readers, but would end the state that surrounds the page when it is drawn as a form.
    if (operator === 'Q' && saved === 0) continue;
    if (operator === 'Q') saved -= 1;
    kept.push(slice, newline);
  }
  kept.push(Buffer.from('Q\n'.repeat(saved)));
  return Buffer.concat(kept);
}

const newline = Uint8Array.of(10);

function refuseHiddenLayer(slice: Buffer, rules: ContentRules): void {
  const layer = /\/OC\s*\/([^\s<>[\](){}/%]+)/.exec(slice.toString('latin1'))?.[1];
  if (layer !== undefined && rules.isHiddenLayer(unescapeName(layer))) throw new Stop('documents.hidden-layers');
}

function unescapeName(name: string): string {
  return name.replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

function checkInlineImage(slice: Buffer): void {
  const header = slice.toString('latin1', 0, 1_024);
  const side = (key: string) => Number(new RegExp(`/(?:${key})\\s+(\\d+)`).exec(header)?.[1] ?? 1);
  const pixels = side('W|Width') * side('H|Height');
  if (pixels > intakeLimits.imagePixels) {
    throw new Stop('documents.too-many-pixels', {
      megapixels: Math.round(pixels / 1e6),
      limit: intakeLimits.imagePixels / 1e6,
    });
  }
}

interface Operation {
  readonly operator: string;
  /** Operands and operator as they stand in the stream. */
  readonly slice: Buffer;
}

/** Cuts a content stream into operations without interpreting operands. */
class OperationReader {
  private at = 0;
  private readonly bytes: Buffer;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }

  next(): Operation | undefined {
    let start = -1;
    while (this.skipBlanks()) {
      if (start < 0) start = this.at;
      const word = this.token();
      if (word === undefined) continue;
      if (word === 'BI') this.skipInlineImage();
      return { operator: word, slice: this.bytes.subarray(start, this.at) };
    }
    return undefined;
  }

  /** To the next token; false at the end. */
  private skipBlanks(): boolean {
    for (; this.at < this.bytes.length; this.at += 1) {
      const byte = this.bytes[this.at] ?? 0;
      if (byte === 0x25) this.skipComment();
      else if (classes[byte] !== marks.whitespace) return true;
    }
    return false;
  }

  private skipComment(): void {
    while (this.at < this.bytes.length && this.bytes[this.at] !== 10 && this.bytes[this.at] !== 13) this.at += 1;
  }

  /** Moves over one token; an operator is returned, an operand is not. */
  private token(): string | undefined {
    const byte = this.bytes[this.at] ?? 0;
    if (byte === 0x28) return this.skipString();
    if (byte === 0x2f) return this.skipName();
    if (byte === 0x3c && this.bytes[this.at + 1] !== 0x3c) return this.skipHexString();
    if (classes[byte] === marks.delimiter) {
      // A dictionary opens with two brackets; the second alone would open a hexadecimal string.
      this.at += byte === 0x3c ? 2 : 1;
      return undefined;
    }
    const start = this.at;
    while (this.at < this.bytes.length && classes[this.bytes[this.at] ?? 0] === 0) this.at += 1;
    const word = this.bytes.toString('latin1', start, this.at);
    if (/^[+\-.0-9]/.test(word) || word === 'true' || word === 'false' || word === 'null') return undefined;
    return word;
  }

  private skipName(): undefined {
    this.at += 1;
    while (this.at < this.bytes.length && classes[this.bytes[this.at] ?? 0] === 0) this.at += 1;
    return undefined;
  }

  private skipHexString(): undefined {
    const end = this.bytes.indexOf('>', this.at);
    this.at = end < 0 ? this.bytes.length : end + 1;
    return undefined;
  }

  private skipString(): undefined {
    let depth = 0;
    for (; this.at < this.bytes.length; this.at += 1) {
      const byte = this.bytes[this.at];
      if (byte === 0x5c) this.at += 1;
      else if (byte === 0x28) depth += 1;
      else if (byte === 0x29) {
        depth -= 1;
        if (depth === 0) break;
      }
    }
    this.at += 1;
    return undefined;
  }

  /** To behind EI: the first one that stands alone and is followed by text, since image bytes may contain the letters by chance. */
  private skipInlineImage(): void {
    const data = this.bytes.indexOf('ID', this.at);
    for (
      let end = data < 0 ? -1 : this.bytes.indexOf('EI', data + 2);
      end >= 0;
      end = this.bytes.indexOf('EI', end + 2)
    ) {
      const before = classes[this.bytes[end - 1] ?? 0] === marks.whitespace;
      const rest = this.bytes.subarray(end + 2, end + 16);
      const alone = rest.length === 0 || classes[rest[0] ?? 0] === marks.whitespace;
      if (
        before &&
        alone &&
        rest.every(byte => (byte >= 32 && byte < 127) || (byte >= 9 && byte <= 13) || byte === 0)
      ) {
        this.at = end + 2;
        return;
      }
    }
    this.at = this.bytes.length;
  }
}
