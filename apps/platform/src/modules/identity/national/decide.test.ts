import { describe, expect, test } from 'vitest';
import { agree, isMinor, mayBind } from './decide.ts';

const said = { name: { arabic: 'أمل الفاسي', latin: 'Amal EL FASSI' }, birthDate: '1985-04-17' };
const file = (latin: string, arabic: string, birthDate: string | null = said.birthDate) => ({
  name: { latin, arabic },
  birthDate,
});

describe('a file and the provider', () => {
  test.each([
    ['the same', file('Amal EL FASSI', 'أمل الفاسي')],
    ['another case and spacing', file('amal elfassi', 'أمل الفاسي')],
    ['one script mistyped', file('Amal EL FASSY', 'امال فاسي')],
    ['a further given name', file('Amal Zahra EL FASSI', 'أمل زهرة الفاسي')],
    ['no birth date, both scripts the same', file('Amal EL FASSI', 'أمل الفاسي', null)],
  ])('agree: %s', (_name, known) => expect(agree(known, said)).toBe(true));

  test.each([
    ['another birth date', file('Amal EL FASSI', 'أمل الفاسي', '1985-04-18')],
    ['another family name behind the same article', file('Amal EL ALAMI', 'أمل العلمي')],
    ['another given name', file('Karim EL FASSI', 'كريم الفاسي')],
    ['one word that is the same', file('FASSI', 'الفاسي')],
    ['only particles in common', file('Nora EL BENNANI', 'نورة بناني')],
    ['no birth date, and one script of somebody else', file('Amal EL FASSI', 'كريم التازي', null)],
    ['names of nothing but particles', file('EL BEN', 'بن')],
  ])('disagree: %s', (_name, known) => expect(agree(known, said)).toBe(false));
});

test('somebody is of age on the eighteenth birthday, by Morocco’s calendar', () => {
  expect(isMinor('2008-11-28', new Date('2026-11-27T12:00:00Z'))).toBe(true);
  expect(isMinor('2008-11-28', new Date('2026-11-28T12:00:00Z'))).toBe(false);
  expect(isMinor('2008-02-29', new Date('2026-02-28T12:00:00Z'))).toBe(true);
  expect(isMinor('2008-02-29', new Date('2026-03-01T12:00:00Z'))).toBe(false);
});

test('only a level above low opens or binds an account', () => {
  expect((['low', 'substantial', 'high'] as const).map(mayBind)).toEqual([false, true, true]);
});
