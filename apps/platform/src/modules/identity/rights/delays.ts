import { civilTime } from '../../../kernel/index.ts';
import type { Delay, RightsKind } from './model.ts';

/**
 * The delays in which requests are answered. Law 09-08 fixes ten clear days for rectification, which in its article 8 includes erasure and
 * locking; access (article 7) is due "without delay" and opposition (article 9) without a term: there the platform holds
 * itself to the same ten. `RIGHTS_DELAYS` changes the days, never the bases. A jurist has still to confirm the reading.
 */
const usualDelays: Readonly<Record<RightsKind, Delay>> = {
  access: { days: 10, basis: 'house' },
  rectification: { days: 10, basis: 'art-8' },
  opposition: { days: 10, basis: 'house' },
  erasure: { days: 10, basis: 'art-8' },
};

/** The delays, some of their days configured. Throws, naming it, on a right that there is not. */
export function delaysOf(configured: Readonly<Record<string, number>>): Readonly<Record<RightsKind, Delay>> {
  const unknown = Object.keys(configured).filter(kind => !Object.hasOwn(usualDelays, kind));
  if (unknown.length > 0) throw new Error(`RIGHTS_DELAYS names what there is not: ${unknown.join(', ')}.`);
  const of = (kind: RightsKind): Delay => ({ ...usualDelays[kind], days: configured[kind] ?? usualDelays[kind].days });
  return {
    access: of('access'),
    rectification: of('rectification'),
    opposition: of('opposition'),
    erasure: of('erasure'),
  };
}

/** The instant at which a delay of clear days that began at `asked` is over: the end of its last day in Morocco. */
export function dueAfter(asked: Date, { days }: Delay): Date {
  const [day = 0, month = 0, year = 0] = civilTime(asked).date.split('/').map(Number);
  // The day of asking does not count, nor does the last: eleven midnights on for ten days.
  return midnight(year, month, day + days + 1);
}

/** Midnight of a civil day in Morocco: its offset, never behind UTC, is read from the day itself, since it changes for Ramadan. */
function midnight(year: number, month: number, day: number): Date {
  const universal = new Date(Date.UTC(year, month - 1, day));
  const [hours = 0, minutes = 0] = civilTime(universal).time.split(':').map(Number);
  return new Date(universal.getTime() - (hours * 60 + minutes) * 60_000);
}
