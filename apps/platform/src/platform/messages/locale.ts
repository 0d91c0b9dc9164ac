import type { Language } from '../../kernel/language.ts';

/**
 * BCP 47 tags for Intl. Morocco writes Western digits in Arabic too, and names its months ماي، غشت، شتنبر: `ar-MA` knows
 * the months, `nu-latn` fixes the digits whatever the version of ICU.
 */
export const locales: Readonly<Record<Language, string>> = {
  ar: 'ar-MA-u-nu-latn',
  fr: 'fr-MA',
  zgh: 'zgh-MA',
  en: 'en-GB',
};

/**
 * Plural categories of Standard Moroccan Tamazight, for which CLDR has no rule (Intl silently answers with English).
 * We take CLDR's rule for Tashelhit (shi), whose counting it shares: one = 0 to 1, few = 2 to 10 (plural noun),
 * other = beyond (singular noun after the particle ⵏ) and fractions. Awaits a linguist's confirmation.
 */
function pluralOfTamazight(count: number): Intl.LDMLPluralRule {
  const absolute = Math.abs(count);
  if (absolute <= 1) return 'one';
  return Number.isInteger(absolute) && absolute <= 10 ? 'few' : 'other';
}

/** Plural rules for one of our locales. Tamazight has no ordinal forms here: all are `other`. */
export function pluralRules(locale: string, options?: Intl.PluralRulesOptions): Intl.PluralRules {
  const rules = new Intl.PluralRules(locale, options);
  if (!locale.startsWith('zgh')) return rules;
  const select = (count: number): Intl.LDMLPluralRule =>
    options?.type === 'ordinal' ? 'other' : pluralOfTamazight(count);
  return Object.assign(rules, { select });
}
