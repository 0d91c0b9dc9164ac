import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ArrondissementId, type CommuneId, newId, type OfficeId } from '../../../kernel/index.ts';
import type { Office } from '../../organisation/index.ts';
import type { DistanceRule, DistanceRuleId } from './model.ts';
import { competentOffices, ruleInForce } from './rules.ts';

const now = new Date('2026-11-28T10:00:00Z');
const text = { ar: '', fr: '', zgh: '', en: '' };
const communeId = newId<CommuneId>(now);

function rule(changes: Partial<DistanceRule> = {}): DistanceRule {
  return {
    id: newId<DistanceRuleId>(now),
    nature: 'lease',
    enabled: true,
    basis: { arabic: 'قرار', french: 'Arrêté' },
    validFrom: '2026-01-01',
    validUntil: null,
    office: { kind: 'chosen' },
    decidedBy: null,
    decidedAt: new Date('2026-01-01T00:00:00Z'),
    ...changes,
  };
}

function office(code: string, kind: Office['kind'], arrondissementId: ArrondissementId | null): Office {
  const id = newId<OfficeId>(now);
  return {
    communeId,
    id,
    arrondissementId,
    code,
    name: text,
    address: text,
    kind,
    organised: 'one-person',
    openedOn: '2026-01-01',
  };
}

describe('the decision that counts', () => {
  test('is the last one taken, among those in force on the day, first and last day included', () => {
    const days = ['2026-03-01', '2026-03-02', '2026-03-03', '2026-03-04'] as const;
    const decisions = fc.array(
      fc.record({
        validFrom: fc.constantFrom(...days),
        validUntil: fc.constantFrom(...days, null),
        enabled: fc.boolean(),
        decidedAt: fc.integer({ min: 0, max: 5 }).map(each => new Date(each * 1000)),
        nature: fc.constantFrom('lease', 'power'),
      }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(decisions, fc.constantFrom(...days), (given, day) => {
        const rules = given.map(each => rule(each));
        const found = ruleInForce(rules, 'lease', day);
        const inForce = rules.filter(
          each =>
            each.nature === 'lease' && each.validFrom <= day && (each.validUntil === null || day <= each.validUntil),
        );
        expect(found === undefined).toBe(inForce.length === 0);
        for (const each of inForce)
          expect(each.decidedAt.getTime()).toBeLessThanOrEqual(found?.decidedAt.getTime() ?? 0);
      }),
    );
  });

  test('switches off what an earlier one had switched on', () => {
    const off = rule({ enabled: false, decidedAt: new Date('2026-06-01T00:00:00Z'), validFrom: '2026-06-01' });
    expect(ruleInForce([off, rule()], 'lease', '2026-05-31')?.enabled).toBe(true);
    expect(ruleInForce([off, rule()], 'lease', '2026-06-01')?.enabled).toBe(false);
  });
});

describe('the competent office', () => {
  const [north, south] = [newId<ArrondissementId>(now), newId<ArrondissementId>(now)];
  const offices = [office('NOR02', 'annex', north), office('NOR01', 'seat', north), office('SOU01', 'annex', south)];

  test('is any, one fixed, or one for each arrondissement: its seat', () => {
    expect(competentOffices({ kind: 'chosen' }, offices)).toEqual(offices);
    expect(competentOffices({ kind: 'address' }, offices).map(({ code }) => code)).toEqual(['NOR01', 'SOU01']);
    const [first] = offices;
    expect(first && competentOffices({ kind: 'fixed', officeId: first.id }, offices)).toEqual([first]);
  });

  test('is none where the fixed one has closed', () => {
    expect(competentOffices({ kind: 'fixed', officeId: newId<OfficeId>(now) }, offices)).toEqual([]);
  });
});
