import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drawnSignature } from '../../../test/scans.ts';
import { drawSignature, leastSignatureMillimetres, readSignature, writeSignature } from './signature.ts';

const pad = { widthMm: 120, heightMm: 50 };
const at = (x: number, y: number, t = 0) => ({ x, y, t, pressure: 0.5 });

describe('a drawn signature', () => {
  test('is kept as the same bytes for the same strokes, and drawn from them', () => {
    const kept = writeSignature(drawnSignature);
    expect(Buffer.from(kept).equals(Buffer.from(writeSignature(structuredClone(drawnSignature))))).toBe(true);
    const picture = drawSignature(kept);
    expect(picture).toContain('viewBox="0 0 120 50"');
    expect(picture).toMatch(/<path d="M10 25L12 28\.835L/);
  });

  test('a dot is drawn as a dot', () => {
    expect(drawSignature(writeSignature({ pad, strokes: [[at(5, 6)]] }))).toContain('d="M5 6L5 6"');
  });

  test.each([
    ['shorter than a signature', [[at(0, 0), at(leastSignatureMillimetres - 1, 0)]], 'signature-too-short'],
    ['beyond the pad', [[at(0, 0), at(121, 0)]], 'signature-outside'],
    ['going back in time', [[at(0, 0, 90), at(40, 0, 10)]], 'signature-times'],
  ])('%s is refused', (_, strokes, code) => {
    expect(readSignature({ pad, strokes })).toMatchObject({ ok: false, refusal: { code: `legalisation.${code}` } });
  });

  test('many short strokes together are long enough', () => {
    const stroke = (index: number) => [at(index, 0, index), at(index, 4, index)];
    expect(readSignature({ pad, strokes: [0, 1, 2, 3].map(stroke) }).ok).toBe(true);
  });

  test('no strokes can put anything but numbers into the picture', () => {
    const point = fc.record({
      x: fc.double({ min: 0, max: 120, noNaN: true }),
      y: fc.double({ min: 0, max: 50, noNaN: true }),
      t: fc.nat(9000),
      pressure: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(
        fc.array(fc.array(point, { minLength: 1, maxLength: 20 }), { minLength: 1, maxLength: 5 }),
        strokes => {
          expect(drawSignature(writeSignature({ pad, strokes }))).toMatch(/<path d="[ML0-9. e-]*"\/><\/svg>$/);
        },
      ),
    );
  });
});
