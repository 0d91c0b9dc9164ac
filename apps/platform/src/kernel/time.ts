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

/** The civil date and minute of an instant in Morocco, as printed on acts: year, "10/11/2026", "10:42". */
export function civilTime(instant: Date): { readonly year: number; readonly date: string; readonly time: string } {
  const part = Object.fromEntries(parts.formatToParts(instant).map(({ type, value }) => [type, value]));
  return {
    year: Number(part['year']),
    date: `${part['day']}/${part['month']}/${part['year']}`,
    time: `${part['hour']}:${part['minute']}`,
  };
}
