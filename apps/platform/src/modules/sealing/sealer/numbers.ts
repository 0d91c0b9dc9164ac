import type { JournalEntry } from './journal-entry.ts';
import type { Location } from './journal.ts';

/** What the sealer knows of a number: a raw signature, a CMS that may be released, or that it is burned for ever. */
export type NumberState =
  | {
      readonly kind: 'signed' | 'sealed';
      readonly act: string;
      readonly digest: string;
      /** The certification under which it was issued again, if it was. */
      readonly under?: string | undefined;
      readonly location: Location;
    }
  | {
      readonly kind: 'burned';
      readonly act: string;
      readonly reason: Extract<JournalEntry, { kind: 'burned' }>['reason'];
    };

/** Which entry may follow which state: a number goes forward only, and nothing leaves `sealed` or `burned`. */
const mayFollow = {
  unknown: ['signed', 'burned'],
  signed: ['sealed', 'burned'],
  sealed: [],
  burned: [],
} as const satisfies Record<NumberState['kind'] | 'unknown', readonly JournalEntry['kind'][]>;

/** The state of every number that the journal speaks of. */
export interface Numbers {
  find(number: string): NumberState | undefined;
  /** The number that an act was given, if the sealer has seen it. */
  findNumberOf(act: string): string | undefined;
  /** How many numbers were signed under a certification, this one not counted; burned ones never left the house. */
  countUnder(certification: string, but: string): number;
  /** Takes a journaled entry in. Throws on one that no sealer of ours could have written. */
  apply(entry: JournalEntry, location: Location): void;
  readonly size: number;
}

/** An empty memory, to be filled from the journal. */
export function createNumbers(): Numbers {
  const states = new Map<string, NumberState>();
  const acts = new Map<string, string>();
  const under = new Map<string, Set<string>>();
  return {
    find: number => states.get(number),
    findNumberOf: act => acts.get(act),
    countUnder: (certification, but) => {
      const numbers = under.get(certification);
      return numbers ? numbers.size - (numbers.has(but) ? 1 : 0) : 0;
    },
    apply: (entry, location) => {
      const known = states.get(entry.number);
      const allowed: readonly string[] = mayFollow[known?.kind ?? 'unknown'];
      const sameAct = (known?.act ?? entry.act) === entry.act && (acts.get(entry.act) ?? entry.number) === entry.number;
      const sameDigest = entry.kind === 'burned' || known?.kind !== 'signed' || known.digest === entry.digest;
      if (!allowed.includes(entry.kind) || !sameAct || !sameDigest)
        throw new Error(`The sealer's journal contradicts itself on ${entry.number}.`);
      acts.set(entry.act, entry.number);
      const certification = entry.kind === 'signed' ? entry.under : known?.kind === 'signed' ? known.under : undefined;
      if (certification !== undefined) count(under, certification, entry);
      states.set(
        entry.number,
        entry.kind === 'burned'
          ? { kind: 'burned', act: entry.act, reason: entry.reason }
          : { kind: entry.kind, act: entry.act, digest: entry.digest, under: certification, location },
      );
    },
    get size() {
      return states.size;
    },
  };
}

function count(under: Map<string, Set<string>>, certification: string, { kind, number }: JournalEntry): void {
  const numbers = under.get(certification) ?? new Set<string>();
  if (kind === 'burned') numbers.delete(number);
  else numbers.add(number);
  under.set(certification, numbers);
}
