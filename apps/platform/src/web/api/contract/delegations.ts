import { z } from 'zod';
import { dateValue, idValue, instantValue, localizedTextValue, personNameValue } from './values.ts';
import { drawnFields } from './drawn.ts';

const nature = z.enum(['legalisation', 'certification']);

/** What an officer signs with and is about to lose, and that nothing follows. */
export const endingView = z
  .object({
    kind: z.enum(['delegation', 'credential']),
    name: personNameValue,
    /** The order's reference; null for a certificate. */
    reference: z.string().nullable(),
    endsAt: instantValue,
    /** Days left. */
    days: z.int(),
  })
  .meta({ id: 'EndingStatement' });
export type EndingView = z.infer<typeof endingView>;

/** Who may sign at an office, and the days on which it is open and nobody can. */
const coverageView = z
  .object({
    id: idValue,
    code: z.string(),
    name: localizedTextValue,
    signers: z.array(
      z.object({
        name: personNameValue,
        natures: z.array(nature),
        reference: z.string(),
        until: instantValue,
        /** Away today. */
        away: z.boolean(),
      }),
    ),
    gaps: z.array(z.object({ nature, firstOn: dateValue, lastOn: dateValue })),
  })
  .meta({ id: 'OfficeCoverage' });
export type CoverageView = z.infer<typeof coverageView>;

export const delegationsAnswer = z
  .object({
    /** How many offices one delegate may hold; null where nobody said. `most` null: no limit. */
    cap: z.object({ most: z.int().nullable(), setBy: personNameValue.nullable(), setAt: instantValue }).nullable(),
    ending: z.array(endingView),
    /** Days looked ahead. */
    days: z.int(),
    offices: z.array(coverageView),
    /** Delegations whose delegate has drawn their signature and initials. */
    specimens: z.array(idValue),
  })
  .meta({ id: 'Delegations' });
export type DelegationsAnswer = z.infer<typeof delegationsAnswer>;

export const capBody = z.object({ most: z.int().min(1).max(200).nullable() });

/** What a delegate drew, in the presence of an administrator. */
export const specimenBody = z.object({ signature: z.object(drawnFields), initials: z.object(drawnFields) });
