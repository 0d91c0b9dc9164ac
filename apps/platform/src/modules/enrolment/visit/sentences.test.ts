import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { languages } from '../../../kernel/index.ts';
import { visitSentences } from './versions.ts';

/** What people agreed to, by version: a new wording is a new version. */
const agreed = {
  'visit-2026-1': /^visit\.notice-2026-1-/,
  'visit-consent-1': /^visit\.consent(?:-guardian)?$/,
  'fingerprint-consent-1': /^visit\.fingerprint-agree$/,
} as const;
const digests: Readonly<Record<keyof typeof agreed, string>> = {
  'visit-2026-1': '93067de2d8580dfe556e652bbb3369e133d38d63ded78baea48cf7d59f699e09',
  'visit-consent-1': '765641b0034f4da7e868194da8fb58b0bbb66e2b9a70b6761a420e4b03e27099',
  'fingerprint-consent-1': '21d967b8140fa43d06d80bca1e91e584f54b116bf0f14a78eea6d537ee434c1a',
};

function textsOf(keys: RegExp): string {
  const folder = new URL('../../../web/office/visit/citizen-messages/', import.meta.url);
  return languages
    .flatMap(language => {
      const texts = JSON.parse(readFileSync(new URL(`${language}.json`, folder), 'utf8')) as Record<string, string>;
      return Object.entries(texts).filter(([key]) => keys.test(key));
    })
    .map(([key, text]) => `${key}=${text}`)
    .join('\n');
}

test.each(Object.entries(agreed))('the words of %s are never changed', (version, keys) => {
  const texts = textsOf(keys);
  expect(texts).not.toBe('');
  expect(createHash('sha256').update(texts).digest('hex')).toBe(digests[version as keyof typeof agreed]);
});

test('the versions in force are among those', () => {
  const { notice, consent, fingerprint } = visitSentences;
  expect(Object.keys(agreed)).toEqual([notice, consent, fingerprint]);
});
