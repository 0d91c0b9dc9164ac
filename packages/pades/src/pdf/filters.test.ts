import { deflateSync } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PadesError } from '../failure.ts';
import { decodeStream, InflateBudget } from './filters.ts';
import { dictionary, PdfName, PdfStream, type PdfValue } from './model.ts';

const decode = (stored: Uint8Array, filters: readonly string[], parameters: PdfValue = null, budget = 1_000_000) => {
  const names = filters.map(filter => new PdfName(filter));
  const stream = new PdfStream(dictionary({ Filter: names, DecodeParms: parameters }), stored);
  return Buffer.from(decodeStream(stream, new InflateBudget(budget)));
};

/** LZW as ISO 32000-1 §7.4.4 describes it, by strings: slow and plain. */
function encodeLzw(data: Uint8Array, earlyChange: number): Buffer {
  let bits = '';
  let table = new Map<string, number>();
  let width = 9;
  const put = (code: number) => {
    bits += code.toString(2).padStart(width, '0');
  };
  const reset = () => {
    put(256);
    table = new Map(Array.from({ length: 256 }, (_, octet) => [String.fromCharCode(octet), octet]));
    width = 9;
  };
  reset();
  let [next, current] = [258, ''];
  for (const octet of data) {
    const longer = current + String.fromCharCode(octet);
    if (table.has(longer)) {
      current = longer;
      continue;
    }
    put(table.get(current) ?? 0);
    table.set(longer, next++);
    // The reader of the codes is one entry behind.
    if (next - 1 + earlyChange >= 1 << width) width++;
    if (next === 4094) {
      put(table.get(longer.at(-1) ?? '') ?? 0);
      reset();
      [next, current] = [258, ''];
    } else current = longer.at(-1) ?? '';
  }
  if (current !== '') put(table.get(current) ?? 0);
  if (next + earlyChange >= 1 << width && width < 12) width++;
  put(257);
  return Buffer.from((bits.match(/.{1,8}/g) ?? []).map(octet => Number.parseInt(octet.padEnd(8, '0'), 2)));
}

describe('filters', () => {
  it('are undone as the standard shows', () => {
    const lzw = Buffer.from('800b6050220c0c8501', 'hex');
    expect([...decode(lzw, ['LZWDecode'])]).toEqual([45, 45, 45, 45, 45, 65, 45, 45, 45, 66]);
    expect(decode(Buffer.from('48 65 6C6c 7>ff'), ['ASCIIHexDecode']).toString()).toBe('Hellp');
    expect(decode(Buffer.from('87cUR\nD]i,"Ebo80+T~>x'), ['ASCII85Decode']).toString()).toBe('Hello World!!');
    expect([...decode(Buffer.from('z!!~>'), ['ASCII85Decode'])]).toEqual([0, 0, 0, 0, 0]);
    expect([...decode(Buffer.of(2, 1, 2, 3, 254, 9, 128, 7), ['RunLengthDecode'])]).toEqual([1, 2, 3, 9, 9, 9]);
    const tiff = dictionary({ Predictor: 2, Columns: 3, Colors: 2 });
    const rows = Buffer.of(1, 2, 1, 1, 1, 1, 9, 8, 255, 0, 2, 2);
    expect([...decode(deflateSync(rows), ['FlateDecode'], tiff)]).toEqual([1, 2, 2, 3, 3, 4, 9, 8, 8, 8, 10, 10]);
  });

  it('follow each other, each with its own parameters', () => {
    const flate = deflateSync(Buffer.of(2, 1, 2, 2, 1, 1)).toString('hex');
    const parameters = [null, dictionary({ Predictor: 15, Columns: 2 })];
    expect([...decode(Buffer.from(`${flate}>`), ['ASCIIHexDecode', 'FlateDecode'], parameters)]).toEqual([1, 2, 2, 3]);
  });

  it.each([0, 1])('give back what LZW compressed, over every width of its codes (EarlyChange %i)', earlyChange => {
    const octets = fc.oneof(
      fc.uint8Array({ maxLength: 9000, size: 'max' }),
      fc.array(fc.nat(3), { maxLength: 9000, size: 'max' }),
    );
    fc.assert(
      fc.property(octets, data => {
        const plain = Uint8Array.from(data);
        const parameters = dictionary({ EarlyChange: earlyChange });
        expect(decode(encodeLzw(plain, earlyChange), ['LZWDecode'], parameters).equals(plain)).toBe(true);
      }),
      { numRuns: 30, seed: 7 },
    );
  });

  it.each(['LZWDecode', 'RunLengthDecode', 'ASCIIHexDecode', 'ASCII85Decode', 'FlateDecode'])(
    'refuse any other octets with a typed error, within their budget: %s',
    filter => {
      fc.assert(
        fc.property(fc.uint8Array({ maxLength: 200 }), stored => {
          try {
            expect(decode(stored, [filter], null, 300).length).toBeLessThanOrEqual(300);
          } catch (error) {
            expect(error).toBeInstanceOf(PadesError);
          }
        }),
      );
    },
  );

  it('are bounded in number and in what they make', () => {
    expect(() =>
      decode(
        Buffer.alloc(5),
        Array.from({ length: 5 }, () => 'ASCIIHexDecode'),
      ),
    ).toThrow('pdf-limit-exceeded');
    expect(() => decode(Buffer.alloc(100).fill(129), ['RunLengthDecode'], null, 1000)).toThrow('pdf-limit-exceeded');
    expect(() => decode(encodeLzw(Buffer.alloc(5000), 1), ['LZWDecode'], null, 1000)).toThrow('pdf-limit-exceeded');
    expect(() => decode(Buffer.from('z'.repeat(500)), ['ASCII85Decode'], null, 1000)).toThrow('pdf-limit-exceeded');
  });
});
