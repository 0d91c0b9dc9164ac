/** Milliseconds on the machine's monotonic clock, which every process reads alike. */
export function now(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

/** The middle of the values (the mean of the middle two). Throws a RangeError when there is none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  if (low === undefined || high === undefined) throw new RangeError('the median of nothing');
  return (low + high) / 2;
}

/** The smallest value that `share` (0 to 1) of the values do not pass. Throws a RangeError when there is none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (value === undefined) throw new RangeError('a percentile of nothing');
  return value;
}

/** Works to be compared, by name. Each answers its own measurement. */
export type Contestants = Readonly<Record<string, () => Promise<number>>>;

/**
 * Runs the contestants one after the other, round by round (A B A B…), so that whatever else the machine does meanwhile falls
 * on all of them. Answers the median of each.
 */
export async function interleave<C extends Contestants>(
  contestants: C,
  rounds: number,
): Promise<Record<keyof C, number>> {
  const names: (keyof C)[] = Object.keys(contestants);
  const measured = new Map(names.map(name => [name, [] as number[]]));
  for (let round = 0; round < rounds; round++)
    for (const name of names) measured.get(name)?.push((await contestants[name]?.()) ?? Number.NaN);
  return Object.fromEntries([...measured].map(([name, values]) => [name, median(values)])) as Record<keyof C, number>;
}

/** Milliseconds of one `work`, as the median of `times`. */
export function timeOf(times: number, work: () => unknown): Promise<number> {
  return timeWith(times, () => undefined, work);
}

/** Milliseconds of one `work` on what `setUp` makes anew each time, itself untimed: the median of `times`. */
export async function timeWith<T>(times: number, setUp: () => T, work: (input: T) => unknown): Promise<number> {
  const durations: number[] = [];
  for (let index = 0; index < times; index++) {
    const input = setUp();
    const start = now();
    await work(input);
    durations.push(now() - start);
  }
  return median(durations);
}

/**
 * Milliseconds of processor time of one `work`, as the mean of `times`: everything that this process does meanwhile, its
 * collector of garbage and its threads too. On a machine that others use at the same time it says more than a clock.
 */
export async function processorTimeOf(times: number, work: () => unknown): Promise<number> {
  const start = process.cpuUsage();
  for (let index = 0; index < times; index++) await work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000 / times;
}
