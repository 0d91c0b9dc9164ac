import { expect, test } from 'vitest';
import { countSet, noFilters, queryOf } from './filters.ts';

test('only what is set is asked about', () => {
  expect(queryOf(noFilters, 'office')).toEqual({ state: 'queued', office: 'office' });
  const set = { ...noFilters, everyOffice: true, kind: 'signature-legalisation/lease', days: '3', late: true } as const;
  expect(queryOf(set, 'office')).toEqual({
    state: 'queued',
    service: 'signature-legalisation',
    nature: 'lease',
    days: 3,
    late: 'true',
  });
  expect(countSet(set)).toBe(3);
});
