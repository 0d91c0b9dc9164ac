import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newId, type OfficeId } from '../../../kernel/index.ts';
import {
  type Calendar,
  daysLater,
  isWeek,
  nextOpening,
  openingAt,
  type Period,
  usualHours,
  usualRamadanHours,
} from './calendar.ts';

const office = newId<OfficeId>(new Date());
const usual: Calendar = { hours: usualHours, ramadanHours: usualRamadanHours, spans: [] };

describe('an office', () => {
  test('is open by its weekday, parted by the prayer on Friday, and closed on national holidays', () => {
    expect(openingAt(usual, '2026-11-23')).toEqual([{ from: '08:30', until: '16:30' }]);
    expect(openingAt(usual, '2026-11-27')).toEqual([
      { from: '08:30', until: '12:00' },
      { from: '14:00', until: '16:30' },
    ]);
    for (const date of ['2026-11-28', '2026-11-29', '2026-11-18', '2026-11-06', '2026-05-01'])
      expect([date, openingAt(usual, date)]).toEqual([date, []]);
  });

  test('keeps the hours of Ramadan on its days only, and no hours on holidays and closures', () => {
    const spans = [
      { officeId: null, kind: 'ramadan', firstOn: '2026-02-18', lastOn: '2026-03-19' },
      { officeId: null, kind: 'holiday', firstOn: '2026-03-20', lastOn: '2026-03-21' },
      { officeId: null, kind: 'closure', firstOn: '2026-03-02', lastOn: '2026-03-02' },
    ] as const;
    const calendar = { ...usual, spans };
    expect(openingAt(calendar, '2026-02-17')).toEqual([{ from: '08:30', until: '16:30' }]);
    expect(openingAt(calendar, '2026-02-18')).toEqual([{ from: '09:00', until: '15:00' }]);
    expect(openingAt(calendar, '2026-03-02')).toEqual([]);
    expect(openingAt(calendar, '2026-03-20')).toEqual([]);
    expect(nextOpening(calendar, { date: '2026-03-19', time: '15:00' })).toEqual({ date: '2026-03-23', time: '08:30' });
  });

  test('opens all the same on days that say so, holidays of the nation too, unless it is closed by itself', () => {
    const hours = [{ from: '10:00', until: '12:00' }];
    const on = { firstOn: '2026-11-18', lastOn: '2026-11-18' };
    const [open, closed] = [{ kind: 'open', hours } as const, { kind: 'closure' } as const];
    const openingWith = (...spans: readonly Pick<Calendar['spans'][number], 'kind' | 'officeId'>[]) =>
      openingAt({ ...usual, spans: spans.map(span => ({ ...on, ...span })) }, '2026-11-18');
    const [ofCommune, own] = [{ officeId: null }, { officeId: office }];
    expect(openingWith()).toEqual([]);
    expect(openingWith({ ...open, ...ofCommune })).toEqual(hours);
    expect(openingWith({ ...open, ...ofCommune }, { kind: 'holiday', ...ofCommune })).toEqual(hours);
    expect(openingWith({ ...closed, ...ofCommune }, { ...open, ...own })).toEqual(hours);
    expect(openingWith({ ...open, ...ofCommune }, { ...closed, ...own })).toEqual([]);
    const calendar = { ...usual, spans: [{ ...on, ...open, ...ofCommune }] };
    expect(nextOpening(calendar, { date: '2026-11-17', time: '16:30' })).toEqual({ date: '2026-11-18', time: '10:00' });
    expect(openingAt(calendar, '2027-11-18')).toEqual([]);
  });
});

const times = fc
  .record({ hour: fc.integer({ min: 0, max: 23 }), minute: fc.integer({ min: 0, max: 59 }) })
  .map(({ hour, minute }) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);
const days: fc.Arbitrary<readonly Period[]> = fc.uniqueArray(times, { maxLength: 6 }).map(marks => {
  const sorted = marks.toSorted();
  return Array.from({ length: Math.floor(sorted.length / 2) }, (_, index) => ({
    from: sorted[index * 2] ?? '',
    until: sorted[index * 2 + 1] ?? '',
  }));
});
const weeks = fc.array(days, { minLength: 7, maxLength: 7 });
const dates = fc.integer({ min: 0, max: 900 }).map(days_ => daysLater('2026-01-01', days_));
const calendars: fc.Arbitrary<Calendar> = fc.record({
  hours: weeks,
  ramadanHours: weeks,
  spans: fc.array(
    fc
      .record({
        kind: fc.constantFrom('holiday', 'closure', 'ramadan', 'open'),
        officeId: fc.constantFrom(null, office),
        hours: days.filter(({ length }) => length > 0),
        firstOn: dates,
        days: fc.integer({ min: 0, max: 40 }),
      })
      .map(({ days: length, hours, ...span }) => ({
        ...span,
        lastOn: daysLater(span.firstOn, length),
        ...(span.kind === 'open' && { hours }),
      })),
    { maxLength: 4 },
  ),
});
const isOpen = (calendar: Calendar, { date, time }: { readonly date: string; readonly time: string }): boolean =>
  openingAt(calendar, date).some(({ from, until }) => from <= time && time < until);

test('the next opening is open, not before it was asked for, and nothing is open in between', () => {
  fc.assert(
    fc.property(calendars, dates, times, (calendar, date, time) => {
      const next = nextOpening(calendar, { date, time });
      if (!next) {
        for (let ahead = 1; ahead < 366; ahead += 1) expect(openingAt(calendar, daysLater(date, ahead))).toEqual([]);
        return;
      }
      expect(isOpen(calendar, next)).toBe(true);
      expect(`${next.date} ${next.time}` >= `${date} ${time}`).toBe(true);
      if (isOpen(calendar, { date, time })) expect(next).toEqual({ date, time });
      for (let skipped = date; skipped <= next.date; skipped = daysLater(skipped, 1))
        for (const { from, until } of openingAt(calendar, skipped)) {
          const begins = `${skipped} ${skipped === date && from < time ? time : from}`;
          if (`${skipped} ${until}` > `${date} ${time}`) expect(begins >= `${next.date} ${next.time}`).toBe(true);
        }
    }),
  );
});

test('hours that end before they begin, overlap or miss a day are no week', () => {
  fc.assert(
    fc.property(weeks, week => {
      expect(isWeek(week)).toBe(true);
    }),
  );
  expect(isWeek(usualHours)).toBe(true);
  expect(isWeek(usualHours.slice(1))).toBe(false);
  expect(isWeek([[{ from: '12:00', until: '08:00' }], [], [], [], [], [], []])).toBe(false);
  const overlapping = [
    { from: '08:00', until: '12:00' },
    { from: '11:00', until: '13:00' },
  ];
  expect(isWeek([overlapping, [], [], [], [], [], []])).toBe(false);
});
