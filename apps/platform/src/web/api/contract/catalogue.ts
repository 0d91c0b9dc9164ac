import { z } from 'zod';
import { localizedTextValue, stampLanguagesValue } from './values.ts';

/** What the law lets an officer do with a nature of act. */
const natureView = z
  .object({
    code: z.string(),
    label: localizedTextValue,
    /** `warn`: the clerk reads `basis` and goes on; `refuse`: the request can only be refused. */
    rule: z.enum(['allow', 'warn', 'refuse']),
    basis: localizedTextValue.nullable(),
    /** Version of the rule, kept with the request. */
    ruleVersion: z.string(),
    /** When somebody who cannot read would bind themselves by it (Code of Obligations and Contracts, art. 427). */
    illiterateObligation: z.enum(['allow', 'warn', 'refuse']),
    /** Centimes of dirham: 200 is 2,00 DH. */
    fee: z.int().nonnegative(),
  })
  .meta({ id: 'Nature' });
export type NatureView = z.infer<typeof natureView>;

/** A reason for which an officer may refuse, with the sentence that the applicant will read. */
const refusalReasonView = z.object({ code: z.string(), label: localizedTextValue }).meta({ id: 'RefusalReason' });
export type RefusalReasonView = z.infer<typeof refusalReasonView>;

/** A reason for doubting a paper, and the reason for which a request is usually refused over it. */
const doubtReasonView = z
  .object({ code: z.string(), label: localizedTextValue, refusalReason: z.string() })
  .meta({ id: 'DoubtReason' });

/** The sentence that a signatory accepts; a consent names the version that was shown. */
const consentSentenceView = z.object({ version: z.string(), text: localizedTextValue }).meta({ id: 'ConsentSentence' });
export type ConsentSentenceView = z.infer<typeof consentSentenceView>;

/** A check that a clerk or officer makes by eye. */
const manualCheckView = z
  .object({
    code: z.string(),
    label: localizedTextValue,
    /** `poor-pages`: only where a page's verdict says `stop`. */
    when: z.enum(['always', 'poor-pages']),
  })
  .meta({ id: 'ManualCheck' });
export type ManualCheckView = z.infer<typeof manualCheckView>;

/** Everything that the counter's forms offer. Safe to keep for the day. */
export const catalogueView = z
  .object({
    natures: z.array(natureView),
    stampLanguages: z.array(z.object({ code: stampLanguagesValue, label: localizedTextValue })),
    refusalReasons: z.array(refusalReasonView),
    doubtReasons: z.array(doubtReasonView),
    checks: z.array(manualCheckView),
    consent: consentSentenceView,
    /** Versions of what clerks attest and witnesses say when a signature is not given in presence. */
    recognition: z.object({
      comparison: z.string(),
      readAloud: z.string(),
      warning: z.string(),
      witness: z.string(),
    }),
    /** The same for certified copies: kinds of originals, reasons and checks. */
    copies: z.object({
      natures: z.array(natureView),
      refusalReasons: z.array(refusalReasonView),
      doubtReasons: z.array(doubtReasonView),
      checks: z.array(manualCheckView),
      /** What a holder says when they sign for the register. */
      consent: consentSentenceView,
    }),
    /** Limits to say before an upload fails. */
    limits: z.object({ fileBytes: z.int(), pages: z.int(), exemplars: z.int(), signatureMillimetres: z.number() }),
  })
  .meta({ id: 'Catalogue' });
export type CatalogueView = z.infer<typeof catalogueView>;
