import type { PersonName } from '../../../kernel/index.ts';
import { searchWords } from '../names.ts';
import type { Finding, MergeState } from './model.ts';

/** What two files are compared by. */
export interface Traits {
  readonly name: PersonName;
  /** YYYY-MM-DD, or null. */
  readonly birthDate: string | null;
  /** Blind indexes of the numbers of the documents, in hex: of one side each number under every type that there is. */
  readonly numbers: ReadonlySet<string>;
  /** Blind indexes of the contacts, in hex. */
  readonly contacts: ReadonlySet<string>;
}

/** What speaks for two files being one person's. */
export function compare(one: Traits, other: Traits): readonly Finding[] {
  const arabic = sameWords(searchWords(one.name.arabic), searchWords(other.name.arabic));
  const latin = sameWords(searchWords(one.name.latin), searchWords(other.name.latin));
  const near =
    !arabic && !latin && (isNear(one.name.arabic, other.name.arabic) || isNear(one.name.latin, other.name.latin));
  const found: readonly (readonly [Finding, boolean])[] = [
    ['same-number', meet(one.numbers, other.numbers)],
    ['same-name-arabic', arabic],
    ['same-name-latin', latin],
    ['near-name', near],
    ['same-birth-date', one.birthDate !== null && one.birthDate === other.birthDate],
    ['same-contact', meet(one.contacts, other.contacts)],
  ];
  return found.filter(([, holds]) => holds).map(([finding]) => finding);
}

const weights: Readonly<Record<Finding, number>> = {
  'same-number': 40,
  'same-name-arabic': 25,
  'same-name-latin': 25,
  'near-name': 15,
  'same-birth-date': 30,
  'same-contact': 20,
};

/** In which order to look at candidates, 0 to 100. */
export function scoreOf(findings: readonly Finding[]): number {
  return Math.min(
    100,
    findings.reduce((sum, finding) => sum + weights[finding], 0),
  );
}

/**
 * Whether two files may be proposed as one person's: an equal number and a name alike; the same name in a script and the same birth
 * date; or the same contact, a name alike and no birth dates that differ. Somebody else's file cannot be proposed on a clerk's word.
 */
export function looksAlike(
  findings: readonly Finding[],
  one: Pick<Traits, 'birthDate'>,
  other: Pick<Traits, 'birthDate'>,
): boolean {
  const has = (finding: Finding): boolean => findings.includes(finding);
  const sameName = has('same-name-arabic') || has('same-name-latin');
  const alike = sameName || has('near-name');
  const contradict = one.birthDate !== null && other.birthDate !== null && one.birthDate !== other.birthDate;
  return (
    (has('same-number') && alike) ||
    (sameName && has('same-birth-date')) ||
    (has('same-contact') && alike && !contradict)
  );
}

const next: Readonly<Record<MergeState, readonly MergeState[]>> = {
  proposed: ['approved', 'refused', 'withdrawn', 'objected'],
  approved: ['done', 'refused', 'withdrawn', 'objected'],
  done: ['reversed'],
  refused: [],
  withdrawn: [],
  objected: [],
  reversed: [],
};

/** Whether a merge may pass from one state to another. */
export function mayBecome(state: MergeState, wanted: MergeState): boolean {
  return next[state].includes(wanted);
}

function meet(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return !one.isDisjointFrom(other);
}

function sameWords(one: readonly string[], other: readonly string[]): boolean {
  return one.length > 0 && one.length === other.length && one.every(word => other.includes(word));
}

/** Two letters apart at most in a name of six or more, or half of the words in common. */
function isNear(one: string, other: string): boolean {
  const [words, others] = [searchWords(one), searchWords(other)];
  const common = words.filter(word => others.includes(word)).length;
  if (common >= 2 && common * 2 >= Math.max(words.length, others.length)) return true;
  const [text, second] = [words.toSorted().join(' '), others.toSorted().join(' ')];
  return Math.min(text.length, second.length) >= 6 && distance(text, second) <= 2;
}

/** Letters to add, drop or change (Levenshtein). */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (const [i, letter] of Array.from(one).entries()) {
    const following = [i + 1];
    for (const [j, second] of Array.from(other).entries()) {
      const changed = (row[j] ?? 0) + (letter === second ? 0 : 1);
      following.push(Math.min(changed, (row[j + 1] ?? 0) + 1, (following[j] ?? 0) + 1));
    }
    row = following;
  }
  return row.at(-1) ?? 0;
}
