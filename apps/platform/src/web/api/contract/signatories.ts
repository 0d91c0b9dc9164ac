import { z } from 'zod';
import { drawnFields } from './drawn.ts';
import { addDocumentBody } from './people.ts';
import {
  dateValue,
  idValue,
  identityDocumentTypeValue,
  instantValue,
  languageValue,
  localizedTextValue,
  personNameValue,
  versionValue,
} from './values.ts';

const cannotValue = z.enum(['sign', 'read', 'both']);
const inPlaceValue = z.enum(['mark', 'fingerprint', 'nothing']);
const witnessPositionValue = z.union([z.literal(1), z.literal(2)]);

/** A witness, by a document on the counter; they need no file of their own. */
const witnessBody = z.object({ name: personNameValue, birthDate: dateValue, document: addDocumentBody });

/** What somebody cannot do, and how the text was brought to them. */
const hearingFields = {
  cannot: cannotValue,
  inPlace: inPlaceValue.nullable(),
  readAloud: z.object({ sentence: z.string().max(40), language: languageValue }),
  warning: z.string().max(40),
};

/** What a witness drew, and the sentence of that version that they accepted, shown in that language. */
const wordFields = {
  ...drawnFields,
  signedWith: z.enum(['signature', 'mark']),
  sentence: z.string().max(40),
  language: languageValue,
};

/**
 * How a signatory's signature is recognised; whatever they drew and agreed to before is asked for again. `sentence` and `warning` are the
 * versions that the catalogue names under `recognition`. Refused: `legalisation.…` for each rule, `identity.…` for a witness's facts.
 */
export const recogniseBody = z.object({
  version: versionValue,
  recognition: z.discriminatedUnion('mode', [
    z.object({ mode: z.literal('presence') }),
    z.object({
      mode: z.literal('specimen'),
      specimens: z.array(idValue).max(3),
      sentence: z.string().max(40),
      reason: z.string().trim().max(300),
    }),
    z.object({ mode: z.literal('witnesses'), ...hearingFields, witnesses: z.array(witnessBody).max(5) }),
  ]),
});
export type RecognitionValue = z.input<typeof recogniseBody>['recognition'];

/** One of the two witnesses drew, and accepted the sentence of that version, shown in that language. */
export const witnessAgreesBody = z.object({
  version: versionValue,
  position: witnessPositionValue,
  ...wordFields,
});

export const witnessQuery = z.object({
  position: z.coerce.number().int().pipe(witnessPositionValue),
  v: z.string().max(64).optional(),
});

export const witnessView = z
  .object({
    position: witnessPositionValue,
    name: personNameValue,
    document: z.object({ type: identityDocumentTypeValue, numberMasked: z.string() }),
    signedWith: z.enum(['signature', 'mark']).nullable(),
    /** Address of what they drew, as SVG; null before. */
    signature: z.string().nullable(),
    agreedAt: instantValue.nullable(),
  })
  .meta({ id: 'Witness' });
export type WitnessView = z.infer<typeof witnessView>;

/** How somebody who cannot sign or read was heard. */
export const assistanceView = z.object({ cannot: cannotValue, inPlace: inPlaceValue.nullable() });

const namedOfficeView = z.object({
  commune: localizedTextValue,
  arrondissement: localizedTextValue.nullable(),
  name: localizedTextValue,
});
export type NamedOfficeView = z.infer<typeof namedOfficeView>;

/** At another office than the request's. */
export const elsewhereView = z.object({ office: namedOfficeView, clerk: personNameValue });

const awaitedIdentityView = {
  name: personNameValue,
  document: z.object({ type: identityDocumentTypeValue, numberMasked: z.string() }).nullable(),
};

/** Somebody who will sign later. */
export const awaitedView = z
  .object({
    id: idValue,
    ...awaitedIdentityView,
    addedAt: instantValue,
    /** Until when the code of the newest slip opens the request; null before one was printed. */
    codeUntil: instantValue.nullable(),
  })
  .meta({ id: 'Awaited' });
export type AwaitedView = z.infer<typeof awaitedView>;

/** Somebody will sign later, here or at another office; by their document where it is known, else by their name. */
export const awaitBody = z.object({
  version: versionValue,
  name: personNameValue,
  document: z
    .object({ type: identityDocumentTypeValue, number: z.string().max(60), issuer: z.string().max(10).optional() })
    .nullable(),
});

/** The code of a waiting slip or of an invitation, typed at an office of the caller's own. It stands in bodies only, never in an address. */
export const openAwaitedBody = z.object({ code: z.string().max(40), officeId: idValue });

/**
 * What a counter sees of a request of another office, or of one that others sign at a distance: to compare the paper and let the awaited
 * person sign. The others' names are masked.
 */
export const awaitedPartView = z
  .object({
    reference: z.string(),
    /** From where it was made: a request at a distance has no paper that the person could have brought. */
    channel: z.enum(['counter', 'distance']),
    nature: z.string().nullable(),
    office: namedOfficeView,
    awaited: z.object(awaitedIdentityView),
    /** Digest of the paper as it is: what is attested is attested of this one. */
    paper: z.hash('sha256'),
    /** With where the person signs on each, in millimetres from its top left. */
    pages: z.array(
      z.object({
        widthMm: z.number(),
        heightMm: z.number(),
        fields: z.array(z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() })),
      }),
    ),
    others: z.array(
      z.object({
        name: personNameValue,
        mode: z.enum(['presence', 'distance', 'witnesses', 'specimen']),
        signed: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'AwaitedPart' });
export type AwaitedPartView = z.infer<typeof awaitedPartView>;

export const awaitedPageBody = openAwaitedBody.extend({
  page: z.int().nonnegative().max(2000),
  width: z.int().min(64).max(3000).optional(),
});

/** Identified by this document, drawn and agreed before the caller: kept whole or not at all. */
export const attestBody = openAwaitedBody.extend({
  paper: z.hash('sha256'),
  personId: idValue,
  identityDocumentId: idValue,
  /** Null for who cannot sign. */
  drawn: z.object(drawnFields).nullable(),
  /** Who cannot sign or read is heard before two witnesses, each with their word. */
  heard: z
    .object({
      ...hearingFields,
      witnesses: z.array(z.object({ named: witnessBody, word: z.object(wordFields) })).max(5),
    })
    .nullable(),
  sentence: z.string().max(40),
  language: languageValue,
});
export const attestAnswer = z.object({ reference: z.string() });

const specimenRuleView = z.object({
  id: idValue,
  basis: z.string(),
  reason: z.string(),
  startsOn: dateValue,
  endsOn: dateValue.nullable(),
});

/** From a day of Morocco on, by which decision of the commune and why. */
export const setSpecimenRuleBody = z.object({
  basis: z.string().trim().max(300),
  reason: z.string().trim().max(300),
  startsOn: dateValue,
  endsOn: dateValue.nullable(),
});

/** Newest first; the newest that is in force counts. */
export const specimenRulesAnswer = z.object({ rules: z.array(specimenRuleView) });
export type SpecimenRulesAnswer = z.infer<typeof specimenRulesAnswer>;
