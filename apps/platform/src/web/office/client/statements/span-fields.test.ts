import fc from 'fast-check';
import { expect, test } from 'vitest';
import { civilTime } from '../../../../kernel/index.ts';
import { instantsOf, yearFrom } from './span-fields.tsx';

const long = new Date('2024-01-01T00:00:00Z');
const printed = (day: string): string => day.split('-').toReversed().join('/');
const dayAfter = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

test('a span begins and ends at midnight in Morocco, whatever the offset of the season', () => {
  const days = fc.date({ min: new Date('2025-01-01'), max: new Date('2035-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(days, date => {
      const day = date.toISOString().slice(0, 10);
      const { validFrom, validUntil } = instantsOf({ from: day, until: day }, long);
      expect(civilTime(new Date(validFrom))).toMatchObject({ date: printed(day), time: '00:00' });
      expect(civilTime(new Date(validUntil))).toMatchObject({ date: printed(dayAfter(day)), time: '00:00' });
    }),
    { numRuns: 500 },
  );
});

test('a span that begins today begins now: a statement does not reach back', () => {
  const now = new Date('2026-11-28T09:00:00Z');
  expect(instantsOf({ from: '2026-11-28', until: '2026-11-30' }, now).validFrom).toBe(now.toISOString());
});

test('a year ends on the eve of its day', () => {
  expect(yearFrom('2026-11-28')).toEqual({ from: '2026-11-28', until: '2027-11-27' });
});
