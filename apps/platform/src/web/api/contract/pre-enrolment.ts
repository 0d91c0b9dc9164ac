import { z } from 'zod';
import {
  dateValue,
  idValue,
  identityDocumentTypeValue,
  instantValue,
  languageValue,
  personNameValue,
} from './values.ts';

/**
 * The code that a person brought, as typed or scanned from its QR: any case, with or without dashes. Each attempt is recorded; what opens
 * nothing is the problem `enrolment.code-unknown` (404), and after many in an hour `enrolment.too-many-codes` (429).
 */
export const findPreEnrolmentBody = z.object({ code: z.string().max(60) });
export type FindPreEnrolmentBody = z.infer<typeof findPreEnrolmentBody>;

/**
 * What a person declared at home. Nothing of it is proven: compare each line with the document on the counter. Contacts were each
 * confirmed by a code. `signature` says whether one was drawn: its picture is at `/pre-enrolments/{preEnrolmentId}/signature`.
 */
export const preEnrolmentView = z
  .object({
    id: idValue,
    language: languageValue,
    name: personNameValue,
    document: z.object({
      type: identityDocumentTypeValue,
      number: z.string(),
      issuer: z.string(),
      expiresOn: dateValue,
    }),
    birthDate: dateValue,
    birthPlace: z.string(),
    /** Who answers for a minor; null for an adult. */
    guardian: z
      .object({
        name: personNameValue,
        document: z.object({ type: identityDocumentTypeValue, number: z.string(), issuer: z.string() }),
      })
      .nullable(),
    address: z.string(),
    contacts: z.object({ email: z.string().optional(), phone: z.string().optional() }),
    /** Who cannot sign or read needs two witnesses at the office. */
    ability: z.enum(['signs', 'cannot-sign', 'cannot-read', 'cannot-either']),
    signature: z.boolean(),
    /** The version of the notice of law 09-08 that the person agreed to, and when. */
    consent: z.object({ noticeVersion: z.string(), at: instantValue }),
    sentAt: instantValue,
    expiresAt: instantValue,
  })
  .meta({ id: 'PreEnrolment' });
export type PreEnrolmentView = z.infer<typeof preEnrolmentView>;
