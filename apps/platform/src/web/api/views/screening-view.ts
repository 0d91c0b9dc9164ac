import { civilDate, type PersonName, type StaffId } from '../../../kernel/index.ts';
import {
  type CommunalLanguages,
  type CommunalRule,
  languagesAt,
  longestBasis,
  type Nature,
  type ServiceRules,
} from '../../../modules/catalogue/index.ts';
import { writtenLanguageNames, writtenLanguages } from '../../../modules/documents/index.ts';
import type { Office } from '../../../modules/organisation/index.ts';
import type { CommunalRuleView, LanguagePlaceView, RulingView, ScreeningAnswer } from '../contract/index.ts';

/** Rules of one service with what they name people by. */
export interface ScreenedService extends ServiceRules {
  readonly code: string;
  readonly name: ScreeningAnswer['services'][number]['name'];
}

/** What an administrator sees of every service, on a day. */
export function viewScreening(
  services: readonly ScreenedService[],
  {
    names,
    now,
    offices,
    languages,
  }: {
    readonly names: ReadonlyMap<StaffId, PersonName>;
    readonly now: Date;
    readonly offices: readonly Office[];
    readonly languages: readonly CommunalLanguages[];
  },
): ScreeningAnswer {
  const today = civilDate(now);
  const named = (id: StaffId | undefined): PersonName | null => (id && names.get(id)) ?? null;
  return {
    today,
    longestBasis,
    languages: writtenLanguages.map(code => ({ code, name: writtenLanguageNames[code] })),
    languagePlaces: [null, ...offices].map(office => viewLanguages(languages, office, named)),
    services: services.map(({ code, name, natures, declared, rules, reasons, switches }) => ({
      code,
      name,
      natures: natures.map((nature, index) => {
        const own = rules.filter(rule => rule.nature === nature.code);
        const asDeclared = declared[index] ?? nature;
        return {
          code: nature.code,
          label: nature.label,
          today: viewRuling(nature),
          declared: viewRuling(asDeclared),
          rules: own.map(rule => viewRule(rule, { own, asDeclared, today, setBy: named(rule.setBy) })),
        };
      }),
      reasons: reasons.map(reason => {
        const last = switches.find(each => each.reason === reason.code);
        const { code: of, label, basis = null, offered } = reason;
        const setAt = last?.setAt.toISOString() ?? null;
        return { code: of, label, basis, offered, setBy: named(last?.setBy), setAt };
      }),
    })),
  };
}

function viewLanguages(
  rules: readonly CommunalLanguages[],
  office: Office | null,
  named: (id: StaffId | undefined) => PersonName | null,
): LanguagePlaceView {
  const officeId = office?.id ?? null;
  const last = rules.find(rule => rule.officeId === officeId);
  const { reads, rule, version } = languagesAt(rules, officeId);
  return {
    officeId,
    office: office && { code: office.code, name: office.name },
    now: { reads: [...reads], rule, version },
    own: last?.set ? { reads: [...last.set.reads], rule: last.set.rule } : null,
    setBy: named(last?.setBy),
    setAt: last?.setAt.toISOString() ?? null,
  };
}

function viewRuling({ rule, basis, attributes, ruleVersion, validFrom, validUntil }: Nature): RulingView {
  const { illiterateObligation } = attributes;
  return { rule, basis, illiterateObligation, version: ruleVersion, validFrom, validUntil };
}

function viewRule(
  rule: CommunalRule,
  around: {
    readonly own: readonly CommunalRule[];
    readonly asDeclared: Nature;
    readonly today: string;
    readonly setBy: PersonName | null;
  },
): CommunalRuleView {
  const { attributes, basis, validFrom, validUntil } = rule;
  return {
    id: rule.id,
    rule: rule.rule,
    basis,
    illiterateObligation: (attributes ?? around.asDeclared.attributes).illiterateObligation,
    version: `c${rule.version}`,
    validFrom,
    validUntil,
    state: stateOf(rule, around.own, around.today),
    setBy: around.setBy,
    setAt: rule.setAt.toISOString(),
  };
}

/** Whether a rule counts today. One is replaced when a newer rule covers every day that it still had. */
function stateOf(rule: CommunalRule, own: readonly CommunalRule[], today: string): CommunalRuleView['state'] {
  const { version, validFrom, validUntil } = rule;
  if (validUntil !== null && validUntil < today) return 'past';
  const from = validFrom < today ? today : validFrom;
  const covers = (newer: CommunalRule): boolean =>
    newer.version > version &&
    newer.validFrom <= from &&
    (newer.validUntil === null || (validUntil !== null && validUntil <= newer.validUntil));
  if (own.some(covers)) return 'replaced';
  return validFrom > today ? 'to-come' : 'in-force';
}
