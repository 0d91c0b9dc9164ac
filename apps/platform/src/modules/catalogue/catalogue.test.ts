import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lendingTelescopes as telescopes } from '../../../test/lending-telescopes.ts';
import { newId } from '../../kernel/index.ts';
import { holdsOn, ruleOn } from './decide.ts';
import { createCatalogue, defineService, natureRules } from './index.ts';
import type { CommunalRule } from './model.ts';

const [small] = telescopes.natures;
if (!small) throw new Error('the fixture has a nature');

describe('a declared service', () => {
  test('is found by its code', () => {
    const catalogue = createCatalogue([telescopes]);
    expect(catalogue.findService('lending-telescopes')?.name.fr).toBe('Telescopes');
    expect(catalogue.findService('lending-maps')).toBeUndefined();
  });

  test('cannot use a code twice', () => {
    const twice = { ...telescopes, natures: [...telescopes.natures, ...telescopes.natures] };
    expect(() => defineService(twice)).toThrow(/twice/);
  });

  test('must give the basis of a rule that stops somebody', () => {
    expect(() => defineService({ ...telescopes, natures: [{ ...small, rule: 'refuse' }] })).toThrow(/basis/);
  });
});

describe('the rule of a day', () => {
  const now = new Date('2026-11-10T10:00:00Z');
  const text = { ar: 'ل', fr: 'l', zgh: 'l', en: 'l' };
  const day = fc.integer({ min: 1, max: 28 }).map(date => `2026-11-${String(date).padStart(2, '0')}`);
  const communal = fc
    .record({ rule: fc.constantFrom(...natureRules, null), from: day, until: fc.option(day) })
    .map(({ rule, from, until }) => ({
      rule,
      validFrom: from,
      validUntil: until !== null && until < from ? from : until,
    }));

  test('is the newest that the commune set and that holds on it, else the declaration', () => {
    fc.assert(
      fc.property(fc.array(communal, { maxLength: 6 }), day, (set, asked) => {
        const rules = set.map(
          (each, index): CommunalRule => ({
            ...each,
            communeId: newId(now),
            id: newId(now),
            service: telescopes.code,
            nature: small.code,
            version: index + 1,
            basis: each.rule === 'allow' || each.rule === null ? null : text,
            attributes: null,
            setBy: newId(now),
            setAt: now,
          }),
        );
        const newest = rules.filter(rule => holdsOn(rule, asked)).at(-1);
        const ruled = ruleOn(small, rules.toReversed(), asked);
        expect(ruled.rule).toBe(newest?.rule ?? small.rule);
        expect(ruled.ruleVersion).toBe(newest?.rule ? `c${newest.version}` : small.ruleVersion);
        // Whatever stops somebody says why.
        expect(ruled.rule === 'allow' || ruled.basis !== null).toBe(true);
      }),
    );
  });
});
