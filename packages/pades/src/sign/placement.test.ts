import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PdfReference } from '../pdf/model.ts';
import type { Page } from '../pdf/page.ts';
import { toUserSpace } from './placement.ts';

const page = (rotation: Page['rotation'], userUnit = 1): Page => ({
  reference: new PdfReference(1),
  dictionary: new Map(),
  resources: new Map(),
  box: [10, 20, 110, 220],
  rotation,
  userUnit,
});

describe('toUserSpace', () => {
  it.each([
    [0, [15, 193, 45, 213]],
    [90, [17, 25, 37, 55]],
    [180, [75, 27, 105, 47]],
    [270, [83, 185, 103, 215]],
  ] as const)('places a box on a page turned by %i degrees', (rotation, expected) => {
    expect(toUserSpace(page(rotation), { left: 5, top: 7, width: 30, height: 20 })).toEqual(expected);
  });

  it('counts in points where the page has larger units', () => {
    expect(toUserSpace(page(0, 2), { left: 20, top: 40, width: 100, height: 60 })).toEqual([20, 170, 70, 200]);
  });

  it('keeps the area, inside the page, for every turn and unit', () => {
    const share = fc.double({ min: 0, max: 0.45, noNaN: true });
    const rotation = fc.constantFrom<Page['rotation']>(0, 90, 180, 270);
    fc.assert(
      fc.property(rotation, fc.constantFrom(1, 2.5), share, share, (turn, unit, left, top) => {
        const [across, down] = turn % 180 === 0 ? [100 * unit, 200 * unit] : [200 * unit, 100 * unit];
        const box = { left: left * across, top: top * down, width: across / 2, height: down / 2 };
        const [x0, y0, x1, y1] = toUserSpace(page(turn, unit), box);
        expect((x1 - x0) * (y1 - y0)).toBeCloseTo(5000, 5);
        expect(Math.min(x0 - 10, y0 - 20, 110 - x1, 220 - y1)).toBeGreaterThanOrEqual(-0.01);
      }),
    );
  });
});
