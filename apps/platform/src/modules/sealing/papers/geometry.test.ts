import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { footBand, markSize, placeOnPage, placeScan, toPdfRectangle } from './geometry.ts';

const a4 = { width: 210, height: 297 };
const sizes = fc.record({ width: fc.integer({ min: 10, max: 1200 }), height: fc.integer({ min: 10, max: 1200 }) });
const layouts = fc.constantFrom('over' as const, 'band' as const);

describe('the place of a scan', () => {
  it('is the whole page when its foot is empty, landscape or not', () => {
    expect(placeScan(a4, 'over')).toEqual({ page: a4, scan: { x: 0, y: 0, ...a4 }, band: false });
    expect(placeScan({ width: 297, height: 210 }, 'over').page).toEqual({ width: 297, height: 210 });
  });

  it('says nothing of a page but its geometry', () => {
    const page = { ...a4, jpeg: Buffer.from('megabytes') };
    expect(JSON.stringify([placeScan(page, 'over'), placeScan(page, 'band')])).not.toContain('jpeg');
  });

  it('leaves a foot band otherwise', () => {
    const { scan, band } = placeScan(a4, 'band');
    expect(band).toBe(true);
    expect(scan.y + scan.height).toBeCloseTo(297 - footBand, 6);
  });

  it('is at its own size on an A4 page for an identity card', () => {
    expect(placeScan({ width: 86, height: 54 }, 'over')).toMatchObject({
      page: a4,
      scan: { width: 86, height: 54 },
      band: true,
    });
  });

  it('always keeps its proportions, lies within the page, and leaves room for the mark', () => {
    fc.assert(
      fc.property(sizes, layouts, (size, layout) => {
        const { page, scan, band } = placeScan(size, layout);
        expect(scan.width / scan.height).toBeCloseTo(size.width / size.height, 6);
        expect(scan.x).toBeGreaterThanOrEqual(-1e-9);
        expect(scan.x + scan.width).toBeLessThanOrEqual(page.width + 1e-9);
        expect(scan.y + scan.height).toBeLessThanOrEqual(page.height - (band ? footBand : 0) + 1e-9);
        expect(page.width).toBeGreaterThan(markSize.width);
      }),
    );
  });
});

describe('the place of a stamp', () => {
  it('follows the scan, keeps its size, and stays on the page above the mark', () => {
    fc.assert(
      fc.property(layouts, fc.nat(210), fc.nat(297), (layout, x, y) => {
        const geometry = placeScan(a4, layout);
        const placed = placeOnPage(geometry, a4, { x, y, width: 85, height: 55 });
        expect([placed.width, placed.height]).toEqual([85, 55]);
        expect(placed.x + placed.width).toBeLessThanOrEqual(210);
        expect(placed.y + placed.height).toBeLessThanOrEqual(geometry.band ? 297 - footBand : 297);
      }),
    );
  });

  it('turns over for PDF, whose origin is the lower left corner', () => {
    const [left, bottom, right, top] = toPdfRectangle(
      { width: 254, height: 254 },
      { x: 25.4, y: 0, width: 25.4, height: 50.8 },
    );
    expect(left).toBeCloseTo(72);
    expect(bottom).toBeCloseTo(576);
    expect(right).toBeCloseTo(144);
    expect(top).toBeCloseTo(720);
  });
});
