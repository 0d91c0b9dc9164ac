/**
 * The texts of the notice of law 09-08, by version: what each person who agreed has read. A version that somebody may have agreed to
 * is never changed (a test holds each to its digest): a new wording is a new version, and the old ones stay readable.
 */
export const noticeVersions = ['2026-1'] as const;
export type NoticeVersion = (typeof noticeVersions)[number];

/** The version that is agreed to today. */
export const currentNotice: NoticeVersion = '2026-1';

/** Whether `text` names a version of the notice. */
export function isNoticeVersion(text: string): text is NoticeVersion {
  return (noticeVersions as readonly string[]).includes(text);
}

/** What the notice says, heading and text each, in this order. */
export const noticeParts = ['who', 'what', 'why', 'seen', 'kept', 'rights', 'authority'] as const;
