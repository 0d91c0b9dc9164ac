import type { Speak } from '../page-data.ts';

const fields = ['name', 'birth-date', 'birth-place', 'document-number', 'address', 'email', 'phone'] as const;

/** A field of a file in the screen's language. */
export function sayField(t: Speak, field: string): string {
  const known = fields.find(each => each === field);
  return known ? t(`files.field-${known}`) : field;
}

/** A value as it is kept; a name is JSON of both spellings. */
export function sayValue(field: string, text: string | null): string | null {
  if (text === null || field !== 'name') return text;
  const { arabic, latin } = JSON.parse(text) as { readonly arabic: string; readonly latin: string };
  return `${arabic} — ${latin}`;
}
