import { Button, Name, Tag } from '@shubbak/design';
import type { ReactElement } from 'react';
import { formatMinute } from '../../../../platform/messages/browser.ts';
import type { ScreenedReasonView, ScreeningAnswer } from '../../../api/contract/index.ts';
import { DataTable } from '../administration/data-table.tsx';
import { useChange } from '../administration/use-answer.ts';
import { nameOf, textIn, useOffice } from '../office-context.ts';
import { Problem } from '../problem.tsx';

/** Reasons for refusing requests of a service: which the commune gives, and the article that each refusal cites. */
export function ReasonList(props: {
  readonly service: string;
  readonly reasons: readonly ScreenedReasonView[];
  readonly onChanged: (answer: ScreeningAnswer) => void;
}): ReactElement {
  const { t, api, language } = useOffice();
  const change = useChange();
  const turn = ({ code: reason, offered }: ScreenedReasonView): void =>
    change.run(async () => {
      const { service } = props;
      props.onChanged(await api.call('switchReason', { body: { service, reason, offered: !offered } }));
    });
  return (
    <>
      <h3>{t('screening.reasons')}</h3>
      <p className="muted small">{t('screening.reasons-lead')}</p>
      {change.problem && <Problem problem={change.problem} />}
      <DataTable
        caption={t('screening.reasons')}
        rows={props.reasons}
        keyOf={({ code }) => code}
        empty=""
        columns={[
          {
            label: t('screening.reason'),
            renderCell: ({ label, basis }) => (
              <>
                <b>{textIn(language, label)}</b>
                {basis && <p className="small muted">{textIn(language, basis)}</p>}
              </>
            ),
          },
          {
            label: t('screening.today'),
            renderCell: ({ offered, setBy, setAt }) => (
              <>
                <Tag state={offered ? 'ok' : 'idle'}>{t(offered ? 'screening.offered' : 'screening.withdrawn')}</Tag>
                {setBy && setAt && (
                  <p className="small muted">
                    <Name>{nameOf(language, setBy)}</Name> · {formatMinute(language, new Date(setAt))}
                  </p>
                )}
              </>
            ),
          },
          {
            label: t('screening.change'),
            renderCell: reason => (
              <Button type="button" disabled={change.busy} onClick={() => turn(reason)}>
                {t(reason.offered ? 'screening.withdraw' : 'screening.offer')}
                <span className="visually-hidden"> · {textIn(language, reason.label)}</span>
              </Button>
            ),
          },
        ]}
      />
    </>
  );
}
