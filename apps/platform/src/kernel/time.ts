/** The one time zone of the register: Morocco's, whose offset changes for Ramadan (so never a fixed offset). */
export const registerTimeZone = 'Africa/Casablanca';

/** Where time comes from. Injected everywhere, so that a test can stand at any minute. */
export type Clock = () => Date;

const parts = new Intl.DateTimeFormat('en-GB', {
  timeZone: registerTimeZone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** The civil date of an instant in Morocco, as forms and civil records write it: "2026-11-10". Such dates compare as text. */
export function civilDate(instant: Date): string {
  return civilTime(instant).date.split('/').toReversed().join('-');
}

/**
 * The instant at which Morocco's clocks show a civil date ("2026-11-10") and minute ("10:42"): the first one where they show it twice; where
 * they skip it, an hour later.
 */
export function civilInstant(date: string, time: string): Date {
  const asUtc = Date.parse(`${date}T${time}:00Z`);
  // Morocco is an hour ahead of UTC, and level with it in Ramadan: the earlier guess is right wherever its clock shows what was asked.
  const early = new Date(asUtc - 3_600_000);
  return civilDate(early) === date && civilTime(early).time === time ? early : new Date(asUtc);
}

/** The civil date and minute of an instant in Morocco, as printed on acts: year, "10/11/2026", "10:42". */
export function civilTime(instant: Date): { readonly year: number; readonly date: string; readonly time: string } {
  const part = Object.fromEntries(parts.formatToParts(instant).map(({ type, value }) => [type, value]));
  return {
    year: Number(part['year']),
    date: `${part['day']}/${part['month']}/${part['year']}`,
    time: `${part['hour']}:${part['minute']}`,
  };
}
