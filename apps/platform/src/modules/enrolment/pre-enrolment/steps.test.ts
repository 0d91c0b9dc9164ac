import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newId } from '../../../kernel/index.ts';
import type { ContactCodeId } from '../../identity/index.ts';
import { abilities, type Facts } from './model.ts';
import { currentNotice } from './notice.ts';
import { firstMissing, isAnswered, type Progress, stepAfter, stepBefore, steps, stepsOf } from './steps.ts';

const today = '2026-11-28';
const name = { arabic: 'أمينة', latin: 'Amina' };
const document = { type: 'cnie', number: 'B1', issuer: 'MA', expiresOn: '2030-01-31' } as const;

const waiting = { email: { value: 'a@example.ma', codeId: newId<ContactCodeId>(new Date()) } };

const progress: fc.Arbitrary<Progress> = fc
  .record(
    {
      name: fc.constant(name),
      documentType: fc.constant('cnie' as const),
      document: fc.constantFrom(document, { ...document, expiresOn: '2026-11-27' }),
      birthDate: fc.constantFrom('1990-05-17', '2010-02-01'),
      birthPlace: fc.constant('Fès'),
      guardian: fc.constant({ name, document }),
      address: fc.constant('Fès'),
      unconfirmed: fc.constantFrom<NonNullable<Facts['unconfirmed']>[]>({}, waiting),
      contactsAsked: fc.constant(true),
      ability: fc.constantFrom(...abilities),
      signature: fc.constantFrom('drawn' as const, 'at-office' as const),
    },
    { requiredKeys: [] },
  )
  .chain(facts =>
    fc
      .constantFrom(null, { noticeVersion: currentNotice, at: new Date() }, { noticeVersion: 'older', at: new Date() })
      .map(consent => ({ facts: { ...facts, language: 'ar' as const }, consent, today })),
  );

describe('the questions of a draft', () => {
  test('are asked in order, forwards and backwards alike', () => {
    fc.assert(
      fc.property(progress, each => {
        const asked = stepsOf(each);
        for (const [index, step] of asked.entries()) {
          expect(stepAfter(step, each)).toBe(asked[index + 1]);
          expect(stepBefore(step, each)).toBe(asked[index - 1]);
        }
      }),
    );
  });

  test('are all answered when nothing is missing, and the first that is missing is the first without an answer', () => {
    fc.assert(
      fc.property(progress, each => {
        const missing = firstMissing(each);
        expect(stepsOf(each).filter(step => !isAnswered(step, each))[0]).toBe(missing);
      }),
    );
  });

  test('a question that is not for this person can be left from and come to', () => {
    const each = { facts: { language: 'ar', ability: 'cannot-sign' }, consent: null, today } as const;
    expect(stepsOf(each)).not.toContain('signature');
    expect(stepBefore('signature', each)).toBe('ability');
    expect(stepAfter('signature', each)).toBeUndefined();
    expect(steps).toContain('signature');
  });
});
