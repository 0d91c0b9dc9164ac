import type { Result } from '../../kernel/index.ts';

const kept = 10 * 60_000;

/**
 * Answers a gesture that arrives twice with what the first is doing, in this process: for commands that make something new each
 * time, and that a double click must not repeat. Between processes the rooms' own rules hold. Refusals are not remembered.
 */
export function createOnce<T>(now: () => Date): (key: string, work: () => Promise<Result<T>>) => Promise<Result<T>> {
  const gestures = new Map<string, { readonly at: number; readonly answer: Promise<Result<T>> }>();
  return async (key, work) => {
    const time = now().getTime();
    for (const [old, { at }] of gestures) if (time - at > kept) gestures.delete(old);
    const known = gestures.get(key);
    if (known) return known.answer;
    const answer = work();
    gestures.set(key, { at: time, answer });
    const forget = (): boolean => gestures.delete(key);
    try {
      const result = await answer;
      if (!result.ok) forget();
      return result;
    } catch (error) {
      forget();
      throw error;
    }
  };
}
