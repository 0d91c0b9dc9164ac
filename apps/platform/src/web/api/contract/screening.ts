import { z } from 'zod';
import { dateValue, idValue, instantValue, localizedTextValue, personNameValue } from './values.ts';

const ruleValue = z.enum(['allow', 'warn', 'refuse']);
const texts = z.string().trim().max(2000).default('');

/** How a nature is judged, and since when. */
const rulingView = z.object({
  rule: ruleValue,
  /** Why, with the article: what the clerk and the citizen read. */
  basis: localizedTextValue.nullable(),
  illiterateObligation: ruleValue,
  /** Kept with every request judged by it: "2026-12" as declared, "c3" as the commune set it. */
  version: z.string(),
  validFrom: dateValue.nullable(),
  validUntil: dateValue.nullable(),
});
export type RulingView = z.infer<typeof rulingView>;

/** A rule that the commune set once; `state` is what it is today. */
const communalRuleView = rulingView.extend({
  id: idValue,
  /** Null: what the service declares counts again. */
  rule: ruleValue.nullable(),
  state: z.enum(['in-force', 'to-come', 'past', 'replaced']),
  setBy: personNameValue.nullable(),
  setAt: instantValue,
});
export type CommunalRuleView = z.infer<typeof communalRuleView>;

const screenedNatureView = z
  .object({
    code: z.string(),
    label: localizedTextValue,
    today: rulingView,
    declared: rulingView,
    /** What the commune set, the newest first. */
    rules: z.array(communalRuleView),
  })
  .meta({ id: 'ScreenedNature' });
export type ScreenedNatureView = z.infer<typeof screenedNatureView>;

const screenedReasonView = z
  .object({
    code: z.string(),
    label: localizedTextValue,
    /** The article that a refusal for this reason cites. */
    basis: localizedTextValue.nullable(),
    offered: z.boolean(),
    /** Who switched it last; null where nobody did. */
    setBy: personNameValue.nullable(),
    setAt: instantValue.nullable(),
  })
  .meta({ id: 'ScreenedReason' });
export type ScreenedReasonView = z.infer<typeof screenedReasonView>;

/** A language as papers are written in it, named in itself. */
const writtenLanguageView = z.object({ code: z.string(), name: z.string() });

const languagesReadView = z.object({ reads: z.array(z.string()), rule: z.enum(['warn', 'refuse']) });
export type LanguagesReadView = z.infer<typeof languagesReadView>;

/** Which languages are read somewhere: as it counts now, as it was set there, and what counts where nothing is. */
const languagePlaceView = z
  .object({
    /** Null: every office of the commune that has nothing of its own. */
    officeId: idValue.nullable(),
    /** Its code and name. */
    office: z.object({ code: z.string(), name: localizedTextValue }).nullable(),
    now: languagesReadView.extend({ version: z.string() }),
    /** Null: what stands above counts. */
    own: languagesReadView.nullable(),
    /** Who set it last; null where nobody did. */
    setBy: personNameValue.nullable(),
    setAt: instantValue.nullable(),
  })
  .meta({ id: 'LanguagePlace' });
export type LanguagePlaceView = z.infer<typeof languagePlaceView>;

/** What a commune allows, warns about and refuses, service by service. */
export const screeningAnswer = z
  .object({
    today: dateValue,
    longestBasis: z.int(),
    /** Languages that a paper may be found to be written in. */
    languages: z.array(writtenLanguageView),
    /** The commune first, then its offices. */
    languagePlaces: z.array(languagePlaceView),
    services: z.array(
      z.object({
        code: z.string(),
        name: localizedTextValue,
        natures: z.array(screenedNatureView),
        reasons: z.array(screenedReasonView),
      }),
    ),
  })
  .meta({ id: 'Screening' });
export type ScreeningAnswer = z.infer<typeof screeningAnswer>;

/** A rule for a nature from a day on. `rule` null: back to what the service declares. Arabic and French of the basis are needed. */
export const natureRuleBody = z.object({
  service: z.string().max(60),
  nature: z.string().max(60),
  rule: ruleValue.nullable(),
  basis: z.object({ ar: texts, fr: texts, zgh: texts, en: texts }).nullable(),
  illiterateObligation: ruleValue,
  validFrom: dateValue,
  validUntil: dateValue.nullable(),
});

/** A reason for refusing, taken out of the commune's catalogue or in again. */
export const reasonBody = z.object({ service: z.string().max(60), reason: z.string().max(60), offered: z.boolean() });

/** Which languages an office reads, or (null) every office without a rule of its own; null: what stands above counts again. */
export const languageRuleBody = z.object({
  officeId: idValue.nullable(),
  set: z.object({ reads: z.array(z.string().max(20)).min(1).max(20), rule: z.enum(['warn', 'refuse']) }).nullable(),
});
