import fc from 'fast-check';
import { expect, test } from 'vitest';
import { placeScan } from './geometry.ts';
import { inkOnPage, layInk } from './ink.ts';

const point = fc.tuple(fc.double({ min: 0, max: 120, noNaN: true }), fc.double({ min: 0, max: 50, noNaN: true }));
const drawings = fc.array(fc.array(point, { minLength: 1, maxLength: 20 }), { minLength: 1, maxLength: 6 });
const side = fc.double({ min: 5, max: 90, noNaN: true });
const fields = fc.record({ x: side, y: side, width: side, height: side });
const slack = 0.011;

test('a signature lies whole in its field, keeps its proportions and never grows', () => {
  fc.assert(
    fc.property(drawings, fields, (drawn, field) => {
      const laid = layInk(drawn, field);
      expect(laid.map(stroke => stroke.length)).toEqual(drawn.map(stroke => stroke.length));
      for (const [x, y] of laid.flat()) {
        expect(x).toBeGreaterThanOrEqual(field.x - slack);
        expect(x).toBeLessThanOrEqual(field.x + field.width + slack);
        expect(y).toBeGreaterThanOrEqual(field.y - slack);
        expect(y).toBeLessThanOrEqual(field.y + field.height + slack);
      }
      const spans = (points: readonly (readonly [number, number])[]) =>
        ([0, 1] as const).map(axis => {
          const values = points.map(each => each[axis]);
          return Math.max(...values) - Math.min(...values);
        });
      const [before, after] = [spans(drawn.flat()), spans(laid.flat())];
      for (const axis of [0, 1]) expect(after[axis]).toBeLessThanOrEqual((before[axis] ?? 0) + 2 * slack);
    }),
  );
});

test('ink goes with the scan: reduced above a foot band, and where it was on a page that keeps its size', () => {
  const scan = { width: 210, height: 297 };
  const strokes = [[[100, 200] as const]];
  expect(inkOnPage(placeScan(scan, 'over'), scan, strokes)).toEqual(strokes);
  const geometry = placeScan(scan, 'band');
  const [[[x, y] = [0, 0]] = []] = inkOnPage(geometry, scan, strokes);
  expect(x).toBeCloseTo(geometry.scan.x + (100 / 210) * geometry.scan.width, 1);
  expect(y).toBeCloseTo(geometry.scan.y + (200 / 297) * geometry.scan.height, 1);
});

test('nothing drawn is nothing printed', () => {
  expect(layInk([], { x: 0, y: 0, width: 10, height: 10 })).toEqual([]);
});
