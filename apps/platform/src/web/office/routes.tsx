import { type Context, Hono } from 'hono';
import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { directionOf, type Language } from '../../kernel/index.ts';
import { type Messages, translator } from '../../platform/messages/index.ts';
import { fontsToPreload, languageOf, pageHeaders, sheetAddress } from '../shell/index.ts';
import type { ClientEntry } from './assets.ts';
import { screenMessages } from './office-messages.ts';

/** What the staff screens are told before they ask anything. */
export interface OfficeData {
  readonly language: Language;
  readonly messages: Messages;
  /** Whether the simulated authenticator may be offered. */
  readonly demo: boolean;
}

export interface OfficeOptions {
  readonly entry: ClientEntry;
  readonly demo: boolean;
  /** Origin of the bridge on the clerk's machine, if stations have one. */
  readonly bridge: string | undefined;
}

/** The staff screens: one document, whose script draws every address under /office. */
export function officeRoutes({ entry, demo, bridge }: OfficeOptions): Hono {
  const routes = new Hono();
  const headers = pageHeaders({ wasm: true, connect: bridge });
  routes.use('/office/*', headers);
  routes.use('/office', headers);
  const show = (c: Context) => {
    const language = languageOf(c);
    const data: OfficeData = { language, messages: screenMessages[language], demo };
    c.header('cache-control', 'no-store');
    return c.html(`<!doctype html>${renderToStaticMarkup(<OfficeDocument data={data} entry={entry} />)}`);
  };
  routes.get('/office', show);
  routes.get('/office/*', show);
  return routes;
}

function OfficeDocument({ data, entry }: { readonly data: OfficeData; readonly entry: ClientEntry }): ReactElement {
  const t = translator(screenMessages, data.language);
  // `<` is the only character that could end the element or start a comment inside it.
  const json = JSON.stringify(data).replaceAll('<', '\\u003c');
  return (
    <html lang={data.language} dir={directionOf(data.language)}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <title>{t('office.title')}</title>
        {fontsToPreload(data.language).map(href => (
          <link key={href} rel="preload" as="font" type="font/woff2" crossOrigin="anonymous" href={href} />
        ))}
        <link rel="stylesheet" href={sheetAddress('office')} />
        {entry.styles.map(href => (
          <link key={href} rel="stylesheet" href={href} />
        ))}
        <link rel="icon" href="data:," />
        <script type="module" src={entry.script} />
      </head>
      <body className="dense">
        <div id="root" className="office-root">
          <noscript>
            <p className="page wrap">{t('office.needs-script')}</p>
          </noscript>
        </div>
        {/* oxlint-disable-next-line react/no-danger -- a data block, never executed */}
        <script type="application/json" id="page-data" dangerouslySetInnerHTML={{ __html: json }} />
      </body>
    </html>
  );
}
