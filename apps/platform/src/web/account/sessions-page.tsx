import { Button } from '@shubbak/design';
import type { ReactElement } from 'react';
import type { SessionListed } from '../../modules/identity/index.ts';
import { formatMinute } from '../../platform/messages/index.ts';
import { BackLink, FormToken, type Speak } from './page.tsx';

/** Where the account is open now; every session but this one can be ended from here. */
export function SessionsPage(props: {
  readonly t: Speak;
  readonly sessions: readonly SessionListed[];
  readonly formToken: string;
}): ReactElement {
  const { t, sessions, formToken } = props;
  return (
    <div className="stack stack-loose">
      <BackLink href="/account">{t('account.title')}</BackLink>
      <div className="stack stack-tight">
        <h1>{t('account.sessions')}</h1>
        <p className="lead">{t('account.sessions-lead')}</p>
      </div>
      <ul className="rows">
        {sessions.map(session => (
          <li key={session.id}>
            <div>
              <p>
                <b>{t(session.current ? 'account.session-current' : 'account.session-other')}</b>
              </p>
              <p className="small muted">
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
    </div>
  );
}
