import { now } from '../measure.ts';

/** A named stretch of time, in milliseconds on the monotonic clock. */
export interface Span {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** Takes spans down while something works. */
export interface Stopwatch {
  readonly spans: Span[];
  /** Times a work under a name. */
  time<T>(name: string, work: () => Promise<T>): Promise<T>;
  /** Starts a lap: what follows is named when it ends. */
  start(): void;
  /** Names what has passed since the last lap, if one was started, and starts the next. */
  lap(name: string): void;
  /** Ends the running lap without naming it. */
  stop(): void;
}

export function createStopwatch(): Stopwatch {
  const spans: Span[] = [];
  let since: number | undefined;
  return {
    spans,
    time: async (name, work) => {
      const start = now();
      try {
        return await work();
      } finally {
        spans.push({ name, start, end: now() });
      }
    },
    start: () => {
      since = now();
    },
    lap: name => {
      const end = now();
      if (since !== undefined) spans.push({ name, start: since, end });
      since = end;
    },
    stop: () => {
      since = undefined;
    },
  };
}

/** What no span covers. */
export const unattributed = 'unattributed';

/**
 * Shares the time of a window out among spans, each moment to the innermost one (that which began last), and to `unattributed`
 * where there is none: the shares sum to the window. In milliseconds.
 */
export function shareOut(windows: readonly Omit<Span, 'name'>[], spans: readonly Span[]): ReadonlyMap<string, number> {
  const shares = new Map<string, number>();
  for (const window of windows) {
    const inside = spans.filter(span => span.end > window.start && span.start < window.end);
    const edges = [window.start, window.end, ...inside.flatMap(({ start, end }) => [start, end])]
      .filter(edge => edge >= window.start && edge <= window.end)
      .toSorted((a, b) => a - b);
    for (const [index, start] of edges.entries()) {
      const end = edges[index + 1] ?? start;
      const name = innermost(inside, start, end)?.name ?? unattributed;
      shares.set(name, (shares.get(name) ?? 0) + end - start);
    }
  }
  return shares;
}

function innermost(spans: readonly Span[], start: number, end: number): Span | undefined {
  let last: Span | undefined;
  for (const span of spans) {
    const covers = span.start <= start && span.end >= end;
    if (covers && (!last || span.start >= last.start)) last = span;
  }
  return last;
}
