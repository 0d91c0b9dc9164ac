import { describe, expect, test } from 'vitest';
import { centimesOf, emptyMandate, mandateBody } from './mandate-fields.ts';

describe('a mandate as it is typed', () => {
  test('is for everything and without end unless told otherwise', () => {
    const body = mandateBody({ ...emptyMandate('2026-11-28'), reference: 'Statuts' }, 'person');
    expect(body).toMatchObject({ natures: 'all', most: null, endsOn: null, group: null, delegable: 0 });
    expect(body).not.toHaveProperty('roleWords');
  });

  test('says its group, its natures and its most', () => {
    const form = {
      ...emptyMandate('2026-11-28'),
      allNatures: false,
      natures: ['lease'],
      most: '10 000,50',
      joint: true,
    };
    const body = mandateBody({ ...form, groupName: 'Cogérance', groupNeeded: '3' }, 'person');
    expect(body).toMatchObject({ natures: ['lease'], most: 1_000_050, group: { name: 'Cogérance', needed: 3 } });
  });

  test('reads dirhams with a comma or a point', () => {
    expect(['', '2,5', '2.5', '1 000', 'x'].map(centimesOf)).toEqual([null, 250, 250, 100_000, 0]);
  });
});
