import { z } from 'zod';
import { actKindValue, idValue, instantValue, personNameValue } from './values.ts';

/** A recorded act, and the papers that can be printed from it. */
export const actView = z
  .object({
    id: idValue,
    requestId: idValue,
    kind: actKindValue,
    number: z.string(),
    /** Ungrouped: show it in fours. */
    code: z.string(),
    /** The short address without the key, for reading aloud. */
    verifyAddress: z.string(),
    sealedAt: instantValue,
    signatories: z.array(personNameValue),
    exemplars: z.int(),
    /** Addresses of PDFs. `label` and `overprint` take `?exemplar=k`. */
    sealed: z.string(),
    label: z.string(),
    overprint: z.string(),
  })
  .meta({ id: 'Act' });
export type ActView = z.infer<typeof actView>;
