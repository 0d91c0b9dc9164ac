import { test } from '@playwright/test';
import type { Language } from '../apps/platform/src/kernel/index.ts';
import { translator } from '../apps/platform/src/platform/messages/index.ts';
import { catalogue } from '../apps/platform/src/web/catalogue.ts';

const locales: Readonly<Record<Language, string>> = { ar: 'ar-MA', fr: 'fr-MA', zgh: 'zgh-MA', en: 'en-GB' };
const all = ['ar', 'fr', 'zgh', 'en'] as const satisfies readonly Language[];

/** The translator of the product's own texts: journeys find things by the words that people read. */
export type Words = ReturnType<typeof wordsIn>;

/** Every text of the product in one language. */
export function wordsIn(language: Language) {
  return translator(catalogue, language);
}

/** What a text says before `|`, which a journey gives it for what only the page knows: a time, a day. */
export function beginningOf(text: string): string {
  return text.split('|')[0] ?? text;
}

/**
 * Tells a journey in the language named, so that Arabic and French take turns; in all four in the long run
 * (SHUBBAK_TEST_LONG). The browser asks for that language, as the person's own would.
 */
export function inLanguagesOf(journey: 'ar' | 'fr', tell: (language: Language, words: Words) => void): void {
  const { SHUBBAK_TEST_LONG: long, SHUBBAK_TEST_LANGUAGES: slice } = process.env;
  tellIn(slice ? languagesIn(slice, journey) : long ? all : [journey], tell);
}

/** A part of the long run: languages between commas, or `other` for Arabic where `npm test` tells French, and French for Arabic. */
function languagesIn(slice: string, journey: 'ar' | 'fr'): readonly Language[] {
  const asked = slice === 'other' ? [journey === 'ar' ? 'fr' : 'ar'] : slice.split(',');
  return all.filter(language => asked.includes(language));
}

/** Tells what is cheap in all four languages, at each run. */
export function inEveryLanguage(tell: (language: Language, words: Words) => void): void {
  tellIn(all, tell);
}

function tellIn(languages: readonly Language[], tell: (language: Language, words: Words) => void): void {
  for (const language of languages) {
    test.describe(language, () => {
      test.use({ locale: locales[language] });
      tell(language, wordsIn(language));
    });
  }
}
