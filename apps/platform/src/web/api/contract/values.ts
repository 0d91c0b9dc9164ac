import { z } from 'zod';

/** A UUIDv7 as it travels: which kind of thing it names is said by the field. */
export const idValue = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);

/** An instant, ISO 8601 in UTC ("2026-11-23T10:42:00.000Z"). Show it in Africa/Casablanca. */
export const instantValue = z.iso.datetime();

/** A civil date, "2031-05-10". */
export const dateValue = z.iso.date();

export const languageValue = z.enum(['ar', 'fr', 'zgh', 'en']);
export type LanguageValue = z.infer<typeof languageValue>;

/** A text of the domain in the four interface languages. */
export const localizedTextValue = z
  .object({ ar: z.string(), fr: z.string(), zgh: z.string(), en: z.string() })
  .meta({ id: 'LocalizedText' });
export type LocalizedTextValue = z.infer<typeof localizedTextValue>;

/** A name as printed on the identity document, in each script. */
export const personNameValue = z
  .object({ arabic: z.string().trim().max(200), latin: z.string().trim().max(200) })
  .meta({ id: 'PersonName' });
export type PersonNameValue = z.infer<typeof personNameValue>;

export const identityDocumentTypeValue = z.enum(['cnie', 'passport', 'residence', 'minor', 'foreign']);
export type IdentityDocumentTypeValue = z.infer<typeof identityDocumentTypeValue>;

/** Languages of a stamp: one, or Arabic beside another. */
export const stampLanguagesValue = z.enum(['ar', 'fr', 'ar+fr', 'ar+zgh', 'ar+en']);
export type StampLanguagesValue = z.infer<typeof stampLanguagesValue>;

/** What an act is: a signature legalised, a copy certified, that certification issued again, a request refused. */
export const actKindValue = z.enum(['legalisation', 'certified-copy', 'reissue', 'refusal']);

/** Lower-case hex of a SHA-256. */
export const sha256Value = z.string().regex(/^[0-9a-f]{64}$/);

/** Bytes as base64url without padding (RFC 4648 §5), as WebAuthn's JSON writes them. */
export const base64urlValue = z.string().regex(/^[A-Za-z0-9_-]+$/);

/** The version of a request on which a change is made: the one last read. A newer one on the server refuses the change. */
export const versionValue = z.int().positive();
