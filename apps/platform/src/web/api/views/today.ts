import { civilTime } from '../../../kernel/index.ts';

/** The civil date in Morocco, as forms write it: YYYY-MM-DD. */
export function today(now: Date): string {
  return civilTime(now).date.split('/').toReversed().join('-');
}
