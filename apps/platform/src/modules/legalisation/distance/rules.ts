import type { ArrondissementId } from '../../../kernel/index.ts';
import type { Office } from '../../organisation/index.ts';
import type { DistanceRule, OfficeRule } from './model.ts';

/**
 * The decision about a nature of act that counts on a day (a civil date): of those in force the one taken last. Undefined where the commune
 * has decided nothing, which is no.
 */
export function ruleInForce(rules: readonly DistanceRule[], nature: string, day: string): DistanceRule | undefined {
  return rules
    .filter(rule => rule.nature === nature && rule.validFrom <= day && (rule.validUntil ?? day) >= day)
    .toSorted((a, b) => a.decidedAt.getTime() - b.decidedAt.getTime() || (a.id < b.id ? -1 : 1))
    .at(-1);
}

/**
 * The offices among which a person may choose under a rule: all, the one that is fixed, or the seat of each arrondissement, of which theirs
 * is asked (the commune's own seat where it has no arrondissements). None where the fixed office has closed.
 */
export function competentOffices(rule: OfficeRule, offices: readonly Office[]): readonly Office[] {
  switch (rule.kind) {
    case 'chosen':
      return offices;
    case 'fixed':
      return offices.filter(({ id }) => id === rule.officeId);
    case 'address':
      return seatsOf(offices);
  }
}

/** One office for each arrondissement: its seat, else the first that opened. */
function seatsOf(offices: readonly Office[]): readonly Office[] {
  const seats = new Map<ArrondissementId | null, Office>();
  for (const office of offices.toSorted((a, b) => (a.code < b.code ? -1 : 1))) {
    const known = seats.get(office.arrondissementId);
    if (!known || (known.kind !== 'seat' && office.kind === 'seat')) seats.set(office.arrondissementId, office);
  }
  return [...seats.values()];
}
