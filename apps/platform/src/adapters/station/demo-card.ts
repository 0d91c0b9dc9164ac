import { checkDigitOf } from '../../modules/enrolment/index.ts';

/** A card of the demonstration: `latin` is family name, two spaces, given names; days YYYY-MM-DD. */
export interface DemoCard {
  readonly number: string;
  readonly birthDate: string;
  readonly expiresOn: string;
  readonly family: string;
  readonly given: string;
}

const six = (day: string): string => day.slice(2).replaceAll('-', '');
const fill = (text: string, length: number): string => text.padEnd(length, '<').slice(0, length);

/** SIMULATED: the three lines of a Moroccan card's zone (TD1) with every check digit in order. The layout of real ones is not published. */
export function zoneOf({ number, birthDate, expiresOn, family, given }: DemoCard): readonly [string, string, string] {
  const document = fill(number, 9);
  const first = `I<MAR${document}${checkDigitOf(document)}${fill('', 15)}`;
  const [birth, expiry] = [six(birthDate), six(expiresOn)];
  const start = `${birth}${checkDigitOf(birth)}<${expiry}${checkDigitOf(expiry)}MAR${fill('', 11)}`;
  const whole = checkDigitOf(`${first.slice(5)}${start.slice(0, 7)}${start.slice(8, 15)}${start.slice(18)}`);
  const name = `${family}<<${given}`.toUpperCase().replace(/[^A-Z<]/g, '<');
  return [first, `${start}${whole}`, fill(name, 30)];
}
