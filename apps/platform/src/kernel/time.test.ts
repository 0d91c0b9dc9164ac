import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { civilDate, civilInstant, civilTime } from './time.ts';

test('an instant is found again by what Morocco’s clocks show at it, in Ramadan and out of it', () => {
  // Whole minutes of four years, in which the clocks change eight times.
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4 * 366 * 1440 }), minutes => {
      const instant = new Date(Date.UTC(2024, 0, 1) + minutes * 60_000);
      const [date, time] = [civilDate(instant), civilTime(instant).time];
      const found = civilInstant(date, time);
      expect([civilDate(found), civilTime(found).time]).toEqual([date, time]);
      // The clocks show an hour twice when Ramadan begins: the first one is meant.
      expect([0, 3_600_000]).toContain(instant.getTime() - found.getTime());
    }),
  );
});

test('an hour that the clocks skip is the one after it', () => {
  // After Ramadan 2026, on 22 March at 02:00, clocks went to 03:00.
  expect(civilInstant('2026-03-22', '02:30').toISOString()).toBe('2026-03-22T02:30:00.000Z');
  expect(civilInstant('2026-03-22', '03:30').toISOString()).toBe('2026-03-22T02:30:00.000Z');
});
