import { expect, test } from 'vitest';
import { testClerk, testPerson } from '../../../test/identity.ts';
import { assuranceLevels, type CommuneId, newId, type PersonId, reaches } from '../../kernel/index.ts';
import { createServiceLevels } from './levels.ts';

const now = new Date();
const person = (level: (typeof assuranceLevels)[number]) => testPerson(newId<PersonId>(now), level);

test('a service opens to sessions of its level and above, as the configuration says', () => {
  for (const needed of assuranceLevels) {
    const levels = createServiceLevels({ share: needed });
    expect(levels.needed('share')).toBe(needed);
    for (const level of assuranceLevels) {
      const answer = levels.open(person(level), 'share');
      if (reaches(level, needed)) expect(answer).toEqual({ ok: true, value: null });
      else expect(answer).toMatchObject({ refusal: { code: 'identity.level-too-low', params: { needed } } });
    }
  }
});

test('what is not configured keeps its usual level', () => {
  const levels = createServiceLevels({ vault: 'high' });
  expect(levels.needed('vault')).toBe('high');
  expect(levels.needed('rights')).toBe('low');
  expect(levels.needed('key-data')).toBe('high');
});

test('nobody but a person has a level', () => {
  const levels = createServiceLevels({});
  for (const actor of [testClerk(newId<CommuneId>(now)), { kind: 'anonymous' as const }])
    expect(levels.open(actor, 'vault')).toMatchObject({ refusal: { code: 'identity.not-allowed' } });
});

test('a service that there is not stops the start, by its name', () => {
  expect(() => createServiceLevels({ vualt: 'high' })).toThrow(/vualt/);
});
