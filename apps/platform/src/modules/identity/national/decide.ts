import type { AssuranceLevel, PersonName } from '../../../kernel/index.ts';
import { reaches } from '../../../kernel/index.ts';
import { civilDay } from '../facts.ts';
import { searchWords } from '../names.ts';

/** The least level at which the provider's word opens or binds an account: what it says below that, a stranger could say. */
export const levelToBind: AssuranceLevel = 'substantial';

/** Whether the provider's word is enough to open or bind an account. */
export function mayBind(level: AssuranceLevel): boolean {
  return reaches(level, levelToBind);
}

const adultAt = 18;

/** Whether somebody born on that day (YYYY-MM-DD) is under age in Morocco (Family Code, art. 209): such an account needs a guardian, at the counter. */
export function isMinor(birthDate: string, now: Date): boolean {
  const grown = `${Number(birthDate.slice(0, 4)) + adultAt}${birthDate.slice(4)}`;
  return civilDay(now) < grown;
}

/** What two sources say of a person. */
interface Known {
  readonly name: PersonName;
  readonly birthDate: string | null;
}

/**
 * Whether a file and the provider can be about the same person. The document's number is the same already: what is asked is whether a clerk once typed
 * it into a stranger's file. Another birth date is another person; so are names of which neither script agrees, and names of which one
 * does not where the file has no birth date.
 */
export function agree(file: Known, said: Known & { readonly birthDate: string }): boolean {
  if (file.birthDate !== null && file.birthDate !== said.birthDate) return false;
  const [arabic, latin] = [sameName(file.name.arabic, said.name.arabic), sameName(file.name.latin, said.name.latin)];
  return file.birthDate === null ? arabic && latin : arabic || latin;
}

/** Parts that half of the country's names share: they tell nobody from anybody. */
const particles: ReadonlySet<string> = new Set([
  'el',
  'al',
  'ben',
  'bin',
  'bent',
  'ibn',
  'ait',
  'ou',
  'abd',
  'بن',
  'ابن',
  'بنت',
  'ايت',
]);

function tellingWords(name: string): string[] {
  return searchWords(name).filter(word => !particles.has(word));
}

/** Whether every telling word of the shorter spelling, two at least, is in the longer one, a letter more or less allowed in long ones. */
function sameName(one: string, other: string): boolean {
  // El Fassi and ElFassi are one name.
  if (searchWords(one).join('') === searchWords(other).join('')) return true;
  const [first, second] = [tellingWords(one), tellingWords(other)];
  const [shorter, longer] = first.length <= second.length ? [first, second] : [second, first];
  return shorter.length >= 2 && shorter.every(word => longer.some(each => nearlySame(word, each)));
}

/** Equal, or one letter added, dropped or changed in words of five and more. */
function nearlySame(one: string, other: string): boolean {
  if (one === other) return true;
  if (Math.min(one.length, other.length) < 5 || Math.abs(one.length - other.length) > 1) return false;
  const [shorter, longer] = one.length <= other.length ? [one, other] : [other, one];
  let head = 0;
  while (head < shorter.length && shorter[head] === longer[head]) head++;
  const rest = shorter.length === longer.length ? head + 1 : head;
  return shorter.slice(rest) === longer.slice(head + 1);
}
