import { describe, expect, test } from 'vitest';
import { lendingTelescopes as telescopes } from '../../../test/lending-telescopes.ts';
import { createCatalogue, defineService } from './index.ts';

describe('a declared service', () => {
  test('is found by its code, with its natures', () => {
    const catalogue = createCatalogue([telescopes]);
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
