import { z } from 'zod';

/** How often, how long and by what rule the holder of an Original is issued copies. */
export interface CopiesConfig {
  readonly terms: {
    readonly usualCopies: number;
    readonly usualMonths: number;
    readonly mostCopies: number;
    readonly mostMonths: number;
  };
  readonly afterDelegation: 'stop' | 'go-on';
  readonly scanAheadDays: number;
}

const copies = z.coerce.number().int().min(1).max(10_000);
const months = z.coerce.number().int().min(1).max(120);

/** The settings, to be taken into the schema of all. */
export const copiesSettings = {
  /** Copies that an officer authorises with a certification unless they say otherwise, and the most that they may. */
  REISSUE_COPIES: copies.default(20),
  REISSUE_COPIES_MOST: copies.default(100),
  /** Months that such an authorisation holds unless the officer says otherwise, and the most; never longer than the original itself. */
  REISSUE_MONTHS: months.default(12),
  REISSUE_MONTHS_MOST: months.default(36),
  /** Whether copies stop when the delegation of the officer who certified ends, or go on; one that is taken back stops them always. */
  REISSUE_AFTER_DELEGATION: z.enum(['stop', 'go-on']).default('stop'),
  /** Days that a paper scanned at home waits for the visit before it is dropped. */
  SCAN_AHEAD_DAYS: z.coerce.number().int().min(1).max(90).default(14),
};

/** Reads them together. Throws an Error when what is usual is beyond the most. */
export function readCopies(values: z.infer<z.ZodObject<typeof copiesSettings>>): CopiesConfig {
  const { REISSUE_COPIES: usualCopies, REISSUE_COPIES_MOST: mostCopies } = values;
  const { REISSUE_MONTHS: usualMonths, REISSUE_MONTHS_MOST: mostMonths } = values;
  if (usualCopies > mostCopies) throw new Error('REISSUE_COPIES must not be above REISSUE_COPIES_MOST.');
  if (usualMonths > mostMonths) throw new Error('REISSUE_MONTHS must not be above REISSUE_MONTHS_MOST.');
  return {
    terms: { usualCopies, usualMonths, mostCopies, mostMonths },
    afterDelegation: values.REISSUE_AFTER_DELEGATION,
    scanAheadDays: values.SCAN_AHEAD_DAYS,
  };
}
