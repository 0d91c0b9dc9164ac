import { z } from 'zod';
import { certificationView } from './certification.ts';
import { documentView, uploadReport } from './documents.ts';
import { drawnFields } from './drawn.ts';
import { identityDocumentView } from './people.ts';
import { refusalView } from './problem.ts';
import { assistanceView, awaitedView, elsewhereView, witnessView } from './signatories.ts';
import {
  dateValue,
  idValue,
  instantValue,
  languageValue,
  personNameValue,
  stampLanguagesValue,
  versionValue,
  localizedTextValue,
} from './values.ts';

export const requestStateValue = z.enum([
  'draft',
  'collecting',
  'payable',
  'queued',
  'returned',
  'refusing',
  'done',
  'refused',
  'declined',
  'expired',
  'abandoned',
]);
export type RequestStateValue = z.infer<typeof requestStateValue>;

/** Top left corner of the stamp, in millimetres from the top left of the page as displayed. */
export const stampPlaceValue = z
  .object({ page: z.int().nonnegative(), xMm: z.number().min(0), yMm: z.number().min(0) })
  .meta({ id: 'StampPlace' });
export type StampPlaceValue = z.infer<typeof stampPlaceValue>;

const signatoryView = z
  .object({
    personId: idValue,
    name: personNameValue,
    birthDate: dateValue.nullable(),
    document: identityDocumentView,
    mode: z.enum(['presence', 'distance', 'witnesses', 'specimen']),
    identifiedAt: instantValue,
    /** Where and by whom they were attested, at another office; null for the request's own, and at a distance. */
    elsewhere: elsewhereView.nullable(),
    /** Of the mode `specimen`: why the paper was not signed at the counter. */
    comparedBecause: z.string().nullable(),
    /** Of the mode `witnesses`. */
    assistance: assistanceView.nullable(),
    witnesses: z.array(witnessView),
    signedAt: instantValue.nullable(),
    /** Address of the drawn signature as SVG; null before it is drawn. */
    signature: z.string().nullable(),
    consentedAt: instantValue.nullable(),
    /** Of who signed from afar: how surely they were known, and the digest of the paper that they agreed to. */
    distance: z.object({ level: z.enum(['low', 'substantial', 'high']), documentSha256: z.string() }).nullable(),
    /** For whom they sign; null for themselves. `line` and `register` in the caller's language; `fault` is why the mandate would not do now. */
    capacity: z
      .object({
        organisationId: idValue,
        mandateId: idValue,
        line: z.string(),
        register: z.string().nullable(),
        /** What the paper is worth, in centimes, where the mandate is limited. */
        worth: z.int().nullable(),
        fault: refusalView.nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'Signatory' });
export type SignatoryView = z.infer<typeof signatoryView>;

const optionsView = z
  .object({
    nature: z.string().nullable(),
    /** Chosen, else proposed from the script of the pages. */
    stampLanguages: stampLanguagesValue,
    stampLanguagesProposed: z.boolean(),
    /** Chosen, else proposed in an empty place of the last page; null before a document is there. */
    stampPlace: stampPlaceValue.nullable(),
    stampPlaceProposed: z.boolean(),
    /** Size of the stamp with these languages and signatories: the place is judged with it. */
    stampSize: z.object({ widthMm: z.number(), heightMm: z.number() }),
    exemplars: z.int().min(1).max(20),
    /** Codes of the manual checks (catalogue) that were ticked. */
    checks: z.array(z.string()),
  })
  .meta({ id: 'RequestOptions' });
export type OptionsView = z.infer<typeof optionsView>;

/** Commands that the caller may give now: the buttons to enable. */
const requestActionValue = z.enum([
  'edit',
  'submit',
  'invite',
  'amend',
  'consent',
  'decline',
  'sign',
  'return',
  'resubmit',
  'refuse',
  'reconsider',
  'abandon',
  'reopen',
]);
export type RequestActionValue = z.infer<typeof requestActionValue>;

export const requestView = z
  .object({
    id: idValue,
    /** What people read aloud: "MAA03-7K3D". */
    reference: z.string(),
    service: z.string(),
    officeId: idValue,
    state: requestStateValue,
    version: versionValue,
    openedAt: instantValue,
    queuedAt: instantValue.nullable(),
    decidedAt: instantValue.nullable(),
    refusal: z.object({ reason: z.string(), note: z.string() }).nullable(),
    signatories: z.array(signatoryView),
    /** Who will sign later: until they have, the request cannot be submitted. */
    awaited: z.array(awaitedView),
    /** Whoever signed the request that this draft takes up, and is not identified here yet. */
    expected: z.array(z.object({ personId: idValue, name: personNameValue, document: identityDocumentView })),
    /** What is to be looked at before it is handed over, each to be read by itself; none refuses by itself. */
    warnings: z.array(
      z.object({
        key: z.string(),
        kind: z.enum(['nature', 'gap', 'line', 'language']),
        /** Why, with the article, for a nature. */
        basis: localizedTextValue.nullable(),
        place: z
          .object({ page: z.int(), xMm: z.number(), yMm: z.number(), widthMm: z.number(), heightMm: z.number() })
          .nullable(),
        read: z.boolean(),
      }),
    ),
    /** What is said of a paper in a language that its office does not read; null where there is nothing to say. */
    language: z.object({ detail: z.string(), refused: z.boolean() }).nullable(),
    /** How many warnings were read before it was handed over. */
    warningsRead: z.int(),
    /** Whether it can be taken up again, for nothing. */
    again: z.boolean(),
    document: documentView.nullable(),
    options: optionsView,
    /** Of one that people sign from afar: the digest of its paper, and when the office's checks of that very paper were made. */
    distance: z.object({ sha256: z.string(), checkedAt: instantValue.nullable() }).nullable(),
    /** Of a certified copy; its holders are there, and `signatories` is empty. */
    certification: certificationView.nullable(),
    /** What is still missing before the request can be submitted; `field` is a place on the screen. */
    missing: z.array(refusalView),
    actions: z.array(requestActionValue),
    /** Made when the request is `done`. */
    act: z.object({ id: idValue, number: z.string(), code: z.string(), sealedAt: instantValue }).nullable(),
    /** The preparation that holds the request now, if an officer is about to sign it. */
    preparationId: idValue.nullable(),
  })
  .meta({ id: 'Request' });
export type RequestView = z.infer<typeof requestView>;

export const uploadAnswer = z.object({ request: requestView, report: uploadReport });
export type UploadAnswer = z.infer<typeof uploadAnswer>;

export const openRequestBody = z.object({ officeId: idValue, service: z.literal('signature-legalisation') });
export type OpenRequestBody = z.infer<typeof openRequestBody>;

/** A change that needs nothing but the version it is made on. */
export const plainChangeBody = z.object({ version: versionValue });
export type PlainChangeBody = z.infer<typeof plainChangeBody>;

/** The person stands before the clerk, who has seen this document of theirs. */
export const addSignatoryBody = z.object({ version: versionValue, personId: idValue, identityDocumentId: idValue });
export type AddSignatoryBody = z.infer<typeof addSignatoryBody>;

/** Under which mandate of the signatory; null for themselves. `worth` in centimes, needed where the mandate is limited. */
export const representBody = z.object({
  version: versionValue,
  signedFor: z
    .object({ organisationId: idValue, mandateId: idValue, worth: z.int().nonnegative().nullable() })
    .nullable(),
});
export type RepresentBody = z.infer<typeof representBody>;

export const drawSignatureBody = z.object({ version: versionValue, ...drawnFields });
export type DrawSignatureBody = z.infer<typeof drawSignatureBody>;

/** The signatory accepted the sentence of that version (catalogue), shown in that language. */
export const consentBody = z.object({ version: versionValue, sentence: z.string().max(40), language: languageValue });
export type ConsentBody = z.infer<typeof consentBody>;

/** Only what changes; `null` returns to the proposal. */
export const changeOptionsBody = z.object({
  version: versionValue,
  nature: z.string().max(40).optional(),
  stampLanguages: stampLanguagesValue.nullable().optional(),
  stampPlace: stampPlaceValue.nullable().optional(),
  exemplars: z.int().min(1).max(20).optional(),
  checks: z.array(z.string().max(40)).max(20).optional(),
});
export type ChangeOptionsBody = z.infer<typeof changeOptionsBody>;

/** The note is for the applicant; it appears on the refusal and nowhere else. */
export const refuseRequestBody = z.object({
  version: versionValue,
  reason: z.string().max(40),
  note: z.string().trim().max(1000),
});
export type RefuseRequestBody = z.infer<typeof refuseRequestBody>;

/** One line of a list of requests: who, what, since when. */
const requestLine = z
  .object({
    id: idValue,
    reference: z.string(),
    service: z.string(),
    state: requestStateValue,
    version: versionValue,
    /** Nature of the act to certify, or kind of the original to copy. */
    nature: z.string().nullable(),
    signatories: z.array(personNameValue),
    pages: z.int(),
    /** Marks of doubt that are open: while there is one, no act is made of it. */
    doubts: z.int(),
    openedAt: instantValue,
    queuedAt: instantValue.nullable(),
    /** When it lapses if nothing happens. */
    expiresAt: instantValue.nullable(),
    preparationId: idValue.nullable(),
  })
  .meta({ id: 'RequestLine' });
export type RequestLine = z.infer<typeof requestLine>;

export const requestListAnswer = z.object({ requests: z.array(requestLine), now: instantValue });
export type RequestListAnswer = z.infer<typeof requestListAnswer>;

/** A warning was read: its key. */
export const readWarningBody = z.object({ version: versionValue, warning: z.string().max(120) });
