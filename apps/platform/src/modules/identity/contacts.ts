import { ok, refuse, type Result } from '../../kernel/index.ts';
import type { Contacts } from './model.ts';

/** Checks the contacts that were given; empty fields mean none. The phone becomes E.164, a Moroccan number without +212 included. */
export function readContacts(typed: Contacts): Result<Contacts> {
  const email = readEmail(typed.email ?? '');
  if (!email.ok) return email;
  const phone = readPhone(typed.phone ?? '');
  if (!phone.ok) return phone;
  return ok({
    ...(email.value === '' ? {} : { email: email.value }),
    ...(phone.value === '' ? {} : { phone: phone.value }),
  });
}

/** One address, no display name; the domain is lower-cased and the local part left alone (RFC 5321 §2.4). */
function readEmail(typed: string): Result<string> {
  const text = typed.trim();
  if (text === '') return ok('');
  const match = /^([^\s\p{C}@,;:<>()[\]\\"]{1,64})@([\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+)$/u.exec(text);
  if (!match || text.length > 254 || /[\r\n]/.test(typed)) return refuse('identity.email-malformed');
  return ok(`${match[1]}@${(match[2] ?? '').toLowerCase()}`);
}

/** National form 0[5-8] and eight digits, 00212…, +212 (0)…, or any other country in international form. */
function readPhone(typed: string): Result<string> {
  const text = typed
    .normalize('NFKC')
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, digit => String(digit.charCodeAt(0) & 0x0f));
  if (text.trim() === '') return ok('');
  if (!/^[\s\p{Pd}\p{Cf}().+/\d]+$/u.test(text)) return refuse('identity.phone-malformed');
  const compact = text.replace(/[^\d+]/g, '').replace(/^00/, '+');
  const international = /^0[5-8]\d{8}$/.test(compact) ? `+212${compact.slice(1)}` : compact.replace(/^\+2120/, '+212');
  if (international.startsWith('+212')) {
    return /^\+212[5-8]\d{8}$/.test(international) ? ok(international) : refuse('identity.phone-malformed');
  }
  return /^\+[1-9]\d{6,14}$/.test(international) ? ok(international) : refuse('identity.phone-malformed');
}
