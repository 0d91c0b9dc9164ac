/** An amount in centimes of dirham: 200 is 2,00 DH. Whole numbers only, so that sums are exact. */
export type Centimes = number;

/** Dirhams with two decimals and a decimal comma, as Moroccan administration prints them ("2,00"); the unit is added by the caller. */
export function formatAmount(amount: Centimes): string {
  const sign = amount < 0 ? '-' : '';
  const absolute = Math.abs(amount);
  return `${sign}${Math.floor(absolute / 100)},${String(absolute % 100).padStart(2, '0')}`;
}
