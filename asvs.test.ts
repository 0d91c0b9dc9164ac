import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const page = readFileSync(new URL('docs/security/asvs.md', import.meta.url), 'utf8');
const pathOf = (file: string): string => fileURLToPath(new URL(`apps/platform/src/${file}`, import.meta.url));

/** Numbers of the requirements of a chapter in ASVS 5.0.0, by section. */
const sections = {
  6: [3, 12, 8, 6, 8, 4, 2, 4],
  7: [3, 4, 2, 5, 3, 2],
  8: [4, 4, 3, 2],
} as const;

test('every requirement of V6 to V8 has its row', () => {
  const expected = Object.entries(sections).flatMap(([chapter, counts]) =>
    counts.flatMap((count, index) => Array.from({ length: count }, (_, each) => `${chapter}.${index + 1}.${each + 1}`)),
  );
  const rows = [...page.matchAll(/^\| (\d\.\d\.\d+) \|/gm)].map(([, number]) => number);
  expect(rows).toEqual(expected);
});

test('every test that the page names exists', () => {
  const named = [...page.matchAll(/`([\w/.-]+\.test\.ts)` “((?:[^“”]|“[^”]*”)+)”/g)];
  const missing = named.filter(([, file = '', name = '']) => {
    return !existsSync(pathOf(file)) || !readFileSync(pathOf(file), 'utf8').includes(name);
  });
  expect(missing.map(([text]) => text)).toEqual([]);
  expect(named.length).toBeGreaterThan(30);
});
