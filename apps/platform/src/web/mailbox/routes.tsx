import { Card, Notice } from '@shubbak/design';
import { Hono } from 'hono';
import type { ReactElement } from 'react';
import type { Language } from '../../kernel/index.ts';
import type { Mailbox, MailboxEntry } from '../../modules/notifications/index.ts';
import { formatMinute, translator } from '../../platform/messages/index.ts';
import { catalogue } from '../catalogue.ts';
import { addressOf, answerError, languageOf, renderPage } from '../shell/index.ts';

const textOf = (language: Language) => translator(catalogue, language);
type Speak = ReturnType<typeof textOf>;

/**
 * SIMULATED, demo only: `/mailbox` lists every e-mail and text message that the demonstration has sent, `/mailbox/{id}` shows one. The
 * text is shown as text; the HTML lives in a frame of its own that may run, load and reach nothing.
 */
export function mailboxRoutes(mailbox: Mailbox): Hono {
  const routes = new Hono();
  routes.get('/mailbox', async c => {
    const language = languageOf(c);
    const t = textOf(language);
    const body = <MailList entries={await mailbox.list()} t={t} />;
    c.header('cache-control', 'no-store');
    return c.html(renderPage({ language, title: t('mailbox.title'), address: addressOf(c), body, demo: true }));
  });
  routes.get('/mailbox/:id', async c => {
    const entry = await mailbox.find(c.req.param('id'));
    if (!entry) return answerError(c, 'not-found');
    const language = languageOf(c);
    const t = textOf(language);
    c.header('cache-control', 'no-store');
    // The frame below is ours; nothing else may be framed here.
    c.header('content-security-policy', messagePolicy);
    const body = <Message entry={entry} t={t} />;
    return c.html(renderPage({ language, title: t('mailbox.title'), address: addressOf(c), body, demo: true }));
  });
  routes.get('/mailbox/:id/html', async c => {
    const entry = await mailbox.find(c.req.param('id'));
    if (!entry) return answerError(c, 'not-found');
    c.header('cache-control', 'no-store');
    c.header('content-security-policy', contentPolicy);
    c.header('x-frame-options', 'SAMEORIGIN');
    c.header('x-content-type-options', 'nosniff');
    return c.html(entry.html);
  });
  return routes;
}

const messagePolicy =
  "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; frame-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
/** What came by mail is nobody's page: an origin of its own, no script, no form, nothing loaded but inline styles. */
const contentPolicy = "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'";

function MailList({ entries, t }: { readonly entries: readonly MailboxEntry[]; readonly t: Speak }): ReactElement {
  return (
    <div className="stack">
      <h1>{t('mailbox.title')}</h1>
      <Simulated t={t} />
      {entries.length === 0 && <p className="muted">{t('mailbox.empty')}</p>}
      {entries.length > 0 && (
        <ul className="stack stack-tight plain">
          {entries.map(entry => (
            <li key={entry.id}>
              <Card>
                <a href={`/mailbox/${entry.id}`}>
                  <bdi>{titleOf(entry)}</bdi>
                </a>
                <p className="small muted">
                  <Line entry={entry} t={t} />
                </p>
              </Card>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Message({ entry, t }: { readonly entry: MailboxEntry; readonly t: Speak }): ReactElement {
  return (
    <div className="stack">
      <p>
        <a href="/mailbox">{t('mailbox.back')}</a>
      </p>
      <h1>
        <bdi>{titleOf(entry)}</bdi>
      </h1>
      <p className="muted">
        <Line entry={entry} t={t} />
      </p>
      <Simulated t={t} />
      <section className="stack stack-tight" aria-labelledby="text">
        <h2 id="text">{t('mailbox.text')}</h2>
        <Card>
          <div className="stack stack-tight">
            {entry.text.split(/\n{2,}/).map(paragraph => (
              <p key={paragraph} dir="auto">
                {paragraph.trim()}
              </p>
            ))}
          </div>
        </Card>
      </section>
      {entry.channel === 'email' && <AsShown entry={entry} t={t} />}
    </div>
  );
}

function AsShown({ entry, t }: { readonly entry: MailboxEntry; readonly t: Speak }): ReactElement {
  return (
    <section className="stack stack-tight" aria-labelledby="html">
      <h2 id="html">{t('mailbox.html')}</h2>
      <Card>
        <iframe
          sandbox=""
          src={`/mailbox/${entry.id}/html`}
          title={t('mailbox.html')}
          width="100%"
          height="380"
          frameBorder={0}
        />
      </Card>
    </section>
  );
}

/** A text message has no subject: its first words say what it is. */
function titleOf({ channel, subject, text }: MailboxEntry): string {
  if (channel === 'email') return subject;
  return text.length > 60 ? `${text.slice(0, text.lastIndexOf(' ', 60))} …` : text;
}

function Line({ entry, t }: { readonly entry: MailboxEntry; readonly t: Speak }): ReactElement {
  return (
    <>
      {t(`mailbox.channel-${entry.channel}`)} · <bdi dir="ltr">{entry.to}</bdi> ·{' '}
      {formatMinute(t.language, entry.receivedAt)}
    </>
  );
}

function Simulated({ t }: { readonly t: Speak }): ReactElement {
  return (
    <Notice state="info" title={t('mailbox.simulated')}>
      <p>{t('mailbox.simulated-line')}</p>
    </Notice>
  );
}
