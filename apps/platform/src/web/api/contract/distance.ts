import { z } from 'zod';
import { stampPlaceValue } from './requests.ts';
import {
  dateValue,
  idValue,
  instantValue,
  localizedTextValue,
  personNameValue,
  stampLanguagesValue,
  versionValue,
} from './values.ts';

/** What a clerk says of a request that came from afar. */
export const officeChecksBody = z
  .object({
    version: versionValue,
    /** Codes of the manual checks (catalogue) that were made. */
    checks: z.array(z.string().max(60)).max(20),
    /** Absent or null: as proposed. */
    stampLanguages: stampLanguagesValue.nullable().optional(),
    stampPlace: stampPlaceValue.nullable().optional(),
  })
  .meta({ id: 'OfficeChecks' });

const officeRuleValue = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('chosen') }),
  z.object({ kind: z.literal('address') }),
  z.object({ kind: z.literal('fixed'), officeId: idValue }),
]);

const basisValue = z.object({ arabic: z.string().max(500), french: z.string().max(500) });

/** One decision of the commune about a nature of act at a distance. */
const distanceRuleView = z
  .object({
    id: idValue,
    enabled: z.boolean(),
    basis: basisValue.nullable(),
    validFrom: dateValue,
    validUntil: dateValue.nullable(),
    office: officeRuleValue,
    decidedBy: personNameValue.nullable(),
    decidedAt: instantValue,
  })
  .meta({ id: 'DistanceRule' });
export type DistanceRuleView = z.infer<typeof distanceRuleView>;

const distanceNatureView = z.object({
  code: z.string(),
  label: localizedTextValue,
  /** Whether the law or the commune lets no office certify it. */
  refused: z.boolean(),
  /** The decision that counts today; null where nothing was decided, which is no. */
  today: distanceRuleView.nullable(),
  /** Every decision, the newest first. */
  rules: z.array(distanceRuleView),
});
export type DistanceNatureView = z.infer<typeof distanceNatureView>;

export const distanceAnswer = z.object({
  natures: z.array(distanceNatureView),
  offices: z.array(z.object({ id: idValue, code: z.string(), name: localizedTextValue })),
});
export type DistanceAnswer = z.infer<typeof distanceAnswer>;

export const distanceRuleBody = z
  .object({
    nature: z.string().max(60),
    enabled: z.boolean(),
    basis: basisValue.nullable(),
    validFrom: dateValue,
    validUntil: dateValue.nullable(),
    office: officeRuleValue,
  })
  .meta({ id: 'DistanceDecision' });
export type DistanceRuleBody = z.input<typeof distanceRuleBody>;
