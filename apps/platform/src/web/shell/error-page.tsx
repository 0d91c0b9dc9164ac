import { Icon, type IconName, LinkButton, Num } from '@shubbak/design';
import type { Context, ErrorHandler, NotFoundHandler } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { ReactElement } from 'react';
import type { Language } from '../../kernel/index.ts';
import { translator } from '../../platform/messages/index.ts';
import { webMessages } from '../web-messages.ts';
import { addressOf, languageOf } from './language.ts';
import { renderPage } from './page.tsx';

interface Kind {
  readonly status: ContentfulStatusCode;
  readonly icon: IconName;
}

const kinds = {
  'not-found': { status: 404, icon: 'diamond' },
  forbidden: { status: 403, icon: 'lock' },
  'too-large': { status: 413, icon: 'files' },
  'too-many': { status: 429, icon: 'clock' },
  failure: { status: 500, icon: 'triangle' },
  unavailable: { status: 503, icon: 'clock' },
} as const satisfies Record<string, Kind>;

/** What may go wrong with a page as a whole. What goes wrong inside a form is said there, beside its field. */
export type ErrorKind = keyof typeof kinds;

/** The error as a page: what happened, what is safe, what to do now; `reference` finds it again in our logs. */
function errorPage(page: {
  readonly kind: ErrorKind;
  readonly language: Language;
  readonly address: string;
  readonly reference?: string;
}): string {
  const t = translator(webMessages, page.language);
  return renderPage({
    language: page.language,
    address: page.address,
    title: t(`web.error-${page.kind}-title`),
    mainClass: 'wrap wrap-narrow page',
    body: <ErrorBody {...page} />,
  });
}

function ErrorBody(props: {
  readonly kind: ErrorKind;
  readonly language: Language;
  readonly reference?: string;
}): ReactElement {
  const t = translator(webMessages, props.language);
  return (
    <div className="stack stack-loose">
      <div className="answer state-idle">
        <Icon name={kinds[props.kind].icon} />
        <h1>{t(`web.error-${props.kind}-title`)}</h1>
        <p>{t(`web.error-${props.kind}-happened`)}</p>
      </div>
      <section className="stack stack-tight">
        <h2>{t('web.error-safe')}</h2>
        <p>{t(`web.error-${props.kind}-safe`)}</p>
      </section>
      <section className="stack stack-tight">
        <h2>{t('web.error-next')}</h2>
        <p>{t(`web.error-${props.kind}-next`)}</p>
        {props.reference !== undefined && (
          <p className="small muted">
            {t('web.error-reference')} <Num>{props.reference}</Num>
          </p>
        )}
      </section>
      <LinkButton variant="primary" wideOnPhone href="/">
        {t('web.error-home')}
      </LinkButton>
    </div>
  );
}

/** Answers a request with an error page and its status. */
export function answerError(c: Context, kind: ErrorKind, reference?: string): Response {
  if (kind === 'unavailable') c.header('retry-after', '120');
  c.header('cache-control', 'no-store');
  const page = { kind, language: languageOf(c), address: addressOf(c), ...(reference !== undefined && { reference }) };
  return c.html(errorPage(page), kinds[kind].status);
}

/** For `app.notFound` of a part that answers with pages. */
export const pageNotFound: NotFoundHandler = c => answerError(c, 'not-found');

/**
 * For `app.onError` of a part that answers with pages. `report` logs the error and returns the reference under which it
 * did; the page shows that reference and nothing of the error itself.
 */
export function pageFailure(report: (error: Error, c: Context) => string): ErrorHandler {
  return (error, c) => answerError(c, 'failure', report(error, c));
}
