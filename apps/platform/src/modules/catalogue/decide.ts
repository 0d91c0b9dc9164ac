import { type LocalizedText, languages, ok, type Result, refuse } from '../../kernel/index.ts';
import type { CommunalRule, DeclaredNature, Nature, NatureRule } from './model.ts';

/** What an administrator asks for. `rule` null: what the service declares counts again. Days are civil dates, both included. */
export interface RuleAsked {
  readonly service: string;
  readonly nature: string;
  readonly rule: NatureRule | null;
  /** Why, with the article: asked for exactly when the nature is warned about or refused. At least Arabic and French. */
  readonly basis: Partial<LocalizedText> | null;
  readonly illiterateObligation: NatureRule;
  readonly validFrom: string;
  readonly validUntil: string | null;
}

/** Longest legal basis, in characters of one language: it is printed on refusals. */
export const longestBasis = 900;

/**
 * Judges a rule before it is written. Refused: `catalogue.rule-dates` (ends before it begins, or begins before today: what was judged
 * yesterday stays judged), `.basis-missing`, `.basis-too-long` {most}.
 */
export function checkRule(
  { rule, basis, validFrom, validUntil }: RuleAsked,
  today: string,
): Result<LocalizedText | null> {
  if (validFrom < today || (validUntil !== null && validUntil < validFrom)) return refuse('catalogue.rule-dates');
  if (rule === null || rule === 'allow') return ok(null);
  const { ar = '', fr = '', zgh = '', en = '' } = basis ?? {};
  const written = { ar: ar.trim(), fr: fr.trim(), zgh: zgh.trim(), en: en.trim() };
  if (written.ar === '' || written.fr === '') return refuse('catalogue.basis-missing');
  if (languages.some(language => written[language].length > longestBasis))
    return refuse('catalogue.basis-too-long', { most: longestBasis });
  // Whoever reads the other two languages must read something: Arabic beside Tamazight, French beside English, as in the counter.
  return ok({ ...written, zgh: written.zgh || written.ar, en: written.en || written.fr });
}

/** Whether a rule holds on a day. */
export function holdsOn(rule: Pick<CommunalRule, 'validFrom' | 'validUntil'>, day: string): boolean {
  return rule.validFrom <= day && (rule.validUntil === null || day <= rule.validUntil);
}

/** A nature as it is judged: by what the commune set, the newest in force, else as declared. `rules` come newest first. */
export function ruleOn(declared: DeclaredNature, rules: readonly CommunalRule[], day: string): Nature {
  const whole: Nature = {
    ...declared,
    attributes: declared.attributes ?? { illiterateObligation: 'allow' },
    validFrom: declared.validFrom ?? null,
    validUntil: declared.validUntil ?? null,
  };
  const set = rules.find(rule => rule.nature === declared.code && holdsOn(rule, day));
  if (!set || set.rule === null) return whole;
  const { rule, basis, attributes, version, validFrom, validUntil } = set;
  return {
    ...whole,
    rule,
    basis,
    attributes: attributes ?? whole.attributes,
    ruleVersion: `c${version}`,
    validFrom,
    validUntil,
  };
}
