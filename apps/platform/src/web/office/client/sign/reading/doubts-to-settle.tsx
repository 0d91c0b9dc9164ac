import { Button, Notice } from '@shubbak/design';
import type { ReactElement } from 'react';
import type { DoubtView, RequestView } from '../../../../api/contract/index.ts';
import { DoubtList } from '../../doubts/doubt-list.tsx';
import { sayReason, sayWhere } from '../../doubts/doubt-words.ts';
import type { Doubts } from '../../doubts/use-doubts.ts';
import { useOffice } from '../../office-context.ts';
import type { ReadingDialog } from './reading-dialogs.tsx';

/** What the clerk doubted of the request that is read: each is settled, or is why it is returned or refused. */
export function DoubtsToSettle(props: {
  readonly request: RequestView;
  readonly doubts: Doubts;
  readonly show: (dialog: ReadingDialog) => void;
}): ReactElement {
  const { t } = useOffice();
  const { request, doubts, show } = props;
  const { actions } = request;
  return (
    <DoubtList
      service={request.service}
      doubts={doubts}
      onShow={({ page }) => page !== null && show({ kind: 'page', index: page })}
      remedies={[
        ...(actions.includes('return')
          ? [{ label: t('queue.return'), run: (doubt: DoubtView) => show({ kind: 'return', doubt }) }]
          : []),
        ...(actions.includes('refuse')
          ? [{ label: t('office.sign-refuse'), run: (doubt: DoubtView) => show({ kind: 'refuse', doubt }) }]
          : []),
      ]}
    />
  );
}

/** Above the page that is read: what is doubted, before anything of it is signed. */
export function DoubtsOnStage(props: {
  readonly service: string;
  readonly open: readonly DoubtView[];
  /** Page on the stage, from 0. */
  readonly page: number;
  readonly show: (dialog: ReadingDialog) => void;
}): ReactElement | null {
  const office = useOffice();
  const { t } = office;
  const { service, open, page, show } = props;
  const here = open.filter(doubt => doubt.page === page);
  const next = [...here, ...open].find(doubt => doubt.page !== null)?.page ?? null;
  if (open.length === 0) return null;
  return (
    <Notice state="attention" live="status" title={t('doubts.open', { count: open.length })}>
      {here.length > 0 ? (
        <ul>
          {here.map(doubt => (
            <li key={doubt.id}>
              {sayReason(office, service, doubt.reason)} · {sayWhere(office, doubt)}
            </li>
          ))}
        </ul>
      ) : (
        <p>{t('doubts.settle-first')}</p>
      )}
      {next !== null && (
        <Button type="button" variant="quiet" icon="eye" onClick={() => show({ kind: 'page', index: next })}>
          {t('doubts.show')}
        </Button>
      )}
    </Notice>
  );
}
