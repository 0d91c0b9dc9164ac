import type { Language } from '../../kernel/language.ts';
import { type Centimes, formatAmount } from '../../kernel/money.ts';
import { registerTimeZone } from '../../kernel/time.ts';
import { locales } from './locale.ts';

const longDate: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'long', year: 'numeric' };
const shortDate: Intl.DateTimeFormatOptions = { day: '2-digit', month: '2-digit', year: 'numeric' };
const hourAndMinute: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };

const formats = new Map<string, Intl.DateTimeFormat>();

/** Building an Intl format costs more than a page: each is built once. */
function dateFormat(language: Language, options: Intl.DateTimeFormatOptions, timeZone: string): Intl.DateTimeFormat {
  const key = `${language} ${timeZone} ${JSON.stringify(options)}`;
  const known = formats.get(key) ?? new Intl.DateTimeFormat(locales[language], { ...options, timeZone });
  formats.set(key, known);
  return known;
}

/** Months in Tamazight, which browsers do not know: they would write "M11". */
const monthsInTamazight = 'ⵉⵏⵏⴰⵢⵔ ⴱⵕⴰⵢⵕ ⵎⴰⵕⵚ ⵉⴱⵔⵉⵔ ⵎⴰⵢⵢⵓ ⵢⵓⵏⵢⵓ ⵢⵓⵍⵢⵓⵣ ⵖⵓⵛⵜ ⵛⵓⵜⴰⵏⴱⵉⵔ ⴽⵜⵓⴱⵔ ⵏⵓⵡⴰⵏⴱⵉⵔ ⴷⵓⵊⴰⵏⴱⵉⵔ'.split(' ');

/** Day, month in words, year. French writes the first of a month as an ordinal. */
function longDateIn(language: Language, instant: Date, timeZone: string): string {
  if (language === 'zgh') {
    const [day, month, year] = dateFormat('en', shortDate, timeZone).format(instant).split('/');
    return `${Number(day)} ${monthsInTamazight[Number(month) - 1]} ${year}`;
  }
  const text = dateFormat(language, longDate, timeZone).format(instant);
  return language === 'fr' ? text.replace(/^1 /, '1er ') : text;
}

/** "23 novembre 2026", on Morocco's calendar. */
export function formatDate(language: Language, instant: Date): string {
  return longDateIn(language, instant, registerTimeZone);
}

/** "23/11/2026", on Morocco's calendar, for columns. */
export function formatShortDate(instant: Date): string {
  return dateFormat('en', shortDate, registerTimeZone).format(instant);
}

/** "10:42", by Morocco's clock, the same in every language. */
export function formatTime(instant: Date): string {
  return dateFormat('en', hourAndMinute, registerTimeZone).format(instant);
}

/** "23 novembre 2026, 10:42": the date and minute that an act bears. */
export function formatMinute(language: Language, instant: Date): string {
  return `${formatDate(language, instant)}${language === 'ar' ? '،' : ','} ${formatTime(instant)}`;
}

/** A calendar day without a time of day (a birth, an expiry), given as "2031-05-14". Throws a RangeError on another shape. */
export function formatDay(language: Language, day: string): string {
  return longDateIn(language, new Date(`${day}T00:00:00Z`), 'UTC');
}

const units: Readonly<Record<Language, string>> = { ar: 'درهم', fr: 'DH', zgh: 'DH', en: 'DH' };

/** "2,00 DH", "2,00 درهم": never broken over two lines. */
export function formatMoney(language: Language, amount: Centimes): string {
  const figures = formatAmount(amount);
  return `${language === 'en' ? figures.replace(',', '.') : figures}\u00a0${units[language]}`;
}

function quantity(language: Language, value: number, unit: string): string {
  const text = new Intl.NumberFormat(locales[language], {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: 1,
  }).format(value);
  return text.replace(/\s/g, '\u00a0');
}

/** "4 min". */
export function formatMinutes(language: Language, minutes: number): string {
  return quantity(language, minutes, 'minute');
}

/** "214 ko", "1,2 Mo": the size of a file given in bytes. */
export function formatSize(language: Language, bytes: number): string {
  if (bytes < 1000) return quantity(language, bytes, 'byte');
  return bytes < 999_500
    ? quantity(language, Math.round(bytes / 1000), 'kilobyte')
    : quantity(language, bytes / 1_000_000, 'megabyte');
}
