import { Button } from '@shubbak/design';
import type { ReactElement } from 'react';
import type { HandlingView } from '../../../api/contract/index.ts';
import { useOffice } from '../office-context.ts';
import type { File } from './use-file.ts';

/** What is asked about before it is done. */
export type Asking = 'assign' | 'prioritise' | 'return' | 'ask';

/** What may be done about the open request: the one thing to do next stands first. */
export function Actions(props: {
  readonly file: File;
  readonly handling: HandlingView;
  readonly onAsk: (asking: Asking) => void;
}): ReactElement {
  const { t, office, go } = useOffice();
  const { file, handling, onAsk } = props;
  const { actions, verbs, line } = handling;
  const may = (action: (typeof actions)[number]): boolean => actions.includes(action);
  const signs = office.permissions.includes('acts.sign') && (line.state === 'queued' || line.state === 'refusing');
  const free = line.lease === null || line.lease.mine;
  return (
    <div className="row" role="group" aria-label={t('queue.tab-file')}>
      {may('claim') && (
        <Button
          variant="primary"
          type="button"
          shortcut="C"
          onClick={() => void file.act((api, params) => api.call('claimRequest', { params, body: {} }))}
        >
          {t('queue.claim')}
        </Button>
      )}
      {may('hand') && (
        <Button
          variant={may('claim') ? 'secondary' : 'primary'}
          type="button"
          shortcut="H"
          onClick={() => void file.act((api, params) => api.call('handRequest', { params, body: {} }))}
        >
          {t('queue.hand')}
        </Button>
      )}
      {signs && free && (
        <Button type="button" shortcut="S" onClick={() => go(`/office/sign?request=${line.id}`)}>
          {t('queue.sign')}
        </Button>
      )}
      {verbs.includes('return') && free && (
        <Button type="button" shortcut="R" onClick={() => onAsk('return')}>
          {t('queue.return')}
        </Button>
      )}
      {verbs.includes('resubmit') && (
        <Button
          variant="primary"
          type="button"
          onClick={() =>
            void file.act((api, params) => api.call('resubmitRequest', { params, body: { version: line.version } }))
          }
        >
          {t('queue.resubmit')}
        </Button>
      )}
      {may('ask') && (
        <Button type="button" variant="quiet" onClick={() => onAsk('ask')}>
          {t('queue.ask')}
        </Button>
      )}
      {may('prioritise') && (
        <Button type="button" variant="quiet" onClick={() => onAsk('prioritise')}>
          {t('queue.prioritise')}
        </Button>
      )}
      {may('assign') && (
        <Button type="button" variant="quiet" onClick={() => onAsk('assign')}>
          {t('queue.assign')}
        </Button>
      )}
      {may('release') && (
        <Button
          type="button"
          variant="quiet"
          onClick={() => void file.act((api, params) => api.call('releaseRequest', { params, body: {} }))}
        >
          {t('queue.release')}
        </Button>
      )}
    </div>
  );
}
