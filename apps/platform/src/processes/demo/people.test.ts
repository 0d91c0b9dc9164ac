import { expect, test } from 'vitest';
import { demoPeople } from '../../demo/city/index.ts';
import { languages } from '../../kernel/index.ts';
import { citizens, staffName } from './people.ts';

test('somebody speaks each language, under a card number of their own', () => {
  expect(languages.map(language => citizens[language].language)).toEqual([...languages]);
  expect(new Set(Object.values(citizens).map(({ document }) => document.number)).size).toBe(languages.length);
});

test('a member of staff is called by their key, and an unknown key is a mistake', () => {
  for (const { key, name } of demoPeople) expect(staffName(key)).toBe(name.latin);
  expect(() => staffName('nobody')).toThrow('nobody');
});
