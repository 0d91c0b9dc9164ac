import { IntlMessageFormat } from 'intl-messageformat';
import { directionOf, type Language } from '../../kernel/language.ts';
import type { Catalogue, Messages } from './catalogue.ts';
import { isolate } from './isolate.ts';
import { locales, pluralRules } from './locale.ts';
import { placeholdersOf } from './placeholders.ts';
import { typeset } from './typography.ts';

/** Values for a message's placeholders. Text is isolated from the sentence; numbers take the language's format. */
export type Params = Readonly<Record<string, string | number>>;

/** A passage in `<tag>…</tag>` of a message, turned into something else: an element, a link. */
export type Wrap<T> = (passage: readonly (string | T)[]) => T;

/** Speaks one language. `t(key, params)` is the sentence; an unknown key or a missing value throws: both are bugs. */
export interface Translator<Key extends string = string> {
  (key: Key, params?: Params): string;
  readonly language: Language;
  readonly direction: 'rtl' | 'ltr';
  /** The sentence in pieces, for messages with tags: text, and what `wraps` made of each tagged passage. */
  rich<T>(key: Key, wraps: Readonly<Record<string, Wrap<T>>>, params?: Params): readonly (string | T)[];
  /** Whether a key that is only known at run time, such as a refusal's code, has a message. */
  has(key: string): boolean;
  /** The sentence of a refusal: its code is the key, its params the values. Throws when the code has no message. */
  refusal(refusal: { readonly code: string; readonly params: Params }): string;
}

interface Compiled {
  readonly format: IntlMessageFormat;
  /** Placeholders that choose a wording: their values are compared, so they must not be fenced. */
  readonly choosers: ReadonlySet<string>;
}

function compile(text: string, language: Language): Compiled {
  const format = new IntlMessageFormat(typeset(text, language), locales[language], undefined, {
    formatters: {
      getNumberFormat: (locale, options) => new Intl.NumberFormat(locale, options),
      getDateTimeFormat: (locale, options) => new Intl.DateTimeFormat(locale, options),
      getPluralRules: (_, options) => pluralRules(locales[language], options),
    },
  });
  const choosers = [...placeholdersOf(format.getAst())].filter(([, role]) => role === 'select').map(([name]) => name);
  return { format, choosers: new Set(choosers) };
}

function fence(params: Params, choosers: ReadonlySet<string>, language: Language): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'number' || choosers.has(name) ? value : isolate(value, language),
    ]),
  );
}

/** A translator over the texts of one language, compiling each message the first time it is said. */
export function translatorOf<Key extends string>(language: Language, messages: Messages<Key>): Translator<Key> {
  const texts: Messages = messages;
  const compiled = new Map<string, Compiled>();
  function find(key: string): Compiled {
    const known = compiled.get(key);
    if (known) return known;
    const text = texts[key];
    if (text === undefined) throw new Error(`no message ${key} in ${language}`);
    const made = compile(text, language);
    compiled.set(key, made);
    return made;
  }
  function say(key: string, params: Params = {}): string {
    const { format, choosers } = find(key);
    return String(format.format(fence(params, choosers, language)));
  }
  return Object.assign(say, {
    language,
    direction: directionOf(language),
    has: (key: string) => texts[key] !== undefined,
    refusal: (refusal: { readonly code: string; readonly params: Params }) => say(refusal.code, refusal.params),
    rich<T>(key: Key, wraps: Readonly<Record<string, Wrap<T>>>, params: Params = {}): readonly (string | T)[] {
      const { format, choosers } = find(key);
      const said = format.format<T>({ ...fence(params, choosers, language), ...wraps });
      return Array.isArray(said) ? said : [said];
    },
  });
}

const translators = new WeakMap<Catalogue, Map<Language, Translator>>();

/** The translator of a catalogue for one language; made once, then kept with its compiled messages. */
export function translator<Key extends string>(catalogue: Catalogue<Key>, language: Language): Translator<Key> {
  const byLanguage = translators.get(catalogue) ?? new Map<Language, Translator>();
  translators.set(catalogue, byLanguage);
  const known = byLanguage.get(language) ?? translatorOf<string>(language, catalogue[language]);
  byLanguage.set(language, known);
  return known;
}
