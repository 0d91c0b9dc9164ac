import { randomInt } from 'node:crypto';
import { ok, refuse, type Result } from '../../kernel/index.ts';
import { normaliseNumber } from './document-number.ts';

/**
 * A new account number: ten random digits, the first not zero, and two check digits (ISO/IEC 7064, MOD 97-10). Sparse
 * on purpose: with every inhabitant enrolled, a guessed number is an account less than once in two hundred times.
 */
export function newAccountNumber(): string {
  const body = `${randomInt(1, 10)}${String(randomInt(0, 1_000_000_000)).padStart(9, '0')}`;
  return body + checkDigits(body);
}

/** MOD 97-10 catches every wrong digit and every exchange of two neighbours. */
function checkDigits(body: string): string {
  return String(98n - ((BigInt(body) * 100n) % 97n)).padStart(2, '0');
}

/**
 * Reads an account number as typed, spaces and Arabic digits allowed. A typing error is named as such: the check
 * digits tell it without telling whether any account exists.
 */
export function readAccountNumber(typed: string): Result<string> {
  const number = normaliseNumber(typed);
  if (!/^[1-9]\d{11}$/.test(number)) return refuse('identity.account-number-shape');
  return BigInt(number) % 97n === 1n ? ok(number) : refuse('identity.account-number-mistyped');
}

/** Groups an account number for reading aloud and printing: "1234 5678 9012". */
export function formatAccountNumber(number: string): string {
  return number.replace(/(\d{4})(?=\d)/g, '$1 ');
}
