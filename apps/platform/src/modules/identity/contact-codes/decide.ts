import { ok, refuse, type Result } from '../../../kernel/index.ts';
import type { ContactKind } from '../contact-store.ts';

const minute = 60_000;
const hour = 60 * minute;
/** How long a code works. */
export const codeLife = 15 * minute;
/** Wrong answers that a code survives. */
export const codeTries = 5;
/** How far back messages are counted. */
export const countedFor = 24 * hour;

/** Messages to one address are a minute apart; to one address, and for one subject, five an hour and ten a day. */
const between = minute;
const anHour = 5;
const aDay = 10;
/** Messages in ten minutes in the whole country: text messages cost money, and a flood of either hurts strangers. */
export const floodMemory = 10 * minute;
export const flood: Readonly<Record<ContactKind, number>> = { email: 6000, phone: 1500 };

/** Instants of messages within `countedFor`, and how many of the kind left in the whole country within `floodMemory`. */
export interface Sendings {
  readonly toAddress: readonly Date[];
  readonly forSubject: readonly Date[];
  readonly overall: number;
}

/** Whether one more message may leave now. Refused with the minutes to wait, for the day, or because of the whole country. */
export function maySend(sendings: Sendings, kind: ContactKind, now: Date): Result<true> {
  if (sendings.overall >= flood[kind]) return refuse('contact-codes.busy');
  const latest = Math.max(...sendings.toAddress.map(at => at.getTime()));
  // Somebody who mistyped an address may correct it at once: only the same address waits.
  let wait = latest + between - now.getTime();
  for (const sent of [sendings.toAddress, sendings.forSubject]) {
    const ages = sent.map(at => now.getTime() - at.getTime()).filter(age => age < countedFor);
    if (ages.length >= aDay) return refuse('contact-codes.enough-for-today');
    const lately = ages.filter(age => age < hour);
    if (lately.length >= anHour) wait = Math.max(wait, hour - Math.max(...lately));
  }
  return wait > 0 ? refuse('contact-codes.wait', { minutes: Math.ceil(wait / minute) }) : ok(true);
}

/** A code as somebody typed it: digits of any script become Latin ones, and spaces and marks go. Undefined unless six digits remain. */
export function readCode(typed: string): string | undefined {
  const digits = typed
    .normalize('NFKC')
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, digit => String(digit.charCodeAt(0) & 0x0f))
    .replace(/[\s\p{Pd}\p{Cf}.]/gu, '');
  return /^\d{6}$/.test(digits) ? digits : undefined;
}
