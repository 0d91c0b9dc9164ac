import type { Language } from '../../../kernel/language.ts';

/** Each language named in itself. */
export const languageNames: Readonly<Record<Language, string>> = {
  ar: 'العربية',
  fr: 'Français',
  zgh: 'ⵜⴰⵎⴰⵣⵉⵖⵜ',
  en: 'English',
};
