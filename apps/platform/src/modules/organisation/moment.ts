import { civilTime } from '../../kernel/index.ts';

/** Placeholders of a refusal that names an instant: the civil date and minute in Morocco. */
export function momentOf(instant: Date): { readonly date: string; readonly time: string } {
  const { date, time } = civilTime(instant);
  return { date, time };
}
