/** The six digits of a date of a zone with a year of four: `undefined` when a part is unknown (`<<`) or the day does not exist. */
function dayOf(year: number, digits: string): string | undefined {
  const day = `${String(year).padStart(4, '0')}-${digits.slice(2, 4)}-${digits.slice(4, 6)}`;
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day) ? day : undefined;
}

/**
 * A birth day of two-digit year: the latest century in which it is not after `today` (YYYY-MM-DD). Who is over a hundred is read as a
 * child: a proposal, which the clerk compares with the card. Undefined when the zone does not say the whole day.
 */
export function birthDayOf(digits: string, today: string): string | undefined {
  if (!/^\d{6}$/.test(digits)) return undefined;
  const century = Math.floor(Number(today.slice(0, 4)) / 100) * 100;
  const [here, before] = [century, century - 100].map(start => dayOf(start + Number(digits.slice(0, 2)), digits));
  return here !== undefined && here <= today ? here : before;
}

/** A last day of two-digit year: the year nearest to that of `today`, fifty years back at most and forty-nine ahead. */
export function lastDayOf(digits: string, today: string): string | undefined {
  if (!/^\d{6}$/.test(digits)) return undefined;
  const now = Number(today.slice(0, 4));
  const ahead = (((Number(digits.slice(0, 2)) - now) % 100) + 150) % 100;
  return dayOf(now + ahead - 50, digits);
}
