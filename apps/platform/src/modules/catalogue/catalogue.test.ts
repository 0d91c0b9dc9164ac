import { describe, expect, test } from 'vitest';
import { createCatalogue, defineService, type ServiceDeclaration } from './index.ts';

const text = (word: string) => ({ ar: word, fr: word, zgh: word, en: word });

/** A service of no municipality: keeps the catalogue free of one service's words. */
const telescopes: ServiceDeclaration = {
  code: 'lending-telescopes',
  name: text('Telescopes'),
  natures: [{ code: 'small', label: text('Small'), rule: 'allow', basis: null, ruleVersion: '1', fee: 0 }],
  refusalReasons: [{ code: 'CLOUDS', label: text('Clouds') }],
  checks: [],
  checkOfPoorPages: { code: 'legible', label: text('Legible') },
  consent: { version: '1', text: text('I bring it back.') },
};

describe('a declared service', () => {
  test('is found by its code, with its natures', () => {
    const catalogue = createCatalogue([defineService(telescopes)]);
    expect(catalogue.findService('lending-telescopes')?.name.fr).toBe('Telescopes');
    expect(catalogue.findNature('lending-telescopes', 'small')?.fee).toBe(0);
    expect(catalogue.findNature('lending-telescopes', 'large')).toBeUndefined();
    expect(catalogue.findService('lending-maps')).toBeUndefined();
  });

  test('cannot use a code twice', () => {
    const twice = { ...telescopes, natures: [...telescopes.natures, ...telescopes.natures] };
    expect(() => defineService(twice)).toThrow(/twice/);
  });

  test('must give the basis of a rule that stops somebody', () => {
    const [small] = telescopes.natures;
    if (!small) throw new Error('the fixture has a nature');
    expect(() => defineService({ ...telescopes, natures: [{ ...small, rule: 'refuse' }] })).toThrow(/basis/);
  });
});
