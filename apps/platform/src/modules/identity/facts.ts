import { civilTime, ok, refuse, type Result } from '../../kernel/index.ts';

/** The civil day in Morocco, YYYY-MM-DD: what expiry and birth dates are compared with. */
export function civilDay(now: Date): string {
  return civilTime(now).date.split('/').toReversed().join('-');
}

/** A day as papers print it: 31/01/2030. */
export function printedDay(day: string): string {
  return day.split('-').toReversed().join('/');
}

/** Whether a document that ends on `expiresOn` (its last valid day) is over. */
export function isExpired(expiresOn: string, now: Date): boolean {
  return expiresOn < civilDay(now);
}

/** A date that exists, as YYYY-MM-DD. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** Reads the last day of a document. An expired one identifies nobody, and one far in the future was mistyped. */
export function readExpiry(expiresOn: string, now: Date): Result<string> {
  if (!isDay(expiresOn)) return refuse('identity.expiry-malformed');
  if (isExpired(expiresOn, now)) return refuse('identity.document-expired', { day: printedDay(expiresOn) });
  const latest = `${Number(civilDay(now).slice(0, 4)) + 20}`;
  return expiresOn.slice(0, 4) > latest ? refuse('identity.expiry-implausible') : ok(expiresOn);
}

/** Reads a birth date; null when none was given. */
export function readBirthDate(birthDate: string | undefined, now: Date): Result<string | null> {
  if (birthDate === undefined || birthDate === '') return ok(null);
  if (!isDay(birthDate) || birthDate > civilDay(now) || birthDate < '1890-01-01')
    return refuse('identity.birth-date-malformed');
  return ok(birthDate);
}
