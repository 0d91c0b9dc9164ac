import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { languages } from '../../../kernel/index.ts';
import ar from './messages/ar.json' with { type: 'json' };
import en from './messages/en.json' with { type: 'json' };
import fr from './messages/fr.json' with { type: 'json' };
import zgh from './messages/zgh.json' with { type: 'json' };
import { currentNotice, isNoticeVersion, noticeParts, type NoticeVersion, noticeVersions } from './notice.ts';

const texts: Readonly<Record<string, Readonly<Record<string, string>>>> = { ar, fr, zgh, en };

/** SHA-256 of everything that a version says, in the four languages. */
const digests: Readonly<Record<NoticeVersion, string>> = {
  '2026-1': '6afabcf517c5cfbe2d42fe437b46ab1c0b39273e7ba77fc2118d844f04f7e6e6',
};

function digestOf(version: NoticeVersion): string {
  const keys = [...noticeParts.flatMap(part => [part, `${part}-text`]), 'agree'];
  const said = languages.map(language => keys.map(key => texts[language]?.[`enrolment.notice-${version}-${key}`]));
  expect(said.flat().every(text => text !== undefined && text !== '')).toBe(true);
  return createHash('sha256').update(JSON.stringify(said)).digest('hex');
}

test('what somebody may have agreed to is never reworded: a new wording is a new version', () => {
  for (const version of noticeVersions) expect(digestOf(version)).toBe(digests[version]);
  expect(isNoticeVersion(currentNotice)).toBe(true);
  expect(isNoticeVersion('2026-0')).toBe(false);
});
