import { describe, expect, test } from 'vitest';
import { languages } from '../../kernel/language.ts';
import {
  formatDate,
  formatDay,
  formatMinute,
  formatMinutes,
  formatMoney,
  formatShortDate,
  formatSize,
  formatTime,
} from './format.ts';

const lateEvening = new Date('2026-08-31T23:30:00Z');
const inAllLanguages = (say: (language: (typeof languages)[number]) => string): readonly string[] => languages.map(say);

describe('formats', () => {
  test("a date is that of Morocco, with Morocco's months", () => {
    expect(inAllLanguages(language => formatDate(language, new Date('2026-11-23T10:42:00Z')))).toEqual([
      '23 نونبر 2026',
      '23 novembre 2026',
      '23 ⵏⵓⵡⴰⵏⴱⵉⵔ 2026',
      '23 November 2026',
    ]);
  });

  test('a civil day does not move with the time zone, and French says 1er', () => {
    expect(inAllLanguages(language => formatDay(language, '1987-03-01'))).toEqual([
      '1 مارس 1987',
      '1er mars 1987',
      '1 ⵎⴰⵕⵚ 1987',
      '1 March 1987',
    ]);
  });

  test('date and minute agree with each other at the edge of a day', () => {
    const time = formatTime(lateEvening);
    const day = time === '23:30' ? '31 août 2026' : '1er septembre 2026';
    expect(time).toMatch(/^(23|00):30$/);
    expect(formatMinute('fr', lateEvening)).toBe(`${day}, ${time}`);
    expect(formatMinute('ar', lateEvening)).toMatch(/^\d{1,2} (غشت|شتنبر) 2026، (23|00):30$/);
    expect(formatShortDate(lateEvening)).toBe(time === '23:30' ? '31/08/2026' : '01/09/2026');
  });

  test('money, minutes and sizes carry their unit with them over a line end', () => {
    expect(inAllLanguages(language => formatMoney(language, 200))).toEqual([
      '2,00\u00a0درهم',
      '2,00\u00a0DH',
      '2,00\u00a0DH',
      '2.00\u00a0DH',
    ]);
    expect(formatMinutes('fr', 4)).toBe('4\u00a0min');
    expect(formatMinutes('ar', 4)).toBe('4\u00a0د');
    expect([formatSize('fr', 999), formatSize('fr', 214_000), formatSize('fr', 1_240_000)]).toEqual([
      '999\u00a0o',
      '214\u00a0ko',
      '1,2\u00a0Mo',
    ]);
  });
});
