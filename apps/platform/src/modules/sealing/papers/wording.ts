import type { Language } from '../../../kernel/index.ts';
import ar from './wording/proposal-1/ar.json' with { type: 'json' };
import en from './wording/proposal-1/en.json' with { type: 'json' };
import fr from './wording/proposal-1/fr.json' with { type: 'json' };
import zgh from './wording/proposal-1/zgh.json' with { type: 'json' };

/** The words of one language on every paper. The four files have the same keys: the types below refuse anything else. */
export type Words = typeof fr;

/**
 * Every wording that an act may have been made with, by version. A version is never edited once an act carries it: another
 * one is added, and old acts are reprinted with their own. `proposal-1` awaits a jurist, and a sworn translator for Tamazight.
 */
const wordings: Readonly<Record<string, Readonly<Record<Language, Words>>>> = {
  'proposal-1': { ar, fr, zgh, en },
};

/** The version that new acts are made with. */
export const currentWording = 'proposal-1';

/** The words of a version in the four languages; an unknown version is a bug (versions are frozen with the act) and throws. */
export function wordsOf(version: string): Readonly<Record<Language, Words>> {
  const words = wordings[version];
  if (!words) throw new Error(`unknown wording version: ${version}`);
  return words;
}
