import type { EnrolPersonBody, LanguageValue, ProblemBody } from '../../../../api/contract/index.ts';
import type { TypedDocument } from '../counter-context.ts';
import { needsIssuer } from './find-people.ts';

/** The form of an enrolment, as typed. */
export interface EnrolmentForm {
  readonly type: TypedDocument['type'];
  readonly number: string;
  readonly issuer: string;
  readonly expiresOn: string;
  readonly arabic: string;
  readonly latin: string;
  readonly birthDate: string;
  readonly birthPlace: string;
  readonly address: string;
  readonly language: LanguageValue;
  readonly email: string;
  readonly phone: string;
}
export type EnrolmentField = keyof EnrolmentForm;

/** An empty form, or one with the document that was looked for in vain. */
export function emptyForm(typed: TypedDocument | undefined, language: LanguageValue): EnrolmentForm {
  const document = typed ?? { type: 'cnie', number: '', issuer: 'MA' };
  return {
    ...document,
    expiresOn: '',
    arabic: '',
    latin: '',
    birthDate: '',
    birthPlace: '',
    address: '',
    language,
    email: '',
    phone: '',
  };
}

/** What the API is asked for. */
export function bodyOf(form: EnrolmentForm): EnrolPersonBody {
  const { type, number, issuer, expiresOn, arabic, latin, birthDate, birthPlace, address, language, email, phone } =
    form;
  return {
    name: { arabic, latin },
    birthDate: birthDate === '' ? null : birthDate,
    ...(birthPlace !== '' && { birthPlace }),
    ...(address !== '' && { address }),
    language,
    document: { type, number, expiresOn, ...(needsIssuer(type) && { issuer }) },
    contacts: { ...(email !== '' && { email }), ...(phone !== '' && { phone }) },
  };
}

const fieldsOfCodes: readonly (readonly [start: string, field: EnrolmentField])[] = [
  ['identity.number-', 'number'],
  ['identity.card-', 'number'],
  ['identity.document-known', 'number'],
  ['identity.issuer-', 'issuer'],
  ['identity.expiry-', 'expiresOn'],
  ['identity.document-expired', 'expiresOn'],
  ['identity.birth-date-', 'birthDate'],
  ['identity.birth-place-', 'birthPlace'],
  ['identity.address-', 'address'],
  ['visit.birth-date-needed', 'birthDate'],
  ['identity.name-latin-', 'latin'],
  ['identity.name-', 'arabic'],
  ['identity.email-', 'email'],
  ['identity.phone-', 'phone'],
];

/** The names of the API's own fields, last part of their path. */
const fieldsOfPaths: Readonly<Record<string, EnrolmentField>> = {
  arabic: 'arabic',
  latin: 'latin',
  birthDate: 'birthDate',
  birthPlace: 'birthPlace',
  address: 'address',
  number: 'number',
  issuer: 'issuer',
  expiresOn: 'expiresOn',
  email: 'email',
  phone: 'phone',
};

/** The sentences of a refusal beside the fields they are about; `rest` when it is about none. */
export function errorsOf(problem: ProblemBody): {
  readonly fields: Partial<Readonly<Record<EnrolmentField, string>>>;
  readonly rest: string | undefined;
} {
  const fields: Partial<Record<EnrolmentField, string>> = {};
  for (const { field, detail } of problem.errors) {
    const own = fieldsOfPaths[field.split('.').at(-1) ?? ''];
    if (own) fields[own] = detail;
  }
  const named = fieldsOfCodes.find(([start]) => problem.code.startsWith(start))?.[1];
  if (named) fields[named] = problem.detail;
  return { fields, rest: Object.keys(fields).length === 0 ? problem.detail : undefined };
}
