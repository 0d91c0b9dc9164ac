import { describe, expect, test } from 'vitest';
import { readCommand } from './arguments.ts';

describe('the command line of npm run demo', () => {
  test('takes files, where to put the sealed ones, and a language', () => {
    expect(readCommand(['a.jpg', '--out', 'sealed', 'b.pdf', '--language', 'zgh'])).toEqual({
      files: ['a.jpg', 'b.pdf'],
      out: 'sealed',
      language: 'zgh',
    });
  });

  test('leaves the language to the proposal when none is asked for', () => {
    expect(readCommand(['a.jpg', '--out', 'sealed'])).toEqual({ files: ['a.jpg'], out: 'sealed', language: undefined });
  });

  test.each([
    ['no file', ['--out', 'sealed']],
    ['nowhere to put them', ['a.jpg']],
    ['an empty folder name', ['a.jpg', '--out', '']],
    ['a language that is not spoken here', ['a.jpg', '--out', 'sealed', '--language', 'de']],
    ['an unknown option', ['a.jpg', '--out', 'sealed', '--fast']],
    ['nothing at all', []],
  ])('is not understood with %s', (_, words) => {
    expect(readCommand(words)).toBeUndefined();
  });
});
