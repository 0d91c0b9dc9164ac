import { describe, expect, test } from 'vitest';
import { bodyOf, emptyForm, errorsOf } from './enrolment-fields.ts';

function problem(code: string, errors: readonly { field: string; detail: string }[] = []) {
  const listed = errors.map(error => ({ ...error, code: 'api.field-wrong', params: {} }));
  return { type: 'about:blank', title: '', status: 422, detail: 'sentence', code, params: {}, errors: listed };
}

describe('a refused enrolment', () => {
  test.each([
    ['identity.card-without-digits', 'number'],
    ['identity.document-known', 'number'],
    ['identity.document-expired', 'expiresOn'],
    ['identity.name-arabic-script', 'arabic'],
    ['identity.name-latin-missing', 'latin'],
    ['identity.phone-malformed', 'phone'],
  ])('for %s is said beside %s', (code, field) => {
    expect(errorsOf(problem(code))).toEqual({ fields: { [field]: 'sentence' }, rest: undefined });
  });

  test('names every malformed field by the last part of its path', () => {
    const found = errorsOf(problem('api.malformed', [{ field: 'document.expiresOn', detail: 'a date' }]));
    expect(found).toEqual({ fields: { expiresOn: 'a date' }, rest: undefined });
  });

  test('about no field is said above the form', () => {
    expect(errorsOf(problem('identity.not-allowed'))).toEqual({ fields: {}, rest: 'sentence' });
  });
});

test('what was left empty is not sent, and Morocco issues its own cards', () => {
  const form = { ...emptyForm({ type: 'cnie', number: 'AB123', issuer: 'FR' }, 'ar'), email: 'a@b.ma' };
  expect(bodyOf(form)).toMatchObject({
    birthDate: null,
    language: 'ar',
    document: { type: 'cnie', number: 'AB123' },
    contacts: { email: 'a@b.ma' },
  });
  expect(bodyOf(form).document).not.toHaveProperty('issuer');
  expect(bodyOf({ ...form, type: 'passport' }).document).toHaveProperty('issuer', 'FR');
});
