import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drawSignatureBody } from '../../../../api/contract/requests.ts';
import {
  emptyDrawing,
  extendStroke,
  lengthOf,
  type PenPlace,
  pathOf,
  startStroke,
  toMillimetres,
  undoStroke,
} from './strokes.ts';

const size = { width: 600, height: 160 };
const at = (x: number, y: number, time: number): PenPlace => ({ x, y, at: time, pressure: 0.4 });
const line = extendStroke(startStroke(emptyDrawing, at(0, 0, 5000), size), [at(96, 0, 5010)], size);

const place = fc.record({
  x: fc.double({ min: -200, max: 900, noNaN: true }),
  y: fc.double({ min: -200, max: 400, noNaN: true }),
  at: fc.double({ min: 0, max: 2e6, noNaN: true }),
  pressure: fc.double({ min: 0, max: 1.2, noNaN: true }),
});

describe('a signature on the pad', () => {
  test('is measured in millimetres: 96 pixels are an inch', () => {
    expect(lengthOf(line)).toBeCloseTo(25.4);
    expect(pathOf(line)).toBe('M0.00 0.00L25.40 0.00');
  });

  test('counts time from its first point', () => {
    expect(line.strokes[0]?.map(({ t }) => t)).toEqual([0, 10]);
  });

  test('takes strokes back one by one, and begins anew after the last', () => {
    const two = startStroke(line, at(10, 10, 6000), size);
    expect(undoStroke(two).strokes).toEqual(line.strokes);
    expect(undoStroke(line)).toEqual(emptyDrawing);
  });

  test('draws a dot as a line of no length', () => {
    expect(pathOf(startStroke(emptyDrawing, at(96, 96, 1), size))).toBe('M25.40 25.40L25.40 25.40');
  });

  test('is always something that the API accepts, however the pen moves', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(place, { minLength: 1, maxLength: 20 }), { minLength: 1, maxLength: 8 }),
        strokes => {
          const drawing = strokes.reduce(
            (before, [first, ...rest]) => (first ? extendStroke(startStroke(before, first, size), rest, size) : before),
            emptyDrawing,
          );
          const pad = { widthMm: toMillimetres(size.width), heightMm: toMillimetres(size.height) };
          const body = drawSignatureBody.parse({ version: 1, pad, strokes: drawing.strokes });
          const times = body.strokes.flat().map(({ t }) => t);
          expect(times).toEqual(times.toSorted((a, b) => a - b));
          expect(body.strokes.flat().every(({ x, y }) => x <= pad.widthMm && y <= pad.heightMm)).toBe(true);
        },
      ),
    );
  });
});
