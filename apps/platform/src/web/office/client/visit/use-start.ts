import { useState } from 'react';
import { ApiProblem } from '../../../api/client/index.ts';
import type { ProblemBody } from '../../../api/contract/index.ts';
import { useOffice } from '../office-context.ts';
import { identify, type Reading, readText } from './identify.ts';
import { useVisit } from './visit-context.ts';

export interface StartOfVisit {
  readonly busy: boolean;
  readonly problem: ProblemBody | undefined;
  /** The person is known in another commune: a reason is asked for, which they will read. */
  readonly reasonNeeded: boolean;
  /** Takes what was typed, scanned or pasted. Answers whether the visit has begun. */
  readonly take: (text: string) => Promise<boolean>;
  readonly giveReason: (reason: string) => Promise<boolean>;
}

/** Finds out who stands at the counter: by the code that they bring, the zone of their card, or its number. */
export function useStart(): StartOfVisit {
  const { api } = useOffice();
  const { visit, change } = useVisit();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ProblemBody>();
  const [waiting, setWaiting] = useState<{ readonly reading: Reading }>();
  const run = async (read: () => Promise<Reading | undefined>, reason?: string): Promise<boolean> => {
    setBusy(true);
    setProblem(undefined);
    let reading: Reading | undefined;
    try {
      reading = await read();
      if (!reading) return false;
      const known = await identify(api, reading(visit).form, reason);
      const apply = reading;
      // Whatever was typed while the answer travelled stays.
      change(before => ({ ...apply(before), started: true, known }));
      setWaiting(undefined);
      return true;
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setProblem(error.problem);
      setWaiting(reading && error.problem.code === 'identity.reason-needed' ? { reading } : undefined);
      return false;
    } finally {
      setBusy(false);
    }
  };
  return {
    busy,
    problem,
    reasonNeeded: waiting !== undefined,
    take: text => run(() => readText(api, text)),
    giveReason: reason => run(async () => waiting?.reading, reason),
  };
}
