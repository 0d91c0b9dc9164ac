import { IntlMessageFormat } from 'intl-messageformat';
import { type Language, languages } from '../../kernel/language.ts';
import type { Messages } from './catalogue.ts';
import { locales } from './locale.ts';
import { placeholdersOf, type Role } from './placeholders.ts';

/** The files of one `messages/` folder, before anything is known of them. */
export interface MessageFolder {
  /** Where it is, for the reader of the report. */
  readonly name: string;
  readonly texts: Partial<Readonly<Record<Language, Messages>>>;
}

/** One thing wrong with a folder of messages. */
export interface MessageProblem {
  readonly kind:
    | 'missing-language'
    | 'missing-key'
    | 'extra-key'
    | 'key-without-prefix'
    | 'empty-text'
    | 'invalid-icu'
    | 'placeholder-mismatch';
  readonly folder: string;
  readonly language: Language;
  readonly key?: string;
  readonly detail?: string;
}

/** French is the reference: its keys and placeholders are those that the other languages must have. */
const reference: Language = 'fr';

/** Everything wrong with one folder: empty when its four files agree and every text can be said. */
export function checkFolder(folder: MessageFolder): readonly MessageProblem[] {
  const expected = folder.texts[reference] ?? {};
  return languages.flatMap((language): readonly MessageProblem[] => {
    const texts = folder.texts[language];
    if (!texts) return [{ kind: 'missing-language', folder: folder.name, language }];
    const problem = (kind: MessageProblem['kind'], key: string, detail?: string): MessageProblem => ({
      kind,
      folder: folder.name,
      language,
      key,
      ...(detail !== undefined && { detail }),
    });
    const findings = Object.entries(texts).flatMap(([key, text]) =>
      checkText(key, text, expected[key], language).map(([kind, detail]) => problem(kind, key, detail)),
    );
    return missing(expected, texts)
      .map(key => problem('missing-key', key))
      .concat(missing(texts, expected).map(key => problem('extra-key', key)))
      .concat(findings);
  });
}

function missing(from: Messages, inside: Messages): readonly string[] {
  return Object.keys(from).filter(key => !(key in inside));
}

type Finding = readonly [kind: MessageProblem['kind'], detail?: string];

function checkText(key: string, text: string, model: string | undefined, language: Language): readonly Finding[] {
  if (text.trim() === '') return [['empty-text']];
  const prefix: readonly Finding[] = /^[a-z][a-z-]*\./.test(key) ? [] : [['key-without-prefix']];
  const found = parse(text, language);
  if (typeof found === 'string') return [...prefix, ['invalid-icu', found]];
  const wanted = model === undefined ? found : parse(model, reference);
  const difference = typeof wanted === 'string' ? '' : compare(wanted, found);
  return difference === '' ? prefix : [...prefix, ['placeholder-mismatch', difference]];
}

function parse(text: string, language: Language): ReadonlyMap<string, Role> | string {
  try {
    return placeholdersOf(new IntlMessageFormat(text, locales[language]).getAst());
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** A choice of wording (by gender, say) is a matter of each language's grammar; every other placeholder must be in all. */
function compare(wanted: ReadonlyMap<string, Role>, found: ReadonlyMap<string, Role>): string {
  const names = (roles: ReadonlyMap<string, Role>, other: ReadonlyMap<string, Role>): readonly string[] =>
    [...roles].filter(([name, role]) => role !== 'select' && !other.has(name)).map(([name]) => name);
  const lacking = names(wanted, found).map(name => `lacks {${name}}`);
  const added = names(found, wanted).map(name => `adds {${name}}`);
  return [...lacking, ...added].join(', ');
}
