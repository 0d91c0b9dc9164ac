import type { Refusal } from '../../kernel/index.ts';
import type { Speak } from './page.tsx';

/** The fields of the forms by which an account is opened. */
export type Field = 'name' | 'number' | 'code' | 'password' | 'repeat' | 'present';

/** What is wrong, by field, in the reader's language. */
export type FieldErrors = Readonly<Partial<Record<Field, string>>>;

/** Says a refusal beside the field that it is about; one about the whole form stands beside `last`, one about a name beside `named`. */
export function errorsOf(t: Speak, refusal: Refusal, last: Field, named: Field = 'number'): FieldErrors {
  return { [fieldOf(refusal.code, last, named)]: t.refusal(refusal) };
}

function fieldOf(code: string, last: Field, named: Field): Field {
  if (/^identity\.(?:account-number|name|email|phone)-/.test(code)) return named;
  if (code.startsWith('identity.activation-')) return 'code';
  if (code.startsWith('identity.password-')) return 'password';
  return last;
}

/** The status of a form that comes back: too early, or with something to correct. */
export function statusOf(refusal: Refusal): 422 | 429 {
  return refusal.code === 'identity.wait' ? 429 : 422;
}
