/** Places at something that several want at once: `take` waits for one, in the order of asking, and `give` frees it. */
export interface Turns {
  take(): Promise<void>;
  give(): void;
}

/** So many places. */
export function createTurns(places: number): Turns {
  let free = places;
  const waiting: (() => void)[] = [];
  return {
    take: async () => {
      if (free > 0) free -= 1;
      else await new Promise<void>(resolve => waiting.push(resolve));
    },
    give: () => {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    },
  };
}
