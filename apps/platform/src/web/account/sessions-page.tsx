import { Button, Tag } from '@shubbak/design';
import type { ReactElement } from 'react';
import type { SessionListed } from '../../modules/identity/index.ts';
import { formatMinute } from '../../platform/messages/index.ts';
import { BackLink, FormToken, type Speak } from './page.tsx';
import { deviceName } from './security/device-name.ts';

/** Where the account is open now; every session but this one can be ended from here. */
export function SessionsPage(props: {
  readonly t: Speak;
  readonly sessions: readonly SessionListed[];
  readonly formToken: string;
}): ReactElement {
  const { t, sessions, formToken } = props;
  return (
    <div className="stack stack-loose">
      <BackLink href="/account/security">{t('security.title')}</BackLink>
      <div className="stack stack-tight">
        <h1>{t('account.sessions')}</h1>
        <p className="lead">{t('account.sessions-lead')}</p>
      </div>
      <ul className="rows">
        {sessions.map(session => (
          <li key={session.id}>
            <div>
              <p>
                <b>
                  <bdi>{deviceName(t, session.device)}</bdi>
                </b>{' '}
                {session.current && <Tag state="ok">{t('account.session-current')}</Tag>}
              </p>
              <p className="small muted">
                {t(`security.method-${session.method}`)} · {t(`security.level-${session.level}`)}
                {session.sharedDevice && ` · ${t('security.on-shared')}`}
                <br />
                {t('account.session-opened', { instant: formatMinute(t.language, session.createdAt) })}
                <br />
                {t('account.session-seen', { instant: formatMinute(t.language, session.seenAt) })}
              </p>
            </div>
            {!session.current && (
              <form method="post" action={`/account/sessions/${session.id}/end`}>
                <FormToken value={formToken} />
                <Button variant="danger">{t('account.session-end')}</Button>
              </form>
            )}
          </li>
        ))}
      </ul>
      {sessions.length > 1 && (
        <form method="post" action="/account/sessions/end-others">
          <FormToken value={formToken} />
          <Button variant="danger">{t('account.sessions-end-others')}</Button>
        </form>
      )}
    </div>
  );
}
