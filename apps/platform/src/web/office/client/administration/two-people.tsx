import { Button } from '@shubbak/design';
import { type ReactElement, useCallback } from 'react';
import type { OfficeKey } from '../page-data.ts';
import { useOffice } from '../office-context.ts';
import { Problem } from '../problem.tsx';
import { DataTable } from './data-table.tsx';
import { useAnswer, useChange } from './use-answer.ts';

/** Which data of people's files nobody changes alone; each change of a rule is in the history. */
export function TwoPeople(): ReactElement {
  const { t, api } = useOffice();
  const { answer, problem, reload } = useAnswer(useCallback(() => api.call('listKeyDataRules', {}), [api]));
  const change = useChange();
  return (
    <>
      {problem && <Problem problem={problem} />}
      {change.problem && <Problem problem={change.problem} />}
      {answer && (
        <DataTable
          caption={t('administration.section-two-people')}
          rows={answer.rules}
          keyOf={({ field }) => field}
          empty=""
          columns={[
            {
              label: t('administration.what'),
              renderCell: ({ field }) => t(`files.field-${field}` satisfies OfficeKey),
            },
            {
              label: t('administration.state'),
              renderCell: ({ secondPerson }) =>
                t(secondPerson ? 'administration.takes-two' : 'administration.takes-one'),
            },
            {
              label: t('administration.change-rule'),
              renderCell: ({ field, secondPerson }) => (
                <Button
                  type="button"
                  disabled={change.busy}
                  onClick={() =>
                    change.run(async () => {
                      await api.call('setKeyDataRule', { body: { field, secondPerson: !secondPerson } });
                      reload();
                    })
                  }
                >
                  {t(secondPerson ? 'administration.let-one' : 'administration.ask-two')}
                </Button>
              ),
            },
          ]}
        />
      )}
    </>
  );
}
