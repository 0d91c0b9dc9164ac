import { useCallback, useRef, useState } from 'react';

/** Works that are done one after another, in the order in which they were asked for. */
export interface Turns {
  /** Some are still to be done. */
  readonly busy: boolean;
  readonly take: <T>(work: () => Promise<T>) => Promise<T>;
}

/** A line of works: each begins when the one before it is over, well or badly. */
export function useTurns(): Turns {
  const [waiting, setWaiting] = useState(0);
  const last = useRef<Promise<unknown>>(Promise.resolve());
  const take = useCallback(<T>(work: () => Promise<T>): Promise<T> => {
    setWaiting(count => count + 1);
    const done = last.current.then(work).finally(() => setWaiting(count => count - 1));
    last.current = done.catch(() => undefined);
    return done;
  }, []);
  return { busy: waiting > 0, take };
}
