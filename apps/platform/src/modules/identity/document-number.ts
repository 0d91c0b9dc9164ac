import { ok, refuse, type Result } from '../../kernel/index.ts';

/** Kinds of documents that identify a person at the counter. */
export const documentTypes = ['cnie', 'passport', 'residence', 'minor', 'foreign'] as const;
export type DocumentType = (typeof documentTypes)[number];

/** A number as it is kept and searched: Latin capitals and digits only, with the country that issued it. */
export interface NormalDocument {
  readonly type: DocumentType;
  readonly number: string;
  readonly issuer: string;
}

/** Issued by Morocco alone, whatever was typed as issuer. */
const nationalTypes: ReadonlySet<DocumentType> = new Set(['cnie', 'residence', 'minor']);

const lengths = {
  passport: { min: 5, max: 12 },
  residence: { min: 5, max: 12 },
  foreign: { min: 4, max: 20 },
} as const;

/**
 * Spells a number one way: Arabic-Indic digits become Latin, letters become capitals, and spaces, dashes, dots,
 * slashes and invisible direction marks go. Applying it twice changes nothing.
 */
export function normaliseNumber(typed: string): string {
  return typed
    .normalize('NFKC')
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, digit => String(digit.charCodeAt(0) & 0x0f))
    .replace(/[\s\p{Pd}\p{Cf}./_]/gu, '')
    .toUpperCase();
}

/**
 * Reads a document number as typed. Refuses with a code that names the mistake: empty, letters that are not Latin, and
 * for the national card which part is wrong. Whether the number exists is not known here: it is only well formed.
 */
export function readDocument(typed: {
  readonly type: DocumentType;
  readonly number: string;
  readonly issuer?: string | undefined;
}): Result<NormalDocument> {
  const number = normaliseNumber(typed.number);
  if (number === '') return refuse('identity.number-empty');
  if (!/^[A-Z0-9]+$/.test(number)) return refuse('identity.number-characters');
  const issuer = nationalTypes.has(typed.type) ? 'MA' : (typed.issuer ?? '').trim().toUpperCase();
  if (!/^[A-Z]{2}$/.test(issuer)) return refuse('identity.issuer-unknown');
  const mistake = findMistake(typed.type, number);
  return mistake ?? ok({ type: typed.type, number, issuer });
}

function findMistake(type: DocumentType, number: string): ReturnType<typeof refuse> | undefined {
  if (type === 'cnie' || type === 'minor') return findCardMistake(number);
  const { min, max } = lengths[type];
  if (number.length < min) return refuse('identity.number-too-short', { min });
  if (number.length > max) return refuse('identity.number-too-long', { max });
  return /\d/.test(number) ? undefined : refuse('identity.number-without-digits');
}

/** The national card: one or two letters, then up to seven digits. The letters tell nothing about place or age. */
function findCardMistake(number: string): ReturnType<typeof refuse> | undefined {
  const letters = /^[A-Z]*/.exec(number)?.[0] ?? '';
  const rest = number.slice(letters.length);
  if (letters === '') return refuse('identity.card-without-letters');
  if (rest === '') return refuse('identity.card-without-digits');
  if (/[A-Z]/.test(rest)) return refuse('identity.card-letter-among-digits');
  if (letters.length > 2) return refuse('identity.card-too-many-letters');
  return rest.length > 7 ? refuse('identity.card-too-many-digits') : undefined;
}
