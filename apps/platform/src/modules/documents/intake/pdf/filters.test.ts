import { assert, oneof, property, uint8Array } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeAscii85, decodeAsciiHex, decodeLzw, decodeRunLength } from './filters.ts';
import { undoPredictor } from './predictor.ts';
import { Stop } from './value.ts';

/** LZW as in ISO 32000-1, 7.4.4.2, written for the test: codes of 9 to 12 bits, early change. */
function encodeLzw(data: Uint8Array): Uint8Array {
  const bits: string[] = [];
  let table = new Map<string, number>();
  const reset = () => {
    table = new Map(Array.from({ length: 256 }, (_, code) => [String.fromCharCode(code), code]));
  };
  const emit = (code: number) => {
    const next = table.size + 2;
    const width = next >= 2_048 ? 12 : next >= 1_024 ? 11 : next >= 512 ? 10 : 9;
    bits.push(code.toString(2).padStart(width, '0'));
  };
  reset();
  bits.push((256).toString(2).padStart(9, '0'));
  let word = '';
  for (const byte of data) {
    const longer = word + String.fromCharCode(byte);
    if (table.has(longer)) {
      word = longer;
      continue;
    }
    emit(table.get(word) ?? 0);
    table.set(longer, table.size + 2);
    word = String.fromCharCode(byte);
    if (table.size + 2 >= 4_094) {
      emit(256);
      reset();
    }
  }
  if (word !== '') emit(table.get(word) ?? 0);
  // The decoder has one entry more by now.
  table.set('end', table.size + 2);
  emit(257);
  const stream = bits.join('');
  return Uint8Array.from(stream.match(/.{1,8}/g) ?? [], octet => Number.parseInt(octet.padEnd(8, '0'), 2));
}

describe('filters', () => {
  test('LZW decodes the example of the standard', () => {
    const encoded = Buffer.from('800B6050220C0C8501', 'hex');
    expect([...decodeLzw(encoded, 1, 100)]).toEqual([45, 45, 45, 45, 45, 65, 45, 45, 45, 66]);
  });

  test('LZW gives back what was encoded, over every width of code', () => {
    const bytes = oneof(
      uint8Array({ maxLength: 300 }),
      uint8Array({ minLength: 3_000, maxLength: 9_000, max: 3 }),
      uint8Array({ minLength: 6_000, maxLength: 9_000 }),
    );
    assert(
      property(bytes, data => {
        expect(Buffer.compare(decodeLzw(encodeLzw(data), 1, 100_000), data)).toBe(0);
      }),
      { numRuns: 40 },
    );
  });

  test('no filter gives more than its limit', () => {
    const bomb = encodeLzw(new Uint8Array(50_000));
    expect(() => decodeLzw(bomb, 1, 1_000)).toThrow(Stop);
    expect(() =>
      decodeRunLength(
        Uint8Array.from({ length: 100 }, (_, at) => (at % 2 === 0 ? 129 : 7)),
        1_000,
      ),
    ).toThrow(Stop);
  });

  test('ASCII85, hexadecimal and run lengths decode as the standard says', () => {
    expect(Buffer.from(decodeAscii85(Buffer.from('9jqo^BlbD-\nBleB1DJ+*+~>ignored'))).toString()).toBe(
      'Man is distingui',
    );
    expect([...decodeAscii85(Buffer.from('z!!~>'))]).toEqual([0, 0, 0, 0, 0]);
    expect([...decodeAsciiHex(Buffer.from('4 8\n6>ff'))]).toEqual([0x48, 0x60]);
    expect([...decodeRunLength(Uint8Array.of(2, 1, 2, 3, 254, 9, 128, 7), 100)]).toEqual([1, 2, 3, 9, 9, 9]);
  });
});

describe('predictors', () => {
  const row = { colors: 1, bits: 8, columns: 4 };

  test('PNG filters are undone row by row', () => {
    const filtered = Uint8Array.of(0, 1, 2, 3, 4, 1, 1, 1, 1, 1, 2, 1, 1, 1, 1, 3, 1, 1, 1, 1, 4, 1, 1, 1, 1);
    const plain = [...undoPredictor(filtered, { predictor: 15, ...row })];
    expect(plain).toEqual([1, 2, 3, 4, 1, 2, 3, 4, 2, 3, 4, 5, 2, 3, 4, 5, 3, 4, 5, 6]);
  });

  test('TIFF differences are summed within a row', () => {
    expect([...undoPredictor(Uint8Array.of(1, 1, 1, 1, 5, 250, 2, 0), { predictor: 2, ...row })]).toEqual([
      1, 2, 3, 4, 5, 255, 1, 1,
    ]);
  });

  test('absurd parameters are refused', () => {
    expect(() => undoPredictor(new Uint8Array(9), { predictor: 15, colors: 1, bits: 8, columns: 2 ** 31 })).toThrow(
      Stop,
    );
    expect(() => undoPredictor(new Uint8Array(9), { predictor: 15, colors: -1, bits: 8, columns: 4 })).toThrow(Stop);
  });
});
