import { Button, Card, LinkButton, Notice, TextInput } from '@shubbak/design';
import { Hono } from 'hono';
import type { ReactElement } from 'react';
import { type KeyOf, type Translator, translator } from '../../platform/messages/index.ts';
import { addressOf, languageOf, renderPage } from '../shell/index.ts';
import { firstAdministratorMessages } from './first-administrator-messages.ts';

export interface FirstAdministratorOptions {
  /** Address of the page's script (register.ts, as Vite built it). */
  readonly script: string;
  readonly demo: boolean;
}

/** `/office/first-administrator`: who holds a one-time code registers a passkey with it. Needs a script: WebAuthn has no form. */
export function firstAdministratorRoutes({ script, demo }: FirstAdministratorOptions): Hono {
  const routes = new Hono();
  routes.get('/office/first-administrator', c => {
    const language = languageOf(c);
    const t = translator(firstAdministratorMessages, language);
    c.header('cache-control', 'no-store');
    return c.html(
      renderPage({
        language,
        title: t('first-administrator.title'),
        address: addressOf(c),
        body: <Registration t={t} />,
        scripts: [script],
        demo,
      }),
    );
  });
  return routes;
}

type Speak = Translator<KeyOf<typeof firstAdministratorMessages>>;

/** Everything that may be said is here, hidden; the script only chooses what to show. */
function Registration({ t }: { readonly t: Speak }): ReactElement {
  return (
    <div className="stack measure">
      <h1>{t('first-administrator.title')}</h1>
      <p className="lead">{t('first-administrator.lead')}</p>
      <noscript>
        <Notice state="attention">
          <p>{t('first-administrator.needs-script')}</p>
        </Notice>
      </noscript>
      <div data-says="done" className="stack" hidden tabIndex={-1}>
        <Notice state="ok" title={t('first-administrator.done')}>
          <p>{t('first-administrator.done-line')}</p>
        </Notice>
        <p>
          <LinkButton variant="primary" href="/office/sign-in">
            {t('first-administrator.sign-in')}
          </LinkButton>
        </p>
      </div>
      <div data-says="failed" hidden role="alert">
        <Notice state="attention" title={t('first-administrator.failed')}>
          <p data-detail>{t('first-administrator.failed-line')}</p>
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
        label={t('first-administrator.code')}
        hint={t('first-administrator.code-hint')}
        maxLength={60}
        required
        code
      />
      <TextInput
        id="name"
        name="name"
        label={t('first-administrator.name')}
        hint={t('first-administrator.name-hint')}
        maxLength={120}
        required
      />
      <Button variant="primary" big icon="key">
        {t('first-administrator.register')}
      </Button>
      <p className="muted small">{t('first-administrator.after')}</p>
    </form>
  );
}
