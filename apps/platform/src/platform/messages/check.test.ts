import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkFolder, type MessageFolder } from './check.ts';
import { checkMessages, describeProblem, readMessageFolders } from './folders.ts';

const sound = { 'room.a': 'un {name}', 'room.b': 'deux' };
const folder = (change: Partial<MessageFolder['texts']>): MessageFolder => ({
  name: 'modules/room/messages',
  texts: { ar: sound, fr: sound, zgh: sound, en: sound, ...change },
});
const kinds = (change: Partial<MessageFolder['texts']>): readonly string[] =>
  checkFolder(folder(change)).map(problem => `${problem.language} ${problem.kind} ${problem.key ?? ''}`.trim());

describe('the check of messages catches', () => {
  test('nothing in sound files', () => expect(kinds({})).toEqual([]));

  test('a missing language', () => {
    const { zgh, ...texts } = folder({}).texts;
    expect(zgh).toBeDefined();
    expect(checkFolder({ name: 'x', texts })).toEqual([{ kind: 'missing-language', folder: 'x', language: 'zgh' }]);
  });

  test('a missing key', () => expect(kinds({ en: { 'room.a': 'one {name}' } })).toEqual(['en missing-key room.b']));

  test('an extra key', () => expect(kinds({ ar: { ...sound, 'room.c': 'زائد' } })).toEqual(['ar extra-key room.c']));

  test('a key without the prefix of its room', () => {
    const bare = { lonely: 'x' };
    expect(checkFolder({ name: 'x', texts: { ar: bare, fr: bare, zgh: bare, en: bare } }).map(p => p.kind)).toEqual([
      'key-without-prefix',
      'key-without-prefix',
      'key-without-prefix',
      'key-without-prefix',
    ]);
  });

  test('an empty text', () => expect(kinds({ en: { ...sound, 'room.b': ' ' } })).toEqual(['en empty-text room.b']));

  test('an invalid ICU pattern', () =>
    expect(kinds({ en: { ...sound, 'room.b': 'two {' } })).toEqual(['en invalid-icu room.b']));

  test('a placeholder that one language lacks or renames', () => {
    expect(kinds({ en: { ...sound, 'room.a': 'one' } })).toEqual(['en placeholder-mismatch room.a']);
    const [problem] = checkFolder(folder({ ar: { ...sound, 'room.a': 'واحد {nom}' } }));
    expect(problem?.detail).toBe('lacks {name}, adds {nom}');
  });

  test('not a choice by gender, which only some languages make', () => {
    expect(kinds({ ar: { ...sound, 'room.a': '{gender, select, female {هي} other {هو}} {name}' } })).toEqual([]);
  });
});

test('a tree of rooms is read and reported file by file', async () => {
  const root = await mkdtemp(join(tmpdir(), 'messages-'));
  await mkdir(join(root, 'modules/acts/messages'), { recursive: true });
  for (const language of ['ar', 'fr', 'zgh']) {
    await writeFile(join(root, `modules/acts/messages/${language}.json`), JSON.stringify({ 'acts.a': 'x' }));
  }
  expect((await checkMessages(root)).map(describeProblem)).toEqual([
    'modules/acts/messages/en.json · missing-language',
  ]);
  await writeFile(join(root, 'modules/acts/messages/en.json'), JSON.stringify({ 'acts.a': { nested: 'x' } }));
  await expect(readMessageFolders(root)).rejects.toThrow();
});
