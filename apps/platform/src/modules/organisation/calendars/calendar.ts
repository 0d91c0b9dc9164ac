import type { Id, LocalizedText, OfficeId, StaffId } from '../../../kernel/index.ts';

export type CalendarSpanId = Id<'calendar-span'>;

/** Hours of one day by Morocco's clock, "08:30" to "16:30"; its end is outside. */
export interface Period {
  readonly from: string;
  readonly until: string;
}

/** The hours of each weekday, Monday first. A day without periods is closed; the pause for the Friday prayer parts two of them. */
export type Week = readonly (readonly Period[])[];

/** Days that are not like the others, civil dates, both included. */
export interface CalendarSpan {
  readonly id: CalendarSpanId;
  /** Null: of the whole commune. */
  readonly officeId: OfficeId | null;
  /** `open`: open all the same, whatever the weekday, within `hours`. */
  readonly kind: 'holiday' | 'closure' | 'ramadan' | 'open';
  readonly firstOn: string;
  readonly lastOn: string;
  /** What these days are, or why it is open or closed on them. */
  readonly name: LocalizedText;
  /** Of each of these days, where they are `open`; absent otherwise. */
  readonly hours?: readonly Period[];
  /** Who entered them. */
  readonly madeBy: StaffId | null;
}

/** What an office goes by. */
export interface Calendar {
  readonly hours: Week;
  readonly ramadanHours: Week;
  readonly spans: readonly Pick<CalendarSpan, 'kind' | 'firstOn' | 'lastOn' | 'officeId' | 'hours'>[];
}

const day = (...periods: readonly [string, string][]): readonly Period[] =>
  periods.map(([from, until]) => ({ from, until }));

/** The hours of administrations (decree 2-05-916), with the usual pause on Fridays; every commune may set its own. */
export const usualHours: Week = [
  ...Array.from({ length: 4 }, () => day(['08:30', '16:30'])),
  day(['08:30', '12:00'], ['14:00', '16:30']),
  [],
  [],
];

/** The usual hours of Ramadan. */
export const usualRamadanHours: Week = [
  ...Array.from({ length: 4 }, () => day(['09:00', '15:00'])),
  day(['09:00', '12:00'], ['14:00', '15:00']),
  [],
  [],
];

/** Holidays that fall on the same day of each year, month and day. Those of the lunar year are entered when they are known. */
const fixedHolidays: readonly string[] = [
  '01-01',
  '01-11',
  '01-14',
  '05-01',
  '07-30',
  '08-14',
  '08-20',
  '08-21',
  '10-31',
  '11-06',
  '11-18',
];

/** Whether a civil date is one of the national holidays that never move. */
export function isFixedHoliday(date: string): boolean {
  return fixedHolidays.includes(date.slice(5));
}

/**
 * When an office is open on a civil date: its periods in order, none on a day when it is closed. Days on which it is open all the same win over
 * holidays and closures; only those of the commune give way to a closure of the office's own.
 */
export function openingAt({ hours, ramadanHours, spans }: Calendar, date: string): readonly Period[] {
  const there = spans.filter(({ firstOn, lastOn }) => firstOn <= date && date <= lastOn);
  const kinds = there.map(({ kind }) => kind);
  const own = there.filter(({ officeId }) => officeId !== null);
  const deciding = own.some(({ kind }) => kind === 'open' || kind === 'closure') ? own : there;
  const open = deciding.findLast(({ kind }) => kind === 'open');
  if (open) return open.hours ?? [];
  if (isFixedHoliday(date) || kinds.includes('holiday') || kinds.includes('closure')) return [];
  return (kinds.includes('ramadan') ? ramadanHours : hours)[weekdayOf(date)] ?? [];
}

/** Days that `nextOpening` looks ahead: a year and a day. */
const horizon = 366;

/**
 * The first minute, at or after the given one, at which an office is open: that very minute while it is. Undefined when it does not
 * open within a year.
 */
export function nextOpening(
  calendar: Calendar,
  from: { readonly date: string; readonly time: string },
): { readonly date: string; readonly time: string } | undefined {
  for (let ahead = 0; ahead <= horizon; ahead += 1) {
    const date = daysLater(from.date, ahead);
    const earliest = ahead === 0 ? from.time : '00:00';
    const period = openingAt(calendar, date).find(({ until }) => earliest < until);
    if (period) return { date, time: earliest < period.from ? period.from : earliest };
  }
  return undefined;
}

/** Whether hours can be kept: seven days, each period begins before it ends and after the one before it. */
export function isWeek(week: Week): boolean {
  return week.length === 7 && week.every(isDay);
}

/** Whether periods can be those of one day, which may be closed. */
export function isDay(periods: readonly Period[]): boolean {
  return periods.every(({ from, until }, index) => from < until && (periods[index - 1]?.until ?? '') < from);
}

/** 0 for Monday to 6 for Sunday. */
function weekdayOf(date: string): number {
  return (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
}

/** The civil date some days later. */
export function daysLater(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
