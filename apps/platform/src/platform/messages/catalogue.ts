import type { Language } from '../../kernel/language.ts';

/** The texts of one language: flat keys (`<room>.<name>`), ICU MessageFormat. */
export type Messages<Key extends string = string> = Readonly<Record<Key, string>>;

/** The texts of a room, or of several, in every language. */
export type Catalogue<Key extends string = string> = Readonly<Record<Language, Messages<Key>>>;

/** Keys of a catalogue. */
export type KeyOf<C extends Catalogue> = C extends Catalogue ? keyof C['fr'] & string : never;

/** Ties a room's four files together. The keys are those of `fr`; the compiler refuses a language that lacks one. */
export function defineMessages<Key extends string>(texts: {
  readonly fr: Messages<Key>;
  readonly ar: Messages<NoInfer<Key>>;
  readonly zgh: Messages<NoInfer<Key>>;
  readonly en: Messages<NoInfer<Key>>;
}): Catalogue<Key> {
  return texts;
}

type KeysOfAll<Catalogues extends readonly Catalogue[]> = KeyOf<Catalogues[number]>;

/** One catalogue out of several. Throws when two of them claim the same key: a prefix was forgotten. */
export function mergeCatalogues<const Catalogues extends readonly Catalogue[]>(
  ...catalogues: Catalogues
): Catalogue<KeysOfAll<Catalogues>> {
  const seen = new Set<string>();
  for (const key of catalogues.flatMap(catalogue => Object.keys(catalogue.fr))) {
    if (seen.has(key)) throw new Error(`two catalogues define the message ${key}`);
    seen.add(key);
  }
  const join = (language: Language): Messages => Object.assign({}, ...catalogues.map(catalogue => catalogue[language]));
  return { ar: join('ar'), fr: join('fr'), zgh: join('zgh'), en: join('en') };
}
