import { directionOf, type Language } from '../../kernel/language.ts';

const leftToRightIsolate = '\u2066';
const firstStrongIsolate = '\u2068';
const popIsolate = '\u2069';
const rightToLeftLetter = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/**
 * Fences a value that is put into a sentence, so that neither disturbs the other's order (UAX #9 §2.4). In Arabic an
 * identifier, amount or date without Arabic letters is held left to right ("2026/MAA/000127" keeps its order), other
 * values follow their first letter; in the other languages only values in Arabic script need a fence.
 */
export function isolate(value: string, language: Language): string {
  const arabic = rightToLeftLetter.test(value);
  if (arabic) return `${firstStrongIsolate}${value}${popIsolate}`;
  return directionOf(language) === 'rtl' ? `${leftToRightIsolate}${value}${popIsolate}` : value;
}
