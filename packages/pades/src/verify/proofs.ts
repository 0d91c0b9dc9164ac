/** A document timestamp that passed: what stood in the file’s first `end` octets existed at that time. */
interface Proof {
  readonly end: number;
  readonly time: Date;
}

/** Proofs of existence through document timestamps (EN 319 102-1 §5.6.2.3), gathered from the newest to the oldest. */
export class ProofsOfExistence {
  readonly #proofs: Proof[] = [];
  readonly #at: Date;

  /** `at` is the moment of the judgement, when everything in the file exists. */
  constructor(at: Date) {
    this.#at = at;
  }

  /** Takes in the time of a document timestamp over the first `end` octets, which must have passed. */
  add(end: number, time: Date): void {
    this.#proofs.push({ end, time });
  }

  /** The oldest time at which the octets up to `end` are proven to have existed. */
  provenAt(end: number): Date {
    const times = this.#proofs.filter(proof => proof.end >= end).map(({ time }) => time);
    return times.reduce((oldest, time) => (time < oldest ? time : oldest), this.#at);
  }
}
