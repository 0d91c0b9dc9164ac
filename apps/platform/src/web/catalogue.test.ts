import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { languages } from '../kernel/index.ts';
import { readMessageFolders } from '../platform/messages/folders.ts';
import { translator } from '../platform/messages/index.ts';
import { catalogue } from './catalogue.ts';

const source = fileURLToPath(new URL('..', import.meta.url));

test('no folder of messages is left out of the catalogue', async () => {
  const folders = await readMessageFolders(source);
  // Services are declared to the platform by composition, with their texts.
  const listed = folders.filter(folder => !folder.name.startsWith('services/'));
  const unlisted = listed.filter(folder => Object.keys(folder.texts.fr ?? {}).some(key => !(key in catalogue.fr)));
  expect(unlisted.map(folder => folder.name)).toEqual([]);
  expect(listed.length).toBeGreaterThan(1);
});

test('every language says the same thing about the shell', () => {
  for (const language of languages) {
    expect(translator(catalogue, language)('web.home-need-line', { law: '55-19', article: 7 })).toContain('55-19');
  }
});
