import { useCallback, useState } from 'react';
import type { RequestView } from '../../../api/contract/index.ts';

/** What a request will look like once a change is made. */
export type Guess = (request: RequestView) => RequestView;

/** Changes that are shown before the server has kept them. */
export interface Guesses {
  /** The request as it will be, if all goes well. */
  readonly apply: (request: RequestView) => RequestView;
  /** Shows a guess for as long as its change travels. */
  readonly during: <T>(guess: Guess | undefined, change: Promise<T>) => Promise<T>;
}

/** Keeps the guesses of the changes that are on their way. */
export function useGuesses(): Guesses {
  const [guesses, setGuesses] = useState<readonly Guess[]>([]);
  const apply = useCallback(
    (request: RequestView) => guesses.reduce((shown, guess) => guess(shown), request),
    [guesses],
  );
  const during = useCallback(<T>(guess: Guess | undefined, change: Promise<T>): Promise<T> => {
    if (!guess) return change;
    setGuesses(before => [...before, guess]);
    return change.finally(() => setGuesses(before => before.filter(each => each !== guess)));
  }, []);
  return { apply, during };
}
