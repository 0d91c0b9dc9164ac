/** A file to be judged by everybody. */
export interface Exhibit {
  /** What it is, in a few words: `B-LTA, renewed`. */
  readonly name: string;
  readonly path: string;
  /** Whether judges are handed current revocation lists, or have what the file carries and nothing else. */
  readonly revocation: 'online' | 'embedded';
  /** What it ought to be found. */
  readonly expected: Verdict;
}

/** EN 319 102-1 §5.1.3, of the worst signature; `NONE` when a judge finds no signature, `ERROR` when it gives up. */
export type Verdict = 'TOTAL-PASSED' | 'INDETERMINATE' | 'TOTAL-FAILED' | 'NONE' | 'ERROR';

/** What a judge says of an exhibit. */
export interface Judgement {
  readonly name: string;
  readonly verdict: Verdict;
  /** Sub-indications and the judge’s own words. */
  readonly detail: string;
  readonly milliseconds: number;
}

/** Whoever judges. Answers one judgement for each exhibit, in their order. */
export interface Judge {
  readonly name: string;
  judge(exhibits: readonly Exhibit[]): Promise<readonly Judgement[]>;
}

/** Verdicts from the best to the worst. */
const order: readonly Verdict[] = ['NONE', 'TOTAL-PASSED', 'INDETERMINATE', 'TOTAL-FAILED', 'ERROR'];

/** The worst of some verdicts; `NONE` of none. */
export function worstOf(verdicts: readonly Verdict[]): Verdict {
  return order[Math.max(0, ...verdicts.map(verdict => order.indexOf(verdict)))] ?? 'NONE';
}

/** The verdict of a word that another program printed. */
export function verdictOf(word: string): Verdict {
  return order.find(verdict => verdict === word) ?? 'ERROR';
}
