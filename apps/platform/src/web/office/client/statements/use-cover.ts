import { useEffect, useState } from 'react';
import type { StatementsAnswer } from '../../../api/contract/index.ts';
import { useOffice } from '../office-context.ts';
import type { Cover } from './propose-props.ts';

/**
 * The absence that the address asks to cover, with what the absent officer may sign now: offices, acts, and somebody who stands in. The second
 * value forgets it.
 */
export function useCover(answer: StatementsAnswer | undefined): readonly [Cover | undefined, () => void] {
  const { api } = useOffice();
  const [cover, setCover] = useState<Cover>();
  useEffect(() => {
    const absenceId = new URLSearchParams(location.search).get('cover');
    if (absenceId === null || !answer) return;
    const find = async (): Promise<void> => {
      const { absences } = await api.call('listAbsences', {});
      const absence = absences.find(({ id }) => id === absenceId);
      if (!absence) return;
      const held = answer.statements.filter(
        ({ subject, state, delegation }) => subject.id === absence.staff.id && state === 'in-force' && delegation,
      );
      const [first] = absence.covers;
      setCover({
        absenceId,
        firstOn: absence.firstOn,
        lastOn: absence.lastOn,
        subject: first && { id: first.id, name: first.name },
        offices: [...new Set(held.flatMap(({ delegation }) => delegation?.offices.map(({ id }) => id) ?? []))],
        natures: [...new Set(held.flatMap(({ delegation }) => delegation?.natures ?? []))],
      });
    };
    void find();
  }, [api, answer]);
  const end = (): void => {
    setCover(undefined);
    history.replaceState(null, '', location.pathname);
  };
  return [cover, end];
}
