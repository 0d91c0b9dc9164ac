import { Button, Icon, Name, Progress } from '@shubbak/design';
import type { ReactElement } from 'react';
import { formatSize } from '../../../../../platform/messages/browser.ts';
import { useOffice } from '../../office-context.ts';
import { useCounter } from '../counter-context.ts';
import type { IncomingFile } from './intake.ts';

/** Files on their way in, and those about which something is to be said. What arrived in silence goes away by itself. */
export function IncomingFiles(): ReactElement | null {
  const { t } = useOffice();
  const { intake } = useCounter();
  const shown = intake.files.filter(({ state, details }) => state !== 'received' || details.length > 0);
  return (
    <section
      className="incoming"
      aria-label={t('office.counter-incoming')}
      aria-live="polite"
      hidden={shown.length === 0}
    >
      <ul>
        {shown.map(file => (
          <IncomingLine key={file.id} file={file} />
        ))}
      </ul>
      {shown.some(({ state }) => state === 'refused' || state === 'received') && (
        <Button type="button" variant="quiet" onClick={intake.clear}>
          {t('office.counter-understood')}
        </Button>
      )}
    </section>
  );
}

function IncomingLine({ file }: { readonly file: IncomingFile }): ReactElement {
  const { t, language } = useOffice();
  const { name, size, state, details, sent } = file;
  return (
    <li className={`incoming-file state-${state === 'refused' ? 'stop' : state === 'received' ? 'info' : 'wait'}`}>
      <Icon name={state === 'refused' ? 'octagon' : state === 'received' ? 'circle-info' : 'upload'} />
      <div>
        <b>
          <Name>{name}</Name>
        </b>{' '}
        <span className="faint tiny">{formatSize(language, size)}</span>
        {state === 'waiting' && <p className="small muted">{t('office.counter-file-waiting')}</p>}
        {state === 'sending' && (
          <>
            <p className="small muted">{t(sent < 1 ? 'office.counter-file-sending' : 'office.counter-file-reading')}</p>
            <Progress value={sent} max={1} label={t('office.counter-file-sending')} />
          </>
        )}
        {state === 'refused' && <p className="small">{t('office.counter-file-refused')}</p>}
        {details.map(detail => (
          <p key={detail} className="small">
            {detail}
          </p>
        ))}
      </div>
    </li>
  );
}
