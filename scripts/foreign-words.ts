import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** What no file may hold, because it is true of one machine only or of nobody else's business. */
const foreign: readonly { readonly what: string; readonly pattern: RegExp }[] = [
  { what: 'the address of a registry', pattern: /"resolved": "https?:|\bregistry=https?:|\/\/[\w.-]+\/:_auth/ },
  { what: 'a path of one machine', pattern: /(?<![\w.])\/(?:work|home|root|Users)\/\w/ },
  { what: 'a private key', pattern: /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----\n[A-Za-z0-9+/]/ },
  { what: 'a mark of an unfinished merge', pattern: /^<{7} |^>{7} /m },
];

/** What a text holds that no file may hold. */
export function foreignWordsIn(text: string): readonly string[] {
  return foreign.filter(({ pattern }) => pattern.test(text)).map(({ what }) => what);
}

/** Lines "FILE: what" for every tracked file that holds what it must not. */
export function findForeignWords(): readonly string[] {
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    encoding: 'utf8',
  });
  return files
    .split('\0')
    .filter(file => file !== '' && !/\.(?:png|pdf|woff2|jpe?g|webp|heic|tiff?)$/.test(file))
    .flatMap(file => foreignWordsIn(readIfThere(file)).map(what => `${file}: ${what}`));
}

/** A tracked file may be deleted in the working tree. */
function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}
