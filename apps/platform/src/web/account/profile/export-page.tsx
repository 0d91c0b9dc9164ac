import { Button, LinkButton, Notice, Tag } from '@shubbak/design';
import type { ReactElement } from 'react';
import type { Export } from '../../../modules/identity/index.ts';
import { formatMinute, formatSize } from '../../../platform/messages/index.ts';
import { BackLink, FormToken, type Speak } from '../page.tsx';

interface ExportPageProps {
  readonly t: Speak;
  readonly exports: readonly Export[];
  readonly days: number;
  readonly now: Date;
  readonly formToken: string;
  readonly error?: string | undefined;
}

/** Everything of oneself as one archive: ordering it, fetching it, deleting it before its time. */
export function ExportPage({ t, exports, days, now, formToken, error }: ExportPageProps): ReactElement {
  const waits = exports.some(({ state }) => state === 'queued');
  return (
    <div className="stack stack-loose">
      <BackLink href="/account/profile">{t('profile.title')}</BackLink>
      <div className="stack stack-tight">
        <h1>{t('export.door')}</h1>
        <p className="lead">{t('export.lead', { days })}</p>
      </div>
      {error !== undefined && (
        <Notice state="attention" live="alert">
          <p>{error}</p>
        </Notice>
      )}
      <form method="post" action="/account/export">
        <FormToken value={formToken} />
        <Button variant="primary" wideOnPhone icon="files" disabled={waits}>
          {t('export.order')}
        </Button>
      </form>
      {exports.length > 0 && (
        <ul className="rows" aria-label={t('export.list')}>
          {exports.map(each => (
            <li key={each.id}>
              <Line t={t} archive={each} now={now} formToken={formToken} />
            </li>
          ))}
        </ul>
      )}
      <Notice state="info">
        <p>{t('export.care')}</p>
      </Notice>
    </div>
  );
}

function Line(props: Pick<ExportPageProps, 't' | 'now' | 'formToken'> & { readonly archive: Export }): ReactElement {
  const { t, archive, now, formToken } = props;
  const fetchable = archive.state === 'ready' && archive.expiresAt > now;
  const state = archive.state === 'ready' && !fetchable ? 'erased' : archive.state;
  return (
    <div className="stack stack-tight">
      <p className="row">
        <b>{t('export.ordered', { moment: formatMinute(t.language, archive.askedAt) })}</b>
        <Tag state={state === 'ready' ? 'ok' : state === 'queued' ? 'wait' : 'idle'}>{t(`export.state-${state}`)}</Tag>
      </p>
      {state === 'queued' && (
        <p className="small">
          {t('export.queued-line')} <a href="/account/export">{t('export.look-again')}</a>
        </p>
      )}
      {fetchable && (
        <>
          <p className="small muted">
            {t('export.until', {
              moment: formatMinute(t.language, archive.expiresAt),
              size: formatSize(t.language, archive.bytes ?? 0),
            })}
            {(archive.leftOut ?? 0) > 0 && ` · ${t('export.left-out', { count: archive.leftOut ?? 0 })}`}
          </p>
          <div className="row">
            <LinkButton variant="primary" icon="download" href={`/account/export/${archive.id}`}>
              {t('export.fetch')}
            </LinkButton>
            <form method="post" action={`/account/export/${archive.id}/erase`}>
              <FormToken value={formToken} />
              <Button variant="danger">{t('export.erase')}</Button>
            </form>
          </div>
        </>
      )}
    </div>
  );
}
