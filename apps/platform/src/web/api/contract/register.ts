import { z } from 'zod';
import { dateValue, idValue, instantValue, localizedTextValue, personNameValue } from './values.ts';

const kindValue = z.enum(['legalisation', 'certified-copy', 'reissue', 'refusal', 'correction']);
const modeValue = z.enum(['presence', 'distance', 'witnesses', 'specimen', 'mixed']);
const stateValue = z.enum(['reserved', 'made', 'cancelled']);
const fieldValue = z.enum(['subject', 'exemplars', 'mode', 'name', 'document', 'address']);
const correctionReasonValue = z.enum(['misread', 'mistyped', 'wrong-paper', 'changed-since']);
const yearValue = z.int().min(2000).max(2999);

export const registerQuery = z.object({ year: z.coerce.number().int().min(2000).max(2999) });

/** What an office's year may be searched by. */
export const registerSeriesAnswer = z.object({
  years: z.array(yearValue),
  kinds: z.array(kindValue),
  subjects: z.array(z.object({ code: z.string(), words: localizedTextValue })),
  officers: z.array(z.object({ id: idValue, name: personNameValue })),
  /** Whether the reader sees names, and may search them. */
  named: z.boolean(),
});
export type RegisterSeriesAnswer = z.infer<typeof registerSeriesAnswer>;

/** Everything that is given must hold. A POST, so that a name stands in no address. */
export const registerSearchBody = z.object({
  year: yearValue,
  number: z.int().positive().optional(),
  name: z.string().trim().max(120).optional(),
  kind: kindValue.optional(),
  subject: z.string().max(80).optional(),
  officerId: idValue.optional(),
  state: stateValue.optional(),
  from: dateValue.optional(),
  until: dateValue.optional(),
  before: z.int().positive().optional(),
});
export type RegisterSearchBody = z.infer<typeof registerSearchBody>;

const standingView = z
  .object({
    state: z.enum(['revoked', 'superseded']),
    reason: z.string(),
    since: instantValue,
    /** Number of the entry that took its place. */
    successor: z.string().nullable(),
  })
  .meta({ id: 'ActStanding' });

const applicantView = z.object({
  id: idValue,
  /** Null for a reader who may not see who it is. */
  name: personNameValue.nullable(),
  organisation: personNameValue.nullable(),
  mode: modeValue.nullable(),
  signed: z.boolean(),
});

const correctionPlace = z.object({
  id: idValue,
  field: fieldValue,
  applicantId: idValue.nullable(),
  reason: correctionReasonValue,
  /** Number of the entry that was corrected, and of the one that says so. */
  of: z.string(),
  entry: z.string(),
  proposedBy: personNameValue,
  approvedBy: personNameValue,
  at: instantValue,
});

const entryView = z
  .object({
    /** What the number was taken for: an act, or a correction. */
    id: idValue,
    number: z.string(),
    at: instantValue,
    state: stateValue,
    /** Why the number names no act. */
    reason: z.string().nullable(),
    kind: kindValue.nullable(),
    subject: localizedTextValue.nullable(),
    mode: modeValue.nullable(),
    /** Centimes. */
    fee: z.int().nullable(),
    exemplars: z.int().nullable(),
    pages: z.int().nullable(),
    officer: z.object({ name: personNameValue, capacity: localizedTextValue, delegation: z.string() }).nullable(),
    applicants: z.array(applicantView),
    corrections: z.array(correctionPlace),
    corrects: correctionPlace.nullable(),
    standing: standingView.nullable(),
  })
  .meta({ id: 'RegisterEntry' });
export type RegisterEntryView = z.infer<typeof entryView>;

export const registerPageAnswer = z.object({
  entries: z.array(entryView),
  /** Ask for entries before this number to go on; null at the end. */
  next: z.int().nullable(),
  named: z.boolean(),
});
export type RegisterPageAnswer = z.infer<typeof registerPageAnswer>;

const documentView = z.object({ type: z.string(), number: z.string() });

/** What stands in a field, or should: as text where it is nobody's language, else in each. */
const correctionValueView = z.union([
  z.object({ kind: z.literal('words'), words: localizedTextValue, code: z.string() }),
  z.object({ kind: z.literal('name'), name: personNameValue }),
  z.object({ kind: z.literal('document'), document: documentView }),
  z.object({ kind: z.literal('text'), text: z.string() }),
  z.object({ kind: z.literal('number'), number: z.int() }),
]);
export type CorrectionValueView = z.infer<typeof correctionValueView>;

/** One entry whole. Document, address and drawing are null where the reader may not see them, or the person was erased since. */
export const registerEntryAnswer = z.object({
  entry: entryView,
  named: z.boolean(),
  applicants: z.array(
    applicantView.extend({
      document: documentView.nullable(),
      address: z.string().nullable(),
      /** Where the signature that they drew can be had (SVG). */
      drawing: z.string().nullable(),
    }),
  ),
  changes: z.array(z.object({ id: idValue, old: correctionValueView.nullable(), new: correctionValueView.nullable() })),
  /** The natures that may stand as the subject. */
  subjects: z.array(z.object({ code: z.string(), words: localizedTextValue })),
});
export type RegisterEntryAnswer = z.infer<typeof registerEntryAnswer>;

/** What should stand there: one of these, as the field wants it. */
export const proposeCorrectionBody = z.object({
  entryId: idValue,
  field: fieldValue,
  applicantId: idValue.nullable(),
  reason: correctionReasonValue,
  value: z.union([
    z.object({ code: z.string().max(80), words: localizedTextValue }),
    personNameValue,
    z.object({ type: z.string().max(20), number: z.string().trim().max(40) }),
    z.int().positive(),
    z.string().trim().max(240),
  ]),
});
export type ProposeCorrectionBody = z.infer<typeof proposeCorrectionBody>;

const correctionView = z
  .object({
    id: idValue,
    /** The entry to correct, and the entry that says so once it was approved. */
    of: z.string(),
    entry: z.string().nullable(),
    field: fieldValue,
    reason: correctionReasonValue,
    state: z.enum(['proposed', 'approved', 'declined', 'withdrawn']),
    old: correctionValueView.nullable(),
    new: correctionValueView.nullable(),
    proposedBy: personNameValue,
    proposedAt: instantValue,
    decidedBy: personNameValue.nullable(),
    decidedAt: instantValue.nullable(),
    decidable: z.boolean(),
    own: z.boolean(),
  })
  .meta({ id: 'RegisterCorrection' });
export type CorrectionView = z.infer<typeof correctionView>;

export const correctionsAnswer = z.object({ corrections: z.array(correctionView) });
export const doneAnswer = z.object({ done: z.literal(true) });
export const proposedAnswer = z.object({ id: idValue });

export const dayQuery = z.object({ day: dateValue });

/** The extracts of an office's year, latest first. */
export const extractsAnswer = z.object({
  extracts: z.array(
    z.object({
      id: idValue,
      day: dateValue,
      entries: z.int(),
      /** False while the seal is held up. */
      sealed: z.boolean(),
      /** Whether the place outside the platform has it. */
      delivered: z.boolean(),
    }),
  ),
});
export type ExtractsAnswer = z.infer<typeof extractsAnswer>;
