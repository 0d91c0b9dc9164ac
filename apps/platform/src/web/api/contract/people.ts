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
    /** Whether the person has opened their account; until then a slip is worth printing. */
    activated: z.boolean(),
  })
  .meta({ id: 'PersonCard' });
export type PersonCard = z.infer<typeof personCard>;

/** By name, in either script, among people whom the commune has served. */
export const searchPeopleBody = z.object({ name: z.string().max(200) });
export type SearchPeopleBody = z.infer<typeof searchPeopleBody>;

/** Enough to choose; `GET /people/{personId}` opens the file, and the person sees that it was opened. */
export const searchPeopleAnswer = z.object({
  people: z.array(z.object({ id: idValue, name: personNameValue, birthDate: dateValue.nullable() })),
});
export type SearchPeopleAnswer = z.infer<typeof searchPeopleAnswer>;

/**
 * By exact document number, in the whole country. Somebody whom the commune has not served yet is answered with the problem
 * `identity.reason-needed`: ask the clerk for a `reason`, which the person will read, and send again. Numbers that open no file
 * are recorded with who tried them; after too many in an hour the answer is the problem `identity.too-many-searches` (429).
 */
export const findPersonBody = z.object({
  type: identityDocumentTypeValue,
  number: z.string().max(60),
  /** ISO 3166-1 alpha-2, for a passport or a foreign document. */
  issuer: z.string().max(10).optional(),
  reason: z.string().max(300).optional(),
});
export type FindPersonBody = z.infer<typeof findPersonBody>;

/** `person` is null when nobody is known by that document: enrol them. */
export const findPersonAnswer = z.object({ person: personCard.nullable() });
export type FindPersonAnswer = z.infer<typeof findPersonAnswer>;

/** A document as the clerk reads it from the card that lies on the counter. */
const typedDocument = z.object({
  type: identityDocumentTypeValue,
  number: z.string().max(60),
  /** ISO 3166-1 alpha-2, for a passport or a foreign document. */
  issuer: z.string().max(10).optional(),
  expiresOn: dateValue,
});

/**
 * A further document of a person, or the new card of somebody whose old one is `expired`: offer this wherever an expired document
 * keeps a person from signing. A card renewed under its number keeps its id and gets its new day (`identity.expiry-not-later` when
 * the day is not later); sent twice it changes nothing. The answer's `documents` say which one to sign with: choose one that is not
 * `expired`. Somebody else's document is `identity.document-known` with their `personId`.
 */
export const addDocumentBody = typedDocument;
export type AddDocumentBody = z.infer<typeof addDocumentBody>;

/** Who is enrolled, as the card that lies on the counter says; sent within a visit (`POST /visits`). */
export const enrolPersonBody = z.object({
  name: personNameValue,
  birthDate: dateValue.nullable(),
  /** The language of their papers and e-mails. */
  language: languageValue,
  document: typedDocument,
  /** Where the person lives, on one line, and where they were born. */
  address: z.string().trim().max(300).optional(),
  birthPlace: z.string().trim().max(120).optional(),
  contacts: z
    .object({ email: z.string().trim().max(254).optional(), phone: z.string().trim().max(30).optional() })
    .default({}),
});
export type EnrolPersonBody = z.input<typeof enrolPersonBody>;

/**
 * The office that prints the slip, and the request that brought the person there: opened at that office today (Morocco), with the person
 * identified by this very clerk, whose receipt stands above the account. Without it, only for somebody whom this clerk enrolled today.
 * Each printing of a code kills the older one and the person is told. An open account gets a new code only with `renewal`, for whoever
 * forgot their password. Refused: `legalisation.not-signatory`, `legalisation.slip-not-today`, `legalisation.slip-by-colleague`,
 * `identity.slip-without-request`.
 */
export const slipBody = z.object({
  officeId: idValue,
  requestId: idValue.optional(),
  renewal: z.boolean().default(false),
});
export type SlipBody = z.input<typeof slipBody>;
