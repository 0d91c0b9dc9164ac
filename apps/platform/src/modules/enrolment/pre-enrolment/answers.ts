import { type Language, ok, type PersonName, refuse, type Result } from '../../../kernel/index.ts';
import {
  type DocumentType,
  readBirthDate,
  readDocument,
  readExpiry,
  readName,
  readPlain,
} from '../../identity/index.ts';
import type { Ability, Facts } from './model.ts';

/** What a person answered to one question, as typed. */
export type Answer =
  | { readonly step: 'language'; readonly language: Language }
  | { readonly step: 'name'; readonly name: PersonName }
  | { readonly step: 'document-type'; readonly type: DocumentType }
  | { readonly step: 'document'; readonly number: string; readonly issuer: string; readonly expiresOn: string }
  | { readonly step: 'birth'; readonly date: string; readonly place: string }
  | {
      readonly step: 'guardian';
      readonly name: PersonName;
      readonly type: DocumentType;
      readonly number: string;
      readonly issuer: string;
    }
  | { readonly step: 'address'; readonly address: string }
  | { readonly step: 'ability'; readonly ability: Ability }
  | { readonly step: 'signature-at-office' };

/**
 * Writes an answer into what is known so far. Refused: every mistake in names, numbers and dates as `identity` names it,
 * `enrolment.birth-date-missing`, `.birth-place-missing`, `.address-missing` and `.document-type-missing`.
 */
export function takeAnswer(facts: Facts, answer: Answer, now: Date): Result<Facts> {
  switch (answer.step) {
    case 'language':
      return ok({ ...facts, language: answer.language });
    case 'name': {
      const name = readName(answer.name);
      return name.ok ? ok({ ...facts, name: name.value }) : name;
    }
    case 'document-type':
      return ok({ ...facts, documentType: answer.type });
    case 'document':
      return takeDocument(facts, answer, now);
    case 'birth':
      return takeBirth(facts, answer, now);
    case 'guardian':
      return takeGuardian(facts, answer);
    case 'address': {
      const address = readText(answer.address, 'address');
      return address.ok ? ok({ ...facts, address: address.value }) : address;
    }
    case 'ability':
      return ok({ ...facts, ability: answer.ability });
    case 'signature-at-office':
      return ok({ ...facts, signature: 'at-office' });
  }
}

type AnswerTo<S extends Answer['step']> = Extract<Answer, { readonly step: S }>;

function takeDocument(facts: Facts, { number, issuer, expiresOn }: AnswerTo<'document'>, now: Date): Result<Facts> {
  const type = facts.documentType;
  if (type === undefined) return refuse('enrolment.document-type-missing');
  const document = readDocument({ type, number, issuer });
  if (!document.ok) return document;
  const expiry = readExpiry(expiresOn, now);
  return expiry.ok ? ok({ ...facts, document: { ...document.value, expiresOn: expiry.value } }) : expiry;
}

function takeBirth(facts: Facts, answer: AnswerTo<'birth'>, now: Date): Result<Facts> {
  const date = readBirthDate(answer.date, now);
  if (!date.ok) return date;
  if (date.value === null) return refuse('enrolment.birth-date-missing');
  const place = readText(answer.place, 'birth-place');
  return place.ok ? ok({ ...facts, birthDate: date.value, birthPlace: place.value }) : place;
}

function takeGuardian(facts: Facts, answer: AnswerTo<'guardian'>): Result<Facts> {
  const name = readName(answer.name);
  if (!name.ok) return name;
  const document = readDocument(answer);
  return document.ok ? ok({ ...facts, guardian: { name: name.value, document: document.value } }) : document;
}

/** An address or a place, on one line as the person's file keeps it: lines that were typed are told apart by commas. */
function readText(typed: string, what: 'address' | 'birth-place'): Result<string> {
  const lines = typed.split(/[\r\n]+/).map(line => line.trim());
  const text = readPlain(what, lines.filter(line => line !== '').join(', '));
  if (!text.ok) return text;
  return text.value === '' ? refuse(`enrolment.${what}-missing`) : text;
}
