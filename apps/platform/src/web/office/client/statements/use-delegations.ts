import { useCallback, useState } from 'react';
import type { DelegationsAnswer } from '../../../api/contract/index.ts';
import { useAnswer } from '../administration/use-answer.ts';
import { useOffice } from '../office-context.ts';

/** Who may sign where, as it was last answered. */
export interface Delegations {
  readonly delegations: DelegationsAnswer | undefined;
  readonly setDelegations: (answer: DelegationsAnswer) => void;
  readonly reload: () => void;
}

/** Loads who may sign where; what a change answers takes its place. */
export function useDelegations(): Delegations {
  const { api } = useOffice();
  const { answer, reload: readAgain } = useAnswer(useCallback(() => api.call('readDelegations', {}), [api]));
  const [changed, setDelegations] = useState<DelegationsAnswer>();
  const reload = useCallback(() => {
    setDelegations(undefined);
    readAgain();
  }, [readAgain]);
  return { delegations: changed ?? answer, setDelegations, reload };
}
