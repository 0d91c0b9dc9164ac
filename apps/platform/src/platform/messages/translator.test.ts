import { expect, test } from 'vitest';
import { defineMessages, mergeCatalogues } from './catalogue.ts';
import { translator, translatorOf } from './translator.ts';

const acts = defineMessages({
  fr: {
    'acts.number': 'Acte n° {number}',
    'acts.count': '{count, plural, one {# acte} other {# actes}}',
    'acts.by': 'Présenté par {name}',
    'acts.born': '{gender, select, female {née} other {né}} le {day}',
    'acts.open': 'Ouvrez <link>le document</link> {number}.',
  },
  ar: {
    'acts.number': 'الإشهاد رقم {number}',
    'acts.count':
      '{count, plural, zero {لا إشهادات} one {إشهاد واحد} two {إشهادان} few {# إشهادات} many {# إشهادًا} other {# إشهاد}}',
    'acts.by': 'قدّمه {name}',
    'acts.born': '{gender, select, female {المزدادة} other {المزداد}} في {day}',
    'acts.open': 'افتح <link>الوثيقة</link> {number}.',
  },
  zgh: {
    'acts.number': 'ⵓⵟⵟⵓⵏ {number}',
    'acts.count': '{count, plural, one {# ⵜⵉⴳⴰⵡⵜ} few {# ⵜⵉⴳⴰⵡⵉⵏ} other {# ⵏ ⵜⵉⴳⴰⵡⵜ}}',
    'acts.by': 'ⵙⵖⵓⵔ {name}',
    'acts.born': 'ⵉⵍⵓⵍ ⴳ {day}',
    'acts.open': 'ⵕⵥⵎ <link>ⴰⵙⴽⴽⵉⵍ</link> {number}.',
  },
  en: {
    'acts.number': 'Act no. {number}',
    'acts.count': '{count, plural, one {# act} other {# acts}}',
    'acts.by': 'Brought by {name}',
    'acts.born': 'born on {day}',
    'acts.open': 'Open <link>the document</link> {number}.',
  },
});

test('a French sentence counts and takes values as they are', () => {
  const t = translator(acts, 'fr');
  expect(t('acts.count', { count: 0 })).toBe('0 acte');
  expect(t('acts.count', { count: 1234 })).toMatch(/^1.234 actes$/);
  expect(t('acts.number', { number: '2026/MAA/000127' })).toBe('Acte n° 2026/MAA/000127');
});

test('an Arabic sentence counts in six ways, with Western digits', () => {
  const t = translator(acts, 'ar');
  expect([0, 1, 2, 3, 11, 100].map(count => t('acts.count', { count }))).toEqual([
    'لا إشهادات',
    'إشهاد واحد',
    'إشهادان',
    '3 إشهادات',
    '11 إشهادًا',
    '100 إشهاد',
  ]);
});

test('Tamazight counts by its own rule, not by the English one that Intl falls back to', () => {
  const t = translator(acts, 'zgh');
  expect([1, 2, 10, 11].map(count => t('acts.count', { count }))).toEqual([
    '1 ⵜⵉⴳⴰⵡⵜ',
    '2 ⵜⵉⴳⴰⵡⵉⵏ',
    '10 ⵜⵉⴳⴰⵡⵉⵏ',
    '11 ⵏ ⵜⵉⴳⴰⵡⵜ',
  ]);
});

test('an identifier inside Arabic is fenced left to right, a name follows its own letters', () => {
  expect(translator(acts, 'ar')('acts.number', { number: '2026/MAA/000127' })).toBe(
    'الإشهاد رقم \u20662026/MAA/000127\u2069',
  );
  expect(translator(acts, 'ar')('acts.by', { name: 'نادية' })).toBe('قدّمه \u2068نادية\u2069');
  expect(translator(acts, 'fr')('acts.by', { name: 'نادية' })).toBe('Présenté par \u2068نادية\u2069');
});

test('a value that chooses the wording is compared unfenced', () => {
  expect(translator(acts, 'ar')('acts.born', { gender: 'female', day: '1' })).toContain('المزدادة');
});

test('a tagged passage becomes what the page makes of it, values in place', () => {
  const pieces = translator(acts, 'fr').rich('acts.open', { link: passage => ({ link: passage }) }, { number: '7' });
  expect(pieces).toEqual(['Ouvrez ', { link: ['le document'] }, ' 7.']);
});

test('a missing message or value throws, a refusal says its sentence', () => {
  const t = translator(acts, 'en');
  expect(() => t.refusal({ code: 'acts.nothing', params: {} })).toThrow('no message acts.nothing in en');
  expect(() => t('acts.number')).toThrow(/number/);
  expect(t.refusal({ code: 'acts.number', params: { number: '3' } })).toBe('Act no. 3');
  expect([t.has('acts.number'), t.has('acts.nothing')]).toEqual([true, false]);
});

test('catalogues merge, refuse a key claimed twice, and give a page only the keys it asked for', () => {
  const empty = { ar: {}, fr: {}, zgh: {}, en: {} };
  const merged = mergeCatalogues(acts, empty);
  expect(merged.en['acts.number']).toBe('Act no. {number}');
  expect(() => mergeCatalogues(acts, acts)).toThrow('two catalogues define the message acts.number');
});

test('French typed on an ordinary keyboard is set with its apostrophes and no-break spaces, ICU left alone', () => {
  const t = translatorOf('fr', {
    'a.b': "L'acte « clos » : qu'en faire ?",
    'a.c': "Il dit '{'x'}' {n, number, ::.00} ; fin",
  });
  expect(t('a.b')).toBe('L’acte «\u00a0clos\u00a0»\u00a0: qu’en faire\u00a0?');
  expect(t('a.c', { n: 2 })).toBe('Il dit {x} 2,00\u00a0; fin');
});
