import { type LatinLanguage, stopWords, type WrittenLanguage } from './stop-words.ts';

/** A language that a text is written in, and the share of its words that are. */
export interface FoundLanguage {
  readonly language: WrittenLanguage;
  /** 0 to 1. */
  readonly share: number;
}

/** Words of Latin letters are judged in blocks of about so many: a paper may change its language in the middle. */
const blockWords = 30;
/** A language of the Latin alphabet is known by that share of small words, by their number, and by its lead over the next. */
const leastShare = 0.16;
const leastHits = 4;
const leastLead = 1.35;
/** Fewer words than this are a heading, a stamp or a name, in whatever language. */
const fewestWords = 18;
/** Below this share a language is a quotation, a title or an address. */
const smallestShare = 0.12;

/** How much each small word says for each language: less, where several have it. */
const weights = weigh();

/**
 * The languages that a text is written in, the most used first: Arabic and Tifinagh by their letters, the others by their small words.
 * What cannot be told is left out rather than guessed; empty where nothing can.
 */
export function findLanguages(text: string): readonly FoundLanguage[] {
  const counts = new Map<WrittenLanguage, number>();
  const count = (language: WrittenLanguage, words: number) =>
    void counts.set(language, (counts.get(language) ?? 0) + words);
  count('ar', text.match(/\p{Script=Arabic}{2,}/gu)?.length ?? 0);
  count('zgh', text.match(/\p{Script=Tifinagh}{2,}/gu)?.length ?? 0);
  for (const block of blocksOf(text)) {
    const language = judge(block);
    if (language) count(language, block.length);
  }
  const enough = [...counts].filter(([, words]) => words >= fewestWords);
  const total = enough.reduce((sum, [, words]) => sum + words, 0);
  return enough
    .map(([language, words]) => ({ language, share: Math.round((words / total) * 100) / 100 }))
    .filter(({ share }) => share >= smallestShare)
    .toSorted((a, b) => b.share - a.share);
}

/** The words of Latin letters, line by line, in blocks that end with a line where they can. */
function blocksOf(text: string): readonly (readonly string[])[] {
  const blocks: string[][] = [];
  let block: string[] = [];
  for (const line of text.toLowerCase().normalize('NFC').split(/\r?\n/)) {
    for (const word of line.match(/[\p{Script=Latin}\p{M}]+/gu) ?? []) {
      block.push(word);
      // Text without lines is cut too.
      if (block.length >= 2 * blockWords) block = close(blocks, block);
    }
    if (block.length >= blockWords) block = close(blocks, block);
  }
  const last = blocks.at(-1);
  // What is left over is too short to be judged by itself.
  if (last && block.length < blockWords / 2) last.push(...block);
  else if (block.length > 0) blocks.push(block);
  return blocks;
}

function close(blocks: string[][], block: string[]): string[] {
  blocks.push(block);
  return [];
}

function judge(words: readonly string[]): LatinLanguage | undefined {
  const scores = new Map<LatinLanguage, { readonly score: number; readonly hits: number }>();
  for (const word of words)
    for (const [language, weight] of weights.get(word) ?? []) {
      const { score, hits } = scores.get(language) ?? { score: 0, hits: 0 };
      scores.set(language, { score: score + weight, hits: hits + 1 });
    }
  const [first, second] = [...scores].toSorted(([, a], [, b]) => b.score - a.score);
  if (!first) return undefined;
  const [language, { score, hits }] = first;
  if (hits < leastHits || hits / words.length < leastShare) return undefined;
  return score >= leastLead * (second?.[1].score ?? 0) ? language : undefined;
}

function weigh(): ReadonlyMap<string, readonly (readonly [LatinLanguage, number])[]> {
  const known = new Map<string, LatinLanguage[]>();
  for (const [language, words] of Object.entries(stopWords) as [LatinLanguage, readonly string[]][])
    for (const word of words) known.set(word, [...(known.get(word) ?? []), language]);
  return new Map(
    [...known].map(([word, languages]) => [
      word,
      languages.map(language => [language, 1 / (languages.length * languages.length)] as const),
    ]),
  );
}
