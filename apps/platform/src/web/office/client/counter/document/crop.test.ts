import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cropOrNull, handles, pulled, wholePage } from './crop.ts';
import { moveItem, turnedCrop } from './page-edits.ts';

const shift = fc.double({ min: -2, max: 2, noNaN: true });
const start = { left: 0.2, top: 0.3, width: 0.5, height: 0.4 };

describe('the crop frame', () => {
  test('stays on the page and open, whatever is pulled and how far', () => {
    fc.assert(
      fc.property(fc.constantFrom(...handles, 'all' as const), shift, shift, (handle, dx, dy) => {
        const crop = pulled(start, handle, dx, dy);
        expect(crop.left).toBeGreaterThanOrEqual(0);
        expect(crop.top).toBeGreaterThanOrEqual(0);
        expect(crop.left + crop.width).toBeLessThanOrEqual(1 + 1e-9);
        expect(crop.top + crop.height).toBeLessThanOrEqual(1 + 1e-9);
        expect(Math.min(crop.width, crop.height)).toBeGreaterThanOrEqual(0.05 - 1e-9);
      }),
    );
  });

  test('keeps its size when all of it is moved', () => {
    expect(pulled(start, 'all', 0.1, -0.1)).toEqual({ ...start, left: 0.30000000000000004, top: 0.19999999999999998 });
  });

  test('of the whole page is no crop', () => {
    expect(cropOrNull(wholePage)).toBeNull();
    expect(cropOrNull(start)).toEqual(start);
  });

  test('turns with the page: four turns change nothing', () => {
    const once = turnedCrop(start);
    expect(once?.left).toBeCloseTo(0.3);
    expect(once?.top).toBeCloseTo(0.2);
    expect(once).toMatchObject({ width: 0.4, height: 0.5 });
    const four = turnedCrop(turnedCrop(turnedCrop(once)));
    expect(four?.left).toBeCloseTo(start.left);
    expect(four?.top).toBeCloseTo(start.top);
    expect(turnedCrop(null)).toBeNull();
  });
});

test('a page is put where another is', () => {
  expect(moveItem(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a']);
  expect(moveItem(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b']);
  expect(moveItem(['a'], 3, 0)).toEqual(['a']);
});
