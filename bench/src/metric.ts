/** What is measured, and what it is measured beside. */
export interface Metric {
  /** Dotted name, the bench first. */
  readonly metric: string;
  readonly value: number;
  /** Of `value` and `peerValue` alike. */
  readonly unit: string;
  /** The other program, or the limit of the machine, measured in the same run. */
  readonly peer: string;
  readonly peerValue: number;
}

/**
 * Prints a metric as one JSON line, with `ratio` = value / peerValue. Throws when a number is none: a measurement that failed
 * must not look like one.
 */
export function printMetric({ metric, value, unit, peer, peerValue }: Metric): void {
  for (const number of [value, peerValue])
    if (!Number.isFinite(number) || number < 0) throw new Error(`${metric}: ${number} is no measurement`);
  if (peerValue === 0) throw new Error(`${metric}: “${peer}” measured nothing`);
  const line = {
    metric,
    value: rounded(value),
    unit,
    peer,
    peerValue: rounded(peerValue),
    ratio: rounded(value / peerValue),
  };
  console.log(JSON.stringify(line));
}

/** Four digits that count: more would claim a precision that a shared machine does not have. */
function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
