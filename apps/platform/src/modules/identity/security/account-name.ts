import { type AccountId, newId, ok, refuse, type Result } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { readAccountNumber } from '../account-number.ts';
import { findAccountByNumber, findAccountsByContact } from '../account-store.ts';
import { readContacts } from '../contacts.ts';
import { contactIndex, type IdentityKeys } from '../protection.ts';

/** What somebody may type to say whose account is meant, as it is kept. */
export type AccountName =
  | { readonly kind: 'number'; readonly value: string }
  | { readonly kind: 'email' | 'phone'; readonly value: string };

/**
 * Reads an account number, an e-mail address or a phone number, in any spelling. What is wrong with its shape is named, which tells
 * nothing about accounts: `identity.name-missing`, `identity.name-unreadable`, and the refusals of each kind.
 */
export function readAccountName(typed: string): Result<AccountName> {
  const text = typed.normalize('NFKC').trim();
  if (text === '') return refuse('identity.name-missing');
  if (text.includes('@')) return readContact('email', text);
  const number = readAccountNumber(text);
  if (number.ok) return ok({ kind: 'number', value: number.value });
  const digits = text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, digit => String(digit.charCodeAt(0) & 0x0f));
  if (!/\d/.test(digits)) return refuse('identity.name-unreadable');
  const phone = readContact('phone', /^212[5-8]\d{8}$/.test(digits.replace(/\D/g, '')) ? `+${digits}` : digits);
  // Twelve digits that are no account number may be a telephone number without its plus.
  return phone.ok && /^[+0]|^212/.test(digits) ? phone : number;
}

function readContact(kind: 'email' | 'phone', text: string): Result<AccountName> {
  const read = readContacts({ [kind]: text });
  if (!read.ok) return read;
  const value = read.value[kind];
  return value === undefined ? refuse('identity.name-unreadable') : ok({ kind, value });
}

/**
 * The account that a name means: of a contact, the one account that confirmed it; undefined for none, and for a family's address, which
 * means several. Each kind of name takes one look-up, whatever it finds.
 */
export async function findNamed(
  tx: Tx,
  keys: Pick<IdentityKeys, 'index'>,
  name: AccountName,
): Promise<AccountId | undefined> {
  if (name.kind === 'number') return findAccountByNumber(tx, name.value);
  const [first, ...others] = await findAccountsByContact(tx, contactIndex(keys, name.kind, name.value));
  return others.length === 0 ? first : undefined;
}

/** An account that is nobody's: so that what follows takes the same path to nothing. */
export function nobody(now: Date): AccountId {
  return newId<AccountId>(now);
}
