import { describe, expect, it } from 'vitest';
import { languages } from '../../../kernel/index.ts';
import { currentWording, wordsOf } from './wording.ts';

/** Every key of a wording with its sentence, such as `formula.presence.one`. */
function flatten(words: object, path = ''): [key: string, sentence: string][] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string' ? [[path + key, value]] : flatten(value, `${path}${key}.`),
  );
}

describe('wording', () => {
  const words = wordsOf(currentWording);

  it('says the same things in the four languages, and leaves nothing unsaid', () => {
    const expected = flatten(words.fr).map(([key]) => key);
    for (const language of languages) {
      const entries = flatten(words[language]);
      expect(entries.map(([key]) => key)).toEqual(expected);
      expect(entries.filter(([, sentence]) => sentence === '')).toEqual([]);
    }
  });

  it('keeps each language to its own script', () => {
    for (const [key, sentence] of flatten(words.ar)) expect(sentence, key).not.toMatch(/\p{Script=Latin}/u);
    for (const [key, sentence] of flatten(words.zgh))
      expect(sentence, key).not.toMatch(/\p{Script=Latin}|\p{Script=Arabic}/u);
  });

  it('refuses a version that never was', () => {
    expect(() => wordsOf('proposal-0')).toThrow('proposal-0');
  });
});
