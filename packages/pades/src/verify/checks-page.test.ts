import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { en } from './texts/en.ts';

it('docs/checks.md tells of every check, and of no other', () => {
  const page = readFileSync(new URL('../../docs/checks.md', import.meta.url), 'utf8');
  const told = [...page.matchAll(/^\| (`[^|]*`) \|/gm)].flatMap(([, cell = '']) => cell.match(/[a-z-]+/g) ?? []);
  const classes = ['none', 'long-term-data', 'form-filling', 'annotation', 'other'];
  expect(told.filter(code => !classes.includes(code)).sort()).toEqual(Object.keys(en.finding).sort());
});
