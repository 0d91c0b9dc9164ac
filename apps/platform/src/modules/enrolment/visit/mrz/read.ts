import { ok, refuse, type Result } from '../../../../kernel/index.ts';
import { checkDigitOf } from './check-digit.ts';
import { countryOf } from './countries.ts';
import { birthDayOf, lastDayOf } from './days.ts';
import { type CheckName, type Field, type Layout, layouts } from './layouts.ts';

/** The kinds of document that a zone can tell; the same words as the room of identity has. */
export type ReadType = 'cnie' | 'passport' | 'residence' | 'foreign';

/** What a machine-readable zone says, every check digit in order. All of it is a proposal: the card itself is what is kept. */
export interface MachineReadable {
  readonly format: 'TD1' | 'TD3';
  readonly type: ReadType;
  readonly number: string;
  /** ISO 3166-1 alpha-2; undefined for an issuer that is no state we know. */
  readonly issuer: string | undefined;
  /** YYYY-MM-DD; undefined where the zone leaves a part of it open. */
  readonly birthDate: string | undefined;
  readonly expiresOn: string | undefined;
  /** Given names first, as we keep names; transliterated by the issuer (Doc 9303-3 §6), so hardly what the card prints. */
  readonly latinName: string;
  /** The names fill their field to its end: they may have been cut (Doc 9303-3 §4.6). */
  readonly truncated: boolean;
}

/** Characters of a zone, whatever a reader or a hand put between them. */
function tidy(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[«‹]/g, '<')
    .replace(/[^A-Z0-9<]/g, '');
}

/**
 * Reads a zone of format TD1 (ICAO Doc 9303-5) or TD3 (Doc 9303-4), typed, pasted, or sent by a reader: spaces and line ends do not
 * matter, `today` (YYYY-MM-DD) tells the century of two-digit years. Nothing is guessed. Refused: `visit.mrz-length` and, for the first
 * check digit that does not hold, `visit.mrz-check` with `field`.
 */
export function readMachineReadable(text: string, today: string): Result<MachineReadable> {
  const characters = tidy(text);
  const layout = layouts.find(({ lines, length }) => lines * length === characters.length);
  if (!layout) return refuse('visit.mrz-length', { count: characters.length });
  const take = ([line, from, length]: Field): string => {
    const start = line * layout.length + from;
    return characters.slice(start, start + length);
  };
  const wrong = findWrongCheck(layout, take);
  if (wrong !== undefined) return refuse('visit.mrz-check', { field: wrong });
  const names = take(layout.names);
  const issuer = take(layout.issuer);
  return ok({
    format: layout.format,
    type: typeOf(layout, take),
    number: numberOf(layout, take),
    issuer: countryOf(issuer),
    birthDate: birthDayOf(take(layout.birth), today),
    expiresOn: lastDayOf(take(layout.expiry), today),
    latinName: nameOf(names),
    truncated: !names.endsWith('<'),
  });
}

type Take = (field: Field) => string;

function findWrongCheck(layout: Layout, take: Take): CheckName | undefined {
  const long = readLongNumber(layout, take);
  return layout.checks.find(({ name, of, at }) => {
    const digit = take(at);
    const checked = of.map(take).join('');
    if (name === 'number' && long) return checkDigitOf(long.number) !== long.digit;
    // An empty personal number may have its check digit left out (Doc 9303-4 §4.2.2, position 43).
    if (name === 'personal' && digit === '<') return !/^<+$/.test(checked);
    return digit !== checkDigitOf(checked);
  })?.name;
}

/** A number longer than its nine characters goes on where the optional data are, its check digit last (Doc 9303-5 §4.2.2, note j). */
function readLongNumber({ longNumber, number }: Layout, take: Take) {
  if (!longNumber || take([0, 14, 1]) !== '<') return undefined;
  const rest = /^([A-Z0-9]+)(\d)(?:<|$)/.exec(take(longNumber));
  return rest && { number: `${take(number)}${rest[1]}`, digit: rest[2] };
}

const nationalNumber = /^[A-Z]{1,2}\d{1,7}$/;

/**
 * The number to propose. Where Morocco's card puts the number that people know is not published: it is looked for, by its shape, in the
 * document's number and then in the optional data.
 */
function numberOf(layout: Layout, take: Take): string {
  const bare = (text: string): string => text.replace(/<+$/, '').replaceAll('<', '');
  const number = bare(readLongNumber(layout, take)?.number ?? take(layout.number));
  if (typeOf(layout, take) !== 'cnie' || nationalNumber.test(number)) return number;
  return layout.optional.map(field => bare(take(field))).find(each => nationalNumber.test(each)) ?? number;
}

function typeOf(layout: Layout, take: Take): ReadType {
  if (take(layout.code).startsWith('P')) return 'passport';
  if (take(layout.issuer) !== 'MAR') return 'foreign';
  return take(layout.nationality) === 'MAR' ? 'cnie' : 'residence';
}

/** Two fillers part the family name from the given ones, one parts words (Doc 9303-3 §4.6). */
function nameOf(field: string): string {
  const [family = '', given = ''] = field.replace(/<+$/, '').split('<<');
  return `${given} ${family}`.replaceAll('<', ' ').replace(/\s+/g, ' ').trim();
}
