import { Button, Door, Facts, Notice } from '@shubbak/design';
import type { ReactElement } from 'react';
import type { AppCodeState, SecurityEvent, SessionListed } from '../../../modules/identity/index.ts';
import { formatMinute } from '../../../platform/messages/index.ts';
import { BackLink, FormToken, type Speak } from '../page.tsx';
import { deviceName } from './device-name.ts';

interface Shown {
  readonly t: Speak;
  readonly formToken: string;
  /** The session in use. */
  readonly session: SessionListed | undefined;
  /** How many are open. */
  readonly sessions: number;
  readonly passkeys: number;
  readonly codes: AppCodeState;
  /** What the person has not yet said to have seen. */
  readonly waiting: readonly SecurityEvent[];
  readonly latest: readonly SecurityEvent[];
  /** A new password has just been chosen. */
  readonly changed: boolean;
}

/** Every way into the account, and what happened to them. */
export function SecurityPage(props: Shown): ReactElement {
  const { t, session, changed, waiting } = props;
  return (
    <div className="stack stack-loose">
      <BackLink href="/account">{t('account.title')}</BackLink>
      <div className="stack stack-tight">
        <h1>{t('security.title')}</h1>
        <p className="lead">{t('security.lead')}</p>
      </div>
      {changed && (
        <Notice state="ok" live="status">
          <p>{t('security.password-changed')}</p>
        </Notice>
      )}
      {waiting.length > 0 && <Waiting {...props} />}
      {session && <Now t={t} session={session} />}
      <Ways {...props} />
      <History {...props} />
    </div>
  );
}

/** What somebody should look at before anything else: it may have been somebody else. */
function Waiting({ t, formToken, waiting }: Pick<Shown, 't' | 'formToken' | 'waiting'>): ReactElement {
  return (
    <Notice state="attention" title={t('security.waiting')}>
      <EventList t={t} events={waiting} />
      <p>{t('security.waiting-line')}</p>
      <form method="post" action="/account/security/seen">
        <FormToken value={formToken} />
        <Button>{t('security.waiting-seen')}</Button>
      </form>
    </Notice>
  );
}

function Now({ t, session }: { readonly t: Speak; readonly session: SessionListed }): ReactElement {
  return (
    <section className="stack stack-tight" aria-labelledby="security-now">
      <h2 id="security-now">{t('security.now')}</h2>
      <Facts
        items={[
          { label: t('security.signed-in-by'), value: t(`security.method-${session.method}`) },
          { label: t('security.level'), value: t(`security.level-${session.level}`) },
          { label: t('security.device'), value: <bdi>{deviceName(t, session.device)}</bdi> },
        ]}
      />
      {session.sharedDevice && <p className="small muted">{t('security.on-shared')}</p>}
    </section>
  );
}

function Ways({ t, passkeys, codes, sessions }: Shown): ReactElement {
  return (
    <nav className="stack" aria-label={t('security.ways')}>
      <Door href="/account/security/passkeys" icon="key" title={t('security.passkeys')}>
        {t('security.passkeys-count', { count: passkeys })}
      </Door>
      <Door href="/account/security/codes" icon="clock" title={t('security.codes')}>
        {codes.since ? t('security.codes-on', { count: codes.recoveryCodes }) : t('security.codes-off')}
      </Door>
      <Door href="/account/security/password" icon="lock" title={t('security.password-title')}>
        {t('security.password-line')}
      </Door>
      <Door href="/account/sessions" icon="user" title={t('account.sessions')}>
        {t('security.sessions-count', { count: sessions })}
      </Door>
    </nav>
  );
}

function History({ t, latest }: Shown): ReactElement {
  return (
    <section className="stack stack-tight" aria-labelledby="security-history">
      <h2 id="security-history">{t('security.history')}</h2>
      {latest.length === 0 ? (
        <p className="muted">{t('security.history-empty')}</p>
      ) : (
        <EventList t={t} events={latest} />
      )}
    </section>
  );
}

function EventList({ t, events }: { readonly t: Speak; readonly events: readonly SecurityEvent[] }): ReactElement {
  return (
    <ul className="rows">
      {events.map(({ id, kind, at, device }) => (
        <li key={id}>
          <div>
            <p>{t(`security.event-${kind}`)}</p>
            <p className="small muted">
              {formatMinute(t.language, at)}
              {device !== '' && (
                <>
                  {' · '}
                  <bdi>{deviceName(t, device)}</bdi>
                </>
              )}
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}
