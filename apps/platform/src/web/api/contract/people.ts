import { z } from 'zod';
import { dateValue, idValue, identityDocumentTypeValue, languageValue, personNameValue } from './values.ts';

/** An identity document; the number is shown masked ("BE•••214"). */
export const identityDocumentView = z
  .object({
    id: idValue,
    type: identityDocumentTypeValue,
    numberMasked: z.string(),
    issuer: z.string(),
    expiresOn: dateValue,
    /** On today's date in Morocco: an expired document identifies nobody. */
    expired: z.boolean(),
  })
  .meta({ id: 'IdentityDocument' });
export type IdentityDocumentView = z.infer<typeof identityDocumentView>;

export const personCard = z
  .object({
    id: idValue,
    name: personNameValue,
    birthDate: dateValue.nullable(),
    language: languageValue,
    documents: z.array(identityDocumentView),
    /** Whether the person has an e-mail address or a telephone on file; the value is not shown. */
    contacts: z.object({ email: z.boolean(), phone: z.boolean() }),
  })
  .meta({ id: 'PersonCard' });
export type PersonCard = z.infer<typeof personCard>;

/** By name, in either script, among people whom the commune has served. */
export const searchPeopleBody = z.object({ officeId: idValue, name: z.string().trim().min(2).max(100) });
export type SearchPeopleBody = z.infer<typeof searchPeopleBody>;

export const searchPeopleAnswer = z.object({ people: z.array(personCard) });
export type SearchPeopleAnswer = z.infer<typeof searchPeopleAnswer>;

/** By exact document number, in the whole country: the person sees that the commune looked. */
export const findPersonBody = z.object({
  officeId: idValue,
  type: identityDocumentTypeValue,
  number: z.string().trim().min(1).max(40),
  issuer: z.string().trim().max(60).optional(),
});
export type FindPersonBody = z.infer<typeof findPersonBody>;

/** `person` is null when nobody is known by that document: enrol them. */
export const findPersonAnswer = z.object({ person: personCard.nullable() });
export type FindPersonAnswer = z.infer<typeof findPersonAnswer>;

export const enrolPersonBody = z.object({
  officeId: idValue,
  name: personNameValue,
  birthDate: dateValue.nullable(),
  /** The language of their papers and e-mails. */
  language: languageValue,
  document: z.object({
    type: identityDocumentTypeValue,
    number: z.string().trim().min(1).max(40),
    /** "MA" for a Moroccan card, else the issuing country or authority. */
    issuer: z.string().trim().min(1).max(60),
    expiresOn: dateValue,
  }),
  contacts: z
    .object({ email: z.string().trim().max(254).optional(), phone: z.string().trim().max(30).optional() })
    .default({}),
});
export type EnrolPersonBody = z.input<typeof enrolPersonBody>;

/** The office that prints an account's slip. */
export const slipBody = z.object({ officeId: idValue });
export type SlipBody = z.infer<typeof slipBody>;
