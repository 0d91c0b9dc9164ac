import fc from 'fast-check';
import { expect, test } from 'vitest';
import { placeOn, spanned } from './marked-part.ts';

const page = { widthMm: 210, heightMm: 297 };
const fraction = fc.double({ min: -1, max: 2, noNaN: true });

test('whatever is drawn, from whichever corner, is a part of the page that the server takes', () => {
  fc.assert(
    fc.property(fraction, fraction, fraction, fraction, (x, y, to, down) => {
      const part = spanned({ x, y }, { x: to, y: down });
      expect(part).toEqual(spanned({ x: to, y: down }, { x, y }));
      const { xMm, yMm, widthMm, heightMm } = placeOn(part, page);
      expect(xMm >= 0 && yMm >= 0 && widthMm > 1 && heightMm > 1).toBe(true);
      expect(xMm + widthMm <= 210.5 && yMm + heightMm <= 297.5).toBe(true);
    }),
  );
});
