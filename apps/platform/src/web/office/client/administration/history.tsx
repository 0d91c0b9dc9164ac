import { Button } from '@shubbak/design';
import { type ReactElement, useCallback, useState } from 'react';
import { useOffice } from '../office-context.ts';
import { Problem } from '../problem.tsx';
import { EventTable } from './event-table.tsx';
import { useAnswer } from './use-answer.ts';

/** What administrators did, latest first; nothing of it can be changed. */
export function History(): ReactElement {
  const { t, api } = useOffice();
  const [before, setBefore] = useState<string>();
  const ask = useCallback(
    () => api.call('listHistory', { query: before === undefined ? {} : { before } }),
    [api, before],
  );
  const { answer, problem } = useAnswer(ask);
  const last = answer?.events.at(-1)?.id;
  return (
    <>
      {problem && <Problem problem={problem} />}
      {answer && <EventTable events={answer.events} />}
      {answer?.more === true && last !== undefined && (
        <Button type="button" onClick={() => setBefore(last)}>
          {t('administration.earlier')}
        </Button>
      )}
    </>
  );
}
