import { expect, test } from 'vitest';
import { findForeignWords, foreignWordsIn } from './scripts/foreign-words.ts';

const [home, lock, key, ours] = ['home', 'resolved', 'PRIVATE', '<'.repeat(7)];

// Written in pieces: this file is looked through like every other.
const cases: readonly (readonly [string, string])[] = [
  ['the address of a registry', `"${lock}": "https://registry.example/a.tgz"`],
  ['a path of one machine', `cd /${home}/amina/shubbak`],
  ['a private key', `-----BEGIN ${key} KEY-----\nMIGH`],
  ['a mark of an unfinished merge', `a\n${ours} ours\nb`],
];

test.each(cases)('%s is found', (what, text) => {
  expect(foreignWordsIn(text)).toEqual([what]);
});

test('what only looks like it is left alone, and no file holds any', () => {
  expect(foreignWordsIn('"resolved": "apps/platform", src/work/queue.ts, ~/home, -----BEGIN CERTIFICATE-----')).toEqual(
    [],
  );
  expect(findForeignWords()).toEqual([]);
});
