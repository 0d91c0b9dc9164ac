import { ok, type PersonName, refuse, type Result } from '../../../kernel/index.ts';
import { readContacts } from '../contacts.ts';
import { readBirthDate } from '../facts.ts';
import type { PersonFile } from '../model.ts';
import { readName, searchWords } from '../names.ts';
import type { Datum, KeyDataChanges, KeyField, PaperSeen } from './model.ts';

const longest = { address: 300, 'birth-place': 120 } as const;

/**
 * Checks what was typed, field by field; the document's number is checked with its type, once the file is open. Refused: every mistake,
 * and `identity.nothing-to-change`.
 */
export function readChanges(typed: KeyDataChanges, now: Date): Result<readonly Datum[]> {
  const read: Result<Datum | undefined>[] = [
    nameOf(typed.name),
    dayOf(typed.birthDate, now),
    plain('birth-place', typed.birthPlace),
    ok(
      typed.document && {
        field: 'document-number',
        text: typed.document.number,
        documentId: typed.document.id,
      },
    ),
    plain('address', typed.address),
    contactOf('email', typed.email),
    contactOf('phone', typed.phone),
  ];
  const data: Datum[] = [];
  for (const each of read) {
    if (!each.ok) return each;
    if (each.value) data.push(each.value);
  }
  return data.length === 0 ? refuse('identity.nothing-to-change') : ok(data);
}

function nameOf(typed: PersonName | undefined): Result<Datum | undefined> {
  if (!typed) return ok(undefined);
  const name = readName(typed);
  return name.ok ? ok({ field: 'name', text: nameText(name.value) }) : name;
}

function dayOf(typed: string | undefined, now: Date): Result<Datum | undefined> {
  if (typed === undefined) return ok(undefined);
  const day = readBirthDate(typed, now);
  if (!day.ok) return day;
  return day.value === null ? refuse('identity.birth-date-malformed') : ok({ field: 'birth-date', text: day.value });
}

function plain(field: 'address' | 'birth-place', typed: string | undefined): Result<Datum | undefined> {
  if (typed === undefined) return ok(undefined);
  const text = readPlain(field, typed);
  return text.ok ? ok({ field, text: text.value }) : text;
}

/** An address or a place as people write it, on one line: 300 and 120 letters at most. */
export function readPlain(field: 'address' | 'birth-place', typed: string): Result<string> {
  const text = typed
    .normalize('NFC')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .replace(/[\p{Cf}\p{Co}\p{Cn}]/gu, '')
    .trim();
  return text.length > longest[field] ? refuse(`identity.${field}-too-long`, { max: longest[field] }) : ok(text);
}

function contactOf(field: 'email' | 'phone', typed: string | undefined): Result<Datum | undefined> {
  if (typed === undefined) return ok(undefined);
  const contacts = readContacts({ [field]: typed });
  return contacts.ok ? ok({ field, text: contacts.value[field] ?? '' }) : contacts;
}

/** What the file says of a field now, spelled as a change would keep it; null when it says nothing. Undefined for a document that is not in it. */
export function currentText(
  file: PersonFile,
  { field, documentId }: Pick<Datum, 'field' | 'documentId'>,
): string | null | undefined {
  switch (field) {
    case 'name':
      return nameText(file.name);
    case 'birth-date':
      return file.birthDate;
    case 'birth-place':
      return file.birthPlace ?? null;
    case 'address':
      return file.address ?? null;
    case 'document-number':
      return file.documents.find(({ id }) => id === documentId)?.number;
    case 'email':
    case 'phone':
      return file.contacts[field] ?? null;
  }
}

function nameText({ arabic, latin }: PersonName): string {
  return JSON.stringify({ arabic, latin });
}

/** A name as changes keep it. Throws on any other text. */
export function readNameText(text: string): PersonName {
  const parsed: unknown = JSON.parse(text);
  if (typeof parsed !== 'object' || parsed === null || !('arabic' in parsed) || !('latin' in parsed))
    throw new Error('not the text of a name');
  return { arabic: String(parsed.arabic), latin: String(parsed.latin) };
}

/** Whether a paper of this kind can show this fact: names, births and numbers are read from papers, never from what is said. */
export function shows(seen: PaperSeen, field: KeyField): boolean {
  if (seen === 'spoken' || seen === 'proof-of-address') return ['address', 'email', 'phone'].includes(field);
  return seen === 'identity-document' || field !== 'document-number';
}

/** Fields that nobody changes alone, where the commune has not said otherwise. */
const guardedByDefault: ReadonlySet<KeyField> = new Set(['name', 'document-number']);

/** Whether a field waits for a second pair of eyes, by the commune's own rules or else the platform's. */
export function needsSecond(rules: ReadonlyMap<string, boolean>, field: KeyField): boolean {
  return rules.get(field) ?? guardedByDefault.has(field);
}

/**
 * Whether two names may be one human's: the same words in either script. Staff and persons are kept apart, so this is all that can be
 * known; somebody who only bears a colleague's name leaves the matter to a third.
 */
export function mayBeSamePerson(one: PersonName, other: PersonName): boolean {
  const words = (text: string): string => searchWords(text).toSorted().join(' ');
  return words(one.arabic) === words(other.arabic) || words(one.latin) === words(other.latin);
}
