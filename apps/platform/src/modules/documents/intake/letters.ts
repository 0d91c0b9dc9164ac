import type { FoundLanguage } from './languages.ts';

/** How many letters of each script a text holds. */
export interface Letters {
  readonly arabic: number;
  readonly latin: number;
  readonly tifinagh: number;
}

/** A language of the stamp that a paper's script suggests; the clerk decides. */
export interface LanguageProposal {
  readonly language: 'ar' | 'fr';
  /** Share of the letters that are of that language's script, 0 to 1. */
  readonly confidence: number;
}

/** What optical reading makes of a page. */
export interface ReadText {
  /** Undefined on doubt. */
  readonly proposal: LanguageProposal | undefined;
  /** The languages of what was read; see `findLanguages`. */
  readonly languages: readonly FoundLanguage[];
}

/** Fewer letters than this are a heading or noise. */
const fewestLetters = 40;
/** Morocco's papers often carry a bilingual heading: below this share nothing is proposed. */
const clearShare = 0.7;

/** Counts the letters of `text` by script; presentation forms of Arabic, which old PDFs store, count as Arabic. */
export function countLetters(text: string): Letters {
  const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0;
  return {
    arabic: count(/\p{Script=Arabic}/gu),
    latin: count(/\p{Script=Latin}/gu),
    tifinagh: count(/\p{Script=Tifinagh}/gu),
  };
}

/** The stamp's language for a paper with these letters, or undefined on doubt. Latin letters are taken for French. */
export function proposeFrom({ arabic, latin, tifinagh }: Letters): LanguageProposal | undefined {
  const total = arabic + latin + tifinagh;
  if (total < fewestLetters) return undefined;
  const [language, count] = arabic >= latin ? (['ar', arabic] as const) : (['fr', latin] as const);
  const confidence = count / total;
  return confidence < clearShare ? undefined : { language, confidence };
}
