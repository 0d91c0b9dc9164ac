import { z } from 'zod';
import { personCard } from './people.ts';
import { dateValue, identityDocumentTypeValue, idValue, instantValue, personNameValue } from './values.ts';

/** What speaks for two files being one person's. */
const findingValue = z.enum([
  'same-number',
  'same-name-arabic',
  'same-name-latin',
  'near-name',
  'same-birth-date',
  'same-contact',
]);

const reasonValue = z.enum(['enrolled-twice', 'name-misspelt', 'other-document', 'number-changed']);

const stateValue = z.enum(['proposed', 'approved', 'done', 'refused', 'withdrawn', 'objected', 'reversed']);

/**
 * Who else known in the commune may be this person, best first; and the types of documents of the same number whose holders the commune
 * has not served: they are named only after a search by that document, with a reason.
 */
export const duplicatesAnswer = z.object({
  candidates: z.array(
    z.object({
      id: idValue,
      name: personNameValue,
      birthDate: dateValue.nullable(),
      findings: z.array(findingValue),
      score: z.int().min(0).max(100),
    }),
  ),
  elsewhere: z.array(identityDocumentTypeValue),
});

/** Documents of both lie on the counter: their ids say which. The survivor's must be valid. */
export const proposeMergeBody = z.object({
  survivorId: idValue,
  mergedId: idValue,
  survivorDocument: idValue,
  mergedDocument: idValue,
  reason: reasonValue,
});
export type ProposeMergeBody = z.infer<typeof proposeMergeBody>;

const mergeView = z
  .object({
    id: idValue,
    state: stateValue,
    survivorName: personNameValue.nullable(),
    mergedName: personNameValue.nullable(),
    findings: z.array(findingValue),
    reason: reasonValue,
    survivorDocument: idValue,
    mergedDocument: idValue,
    proposedBy: personNameValue,
    /** Whether the reader proposed it: then somebody else decides. */
    own: z.boolean(),
    proposedAt: instantValue,
    /** When it will be done, unless a holder objects; null until it is approved. */
    dueAt: instantValue.nullable(),
    executedAt: instantValue.nullable(),
  })
  .meta({ id: 'Merge' });
export type MergeView = z.infer<typeof mergeView>;

export const mergesAnswer = z.object({ merges: z.array(mergeView) });

/** Both files, to be compared; `merged` is null once it was closed. Both persons see that they were compared. */
export const mergeExamined = z.object({ merge: mergeView, survivor: personCard, merged: personCard.nullable() });
export type MergeExaminedView = z.infer<typeof mergeExamined>;

export const mergeStateAnswer = z.object({ state: stateValue });
export const mergeProposedAnswer = z.object({ id: idValue });
