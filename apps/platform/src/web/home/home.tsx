import { Door, Notice } from '@shubbak/design';
import { Hono } from 'hono';
import type { ReactElement } from 'react';
import { translator } from '../../platform/messages/index.ts';
import { addressOf, languageOf, renderPage } from '../shell/index.ts';
import { webMessages } from '../web-messages.ts';
import { SealedPaper } from './paper.tsx';

// Word joiners (U+2060) keep the number of the law on one line.
const law = '55\u2060-\u206019';

type Speak = ReturnType<typeof speak>;
const speak = (language: Parameters<typeof translator>[1]) => translator(webMessages, language);

/** The front page: what Shubbak is, and the doors to the rest. `demo` marks a demonstration. */
export function homeRoutes(options: { readonly demo: boolean }): Hono {
  const routes = new Hono();
  routes.get('/', c => {
    const language = languageOf(c);
    const t = speak(language);
    return c.html(
      renderPage({
        language,
        title: t('web.home'),
        address: addressOf(c),
        body: <Home t={t} />,
        demo: options.demo,
      }),
    );
  });
  return routes;
}

function Home({ t }: { readonly t: Speak }): ReactElement {
  return (
    <div className="stack stack-sections">
      <div className="hero">
        <div className="stack">
          <h1>{t('web.home-heading')}</h1>
          <p className="lead measure">{t('web.home-lead')}</p>
        </div>
        <SealedPaper />
      </div>
      <Doors t={t} />
      <section className="stack" aria-labelledby="steps">
        <h2 id="steps">{t('web.home-steps')}</h2>
        <StepsToAnAct t={t} />
      </section>
      <Notice state="info" title={t('web.home-need')}>
        <p>{t('web.home-need-line', { law, article: 7 })}</p>
      </Notice>
    </div>
  );
}

function Doors({ t }: { readonly t: Speak }): ReactElement {
  return (
    <nav className="grid grid-halves" aria-label={t('web.home')}>
      <Door href="/pre-enrolment" icon="calendar" title={t('web.home-prepare')}>
        {t('web.home-prepare-line')}
      </Door>
      <Door href="/v" icon="qr" title={t('web.verify')}>
        {t('web.home-verify-line')}
      </Door>
      <Door href="/account" icon="user" title={t('web.home-account')}>
        {t('web.home-account-line')}
      </Door>
      <Door href="/office" icon="building" title={t('web.home-office')}>
        {t('web.home-office-line')}
      </Door>
    </nav>
  );
}

function StepsToAnAct({ t }: { readonly t: Speak }): ReactElement {
  const steps = ['sign', 'certify', 'verify'] as const;
  return (
    <ol className="grid grid-thirds numbered">
      {steps.map(step => (
        <li key={step}>
          <h3>{t(`web.home-step-${step}`)}</h3>
          <p className="muted">{t(`web.home-step-${step}-line`)}</p>
        </li>
      ))}
    </ol>
  );
}
