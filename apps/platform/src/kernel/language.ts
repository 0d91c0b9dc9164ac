/** Interface languages, in the order in which they are offered. Arabic and Tamazight are official (Constitution, art. 5). */
export const languages = ['ar', 'fr', 'zgh', 'en'] as const;
export type Language = (typeof languages)[number];

/** A text of the domain (an office's name, a capacity) in every interface language. */
export type LocalizedText = Readonly<Record<Language, string>>;

/** A person's name as printed on the identity document, in each script. Never transliterated by us. */
export interface PersonName {
  readonly arabic: string;
  readonly latin: string;
}

/** Writing direction of an interface language. */
export function directionOf(language: Language): 'rtl' | 'ltr' {
  return language === 'ar' ? 'rtl' : 'ltr';
}

/** The name to show a reader of `language`: Arabic script in Arabic, Latin script elsewhere. */
export function nameIn(language: Language, name: PersonName): string {
  return language === 'ar' ? name.arabic : name.latin;
}

/** Whether `value` names an interface language. */
export function isLanguage(value: unknown): value is Language {
  return typeof value === 'string' && (languages as readonly string[]).includes(value);
}
