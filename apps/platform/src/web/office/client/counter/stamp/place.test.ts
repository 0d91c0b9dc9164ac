import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arrowMove, keepInside, moved, placeOfPreset, presetOf, presets } from './place.ts';

const a4 = { widthMm: 210, heightMm: 297 };
const stamp = { widthMm: 120, heightMm: 42 };
const millimetres = fc.double({ min: -500, max: 500, noNaN: true });

describe('the place of the stamp', () => {
  test('stays whole on the page, wherever it is pulled', () => {
    fc.assert(
      fc.property(millimetres, millimetres, (xMm, yMm) => {
        const place = keepInside({ page: 2, xMm, yMm }, stamp, a4);
        expect(place.page).toBe(2);
        expect(place.xMm).toBeGreaterThanOrEqual(0);
        expect(place.yMm).toBeGreaterThanOrEqual(0);
        expect(place.xMm + stamp.widthMm).toBeLessThanOrEqual(a4.widthMm + 0.05);
        expect(place.yMm + stamp.heightMm).toBeLessThanOrEqual(a4.heightMm + 0.05);
      }),
    );
  });

  test('is the corner of a page smaller than the stamp', () => {
    expect(keepInside({ page: 0, xMm: 9, yMm: 9 }, stamp, { widthMm: 60, heightMm: 30 })).toEqual({
      page: 0,
      xMm: 0,
      yMm: 0,
    });
  });

  test.each(presets)('is recognised as %s', preset => {
    expect(presetOf(placeOfPreset(preset, 1, stamp, a4), stamp, a4)).toBe(preset);
  });

  test('above the foot leaves the line of the code free', () => {
    const { yMm } = placeOfPreset('bottom', 0, stamp, a4);
    expect(a4.heightMm - yMm - stamp.heightMm).toBe(30);
  });

  test('moves by a millimetre, by ten with Shift, as the eye sees it', () => {
    const place = { page: 0, xMm: 20, yMm: 20 };
    const left = arrowMove('ArrowLeft', false);
    const down = arrowMove('ArrowDown', true);
    expect(left && moved(place, left, stamp, a4)).toMatchObject({ xMm: 19, yMm: 20 });
    expect(down && moved(place, down, stamp, a4)).toMatchObject({ xMm: 20, yMm: 30 });
    expect(arrowMove('Enter', false)).toBeUndefined();
  });
});
