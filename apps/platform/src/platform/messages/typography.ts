import type { Language } from '../../kernel/language.ts';

const noBreakSpace = '\u00a0';

/**
 * Sets a text as a compositor would, so that catalogues can be typed on an ordinary keyboard: in French, the curly
 * apostrophe and no line end before `: ; ? ! »` nor after `«`. Leaves ICU syntax alone: an apostrophe that quotes stands
 * before a brace, and the colons of a number skeleton before a letter.
 */
export function typeset(text: string, language: Language): string {
  if (language !== 'fr') return text;
  return text
    .replace(/(?<=\p{L})'(?=\p{L})/gu, '’')
    .replace(/ (?=[:;?!»](\s|[.,)]|$))/g, noBreakSpace)
    .replace(/« /g, `«${noBreakSpace}`);
}
