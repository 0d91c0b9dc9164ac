import { Button, Card, LinkButton, Notice, TextInput } from '@shubbak/design';
import { Hono } from 'hono';
import type { ReactElement } from 'react';
import { type KeyOf, type Translator, translator } from '../../platform/messages/index.ts';
import { addressOf, languageOf, renderPage } from '../shell/index.ts';
import { staffPasskeyMessages } from './staff-passkey-messages.ts';

export interface StaffPasskeyOptions {
  /** Address of the page's script (register.ts, as Vite built it). */
  readonly script: string;
  readonly demo: boolean;
}

/** `/office/passkey`: who holds a one-time code registers a passkey with it. Needs a script: WebAuthn has no form. */
export function staffPasskeyRoutes({ script, demo }: StaffPasskeyOptions): Hono {
  const routes = new Hono();
  routes.get('/office/passkey', c => {
    const language = languageOf(c);
    const t = translator(staffPasskeyMessages, language);
    c.header('cache-control', 'no-store');
    return c.html(
      renderPage({
        language,
        title: t('staff-passkey.title'),
        address: addressOf(c),
        body: <Registration t={t} />,
        scripts: [script],
        demo,
      }),
    );
  });
  return routes;
}

type Speak = Translator<KeyOf<typeof staffPasskeyMessages>>;

/** Everything that may be said is here, hidden; the script only chooses what to show. */
function Registration({ t }: { readonly t: Speak }): ReactElement {
  return (
    <div className="stack measure">
      <h1>{t('staff-passkey.title')}</h1>
      <p className="lead">{t('staff-passkey.lead')}</p>
      <noscript>
        <Notice state="attention">
          <p>{t('staff-passkey.needs-script')}</p>
        </Notice>
      </noscript>
      <div data-says="done" className="stack" hidden tabIndex={-1}>
        <Notice state="ok" title={t('staff-passkey.done')}>
          <p>{t('staff-passkey.done-line')}</p>
        </Notice>
        <p>
          <LinkButton variant="primary" href="/office/sign-in">
            {t('staff-passkey.sign-in')}
          </LinkButton>
        </p>
      </div>
      <div data-says="failed" hidden role="alert">
        <Notice state="attention" title={t('staff-passkey.failed')}>
          <p data-detail>{t('staff-passkey.failed-line')}</p>
        </Notice>
      </div>
      <Card>
        <CodeForm t={t} />
      </Card>
    </div>
  );
}

function CodeForm({ t }: { readonly t: Speak }): ReactElement {
  return (
    <form className="stack" id="registration" autoComplete="off">
      <TextInput
        id="code"
        name="code"
        label={t('staff-passkey.code')}
        hint={t('staff-passkey.code-hint')}
        maxLength={60}
        required
        code
      />
      <TextInput
        id="name"
        name="name"
        label={t('staff-passkey.name')}
        hint={t('staff-passkey.name-hint')}
        maxLength={120}
        required
      />
      <Button variant="primary" big icon="key">
        {t('staff-passkey.register')}
      </Button>
      <p className="muted small">{t('staff-passkey.after')}</p>
    </form>
  );
}
