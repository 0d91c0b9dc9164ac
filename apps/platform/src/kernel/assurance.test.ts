import { expect, test } from 'vitest';
import { assuranceLevels, reaches } from './index.ts';

test('a level reaches itself and whatever is below it, and nothing above', () => {
  for (const [height, level] of assuranceLevels.entries()) {
    expect(assuranceLevels.filter(needed => reaches(level, needed))).toEqual(assuranceLevels.slice(0, height + 1));
  }
});
