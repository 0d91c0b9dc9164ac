/** The age of majority, in full years (Family Code, art. 209). */
const majority = 18;

/** The day on which somebody born on `birthDate` comes of age, both YYYY-MM-DD. Born on 29 February, on the day after the 28th. */
export function comesOfAgeOn(birthDate: string): string {
  const [year = '', month = '', day = ''] = birthDate.split('-');
  const date = new Date(Date.UTC(Number(year) + majority, Number(month) - 1, Number(day)));
  return date.toISOString().slice(0, 10);
}

/** Whether somebody is not of age on the day `today`. */
export function isMinor(birthDate: string, today: string): boolean {
  return today < comesOfAgeOn(birthDate);
}
