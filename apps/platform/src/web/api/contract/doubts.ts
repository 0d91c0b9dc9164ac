import { z } from 'zod';
import { idValue, instantValue, personNameValue } from './values.ts';

/** A part of a page: millimetres from its upper left corner as displayed. */
const doubtPlaceValue = z
  .object({
    xMm: z.number().min(0).max(2000),
    yMm: z.number().min(0).max(2000),
    widthMm: z.number().positive().max(2000),
    heightMm: z.number().positive().max(2000),
  })
  .meta({ id: 'DoubtPlace' });
export type DoubtPlaceValue = z.infer<typeof doubtPlaceValue>;

const doubtView = z
  .object({
    id: idValue,
    /** Page of the paper as it stands, from 0; null when the page was taken out since. */
    page: z.int().nullable(),
    /** Whether the page is another picture than the one that was marked: turned, cut or scanned again since. */
    changed: z.boolean(),
    /** Null: the whole page. */
    place: doubtPlaceValue.nullable(),
    reason: z.string(),
    /** For the staff's eyes alone. */
    words: z.string().nullable(),
    /** It had words, which went with the applicant, who was erased. */
    erased: z.boolean(),
    /** Null for somebody who is not the commune's any more. */
    markedBy: personNameValue.nullable(),
    markedAt: instantValue,
    end: z
      .object({ how: z.enum(['withdrawn', 'settled']), by: personNameValue.nullable(), at: instantValue })
      .nullable(),
    mayWithdraw: z.boolean(),
  })
  .meta({ id: 'Doubt' });
export type DoubtView = z.infer<typeof doubtView>;

/** The marks of a request, and what the reader may do now. */
export const doubtsAnswer = z
  .object({ doubts: z.array(doubtView), mayMark: z.boolean(), maySettle: z.boolean() })
  .meta({ id: 'Doubts' });
export type DoubtsAnswer = z.infer<typeof doubtsAnswer>;

export const markDoubtBody = z.object({
  pageId: idValue,
  place: doubtPlaceValue.nullable(),
  reason: z.string().max(40),
  words: z.string().trim().max(500).default(''),
});
export type MarkDoubtBody = z.input<typeof markDoubtBody>;
