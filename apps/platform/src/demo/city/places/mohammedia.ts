import type { PlaceName } from './casablanca.ts';

/** Mohammedia's annexes; the commune has no arrondissements, and its seat comes first. */
export const mohammedia: readonly PlaceName[] = [
  ['العالية', 'El Alia', 'ⵍⵄⴰⵍⵢⴰ'],
  ['القصبة', 'Kasbah', 'ⵜⴰⵖⵔⵎⵜ'],
  ['الحسنية', 'Hassania', 'ⵍⵃⴰⵙⴰⵏⵉⵢⴰ'],
];
