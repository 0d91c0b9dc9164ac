import { type FooterLink, LanguageSwitch, PageFooter, PageHeader, SkipLink } from '@shubbak/design';
import type { ReactElement, ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { directionOf, type Language, languages } from '../../kernel/index.ts';
import { translator } from '../../platform/messages/index.ts';
import { webMessages } from '../web-messages.ts';
import { fontsToPreload, iconAddress, type Look, sheetAddress } from './design-assets.ts';
import { inLanguage, languageNames } from './language.ts';

/** A page to be rendered. Only the first four are needed. */
export interface Page {
  readonly language: Language;
  /** What the page is, without the product's name, which is added. */
  readonly title: string;
  /** Path and query of this page (`addressOf(c)`): the language switch keeps them. */
  readonly address: string;
  /** Inside `<main>`. */
  readonly body: ReactNode;
  /** `citizen` unless said otherwise; `office` brings the workbench sheets and dense type. */
  readonly look?: Look;
  /** Further classes of `<body>`: `work` for a screen that fills the window, `kiosk` for the citizen's own screen. */
  readonly bodyClass?: string;
  /** Classes of `<main>`; a citizen's page has the width of a page unless said otherwise. */
  readonly mainClass?: string;
  /** Commune, office or task, under the product's name. */
  readonly context?: string;
  readonly homeHref?: string;
  readonly headerSearch?: ReactNode;
  /** At the end of the header, before the language switch: who is signed in, signing out. */
  readonly headerEnd?: ReactNode;
  readonly footer?: readonly FooterLink[];
  /** Addresses of module scripts (islands, staff screens). */
  readonly scripts?: readonly string[];
  /** What the scripts need to start, as JSON in `<script type="application/json" id="page-data">`. Never a secret. */
  readonly data?: unknown;
  /** Replaces the linked sheet, for a page that must come in one answer; name it in `pageHeaders` too. */
  readonly inlineStyle?: string;
  /** `none` when a script draws the whole screen inside `body`: no header, no `<main>`, no footer of ours. */
  readonly frame?: 'full' | 'none';
  /** Says on every page that this is a demonstration without legal effect. */
  readonly demo?: boolean;
}

/** The whole document, as HTML. No inline script; styles by link, under an address that changes with their content. */
export function renderPage(page: Page): string {
  return `<!doctype html>${renderToStaticMarkup(<Document page={page} />)}`;
}

function Document({ page }: { readonly page: Page }): ReactElement {
  const { look = 'citizen', language } = page;
  const className = [look === 'office' ? 'dense' : '', page.bodyClass ?? ''].join(' ').trim();
  return (
    <html lang={language} dir={directionOf(language)}>
      <Head page={page} />
      <body className={className === '' ? undefined : className}>
        {page.frame === 'none' ? page.body : <Frame page={page} />}
        {page.data !== undefined && <PageData value={page.data} />}
      </body>
    </html>
  );
}

function Frame({ page }: { readonly page: Page }): ReactElement {
  const citizen = (page.look ?? 'citizen') === 'citizen';
  return (
    <>
      <Top page={page} />
      <main id="main" tabIndex={-1} className={page.mainClass ?? (citizen ? 'wrap page' : undefined)}>
        {page.body}
      </main>
      {citizen && <Foot page={page} />}
    </>
  );
}

function Head({ page }: { readonly page: Page }): ReactElement {
  const t = translator(webMessages, page.language);
  return (
    <head>
      <meta charSet="utf-8" />
      <meta name="viewport" content="width=device-width,initial-scale=1" />
      <title>{`${page.title} · ${t('web.product')}`}</title>
      {page.inlineStyle === undefined ? (
        <>
          {fontsToPreload(page.language).map(href => (
            <link key={href} rel="preload" as="font" type="font/woff2" crossOrigin="anonymous" href={href} />
          ))}
          <link rel="stylesheet" href={sheetAddress(page.look ?? 'citizen')} />
          <link rel="icon" type="image/svg+xml" href={iconAddress} />
        </>
      ) : (
        <>
          {/* oxlint-disable-next-line react/no-danger -- our own sheet, allowed by its digest */}
          <style dangerouslySetInnerHTML={{ __html: page.inlineStyle }} />
          <link rel="icon" href="data:," />
        </>
      )}
      {page.scripts?.map(src => (
        <script key={src} type="module" src={src} />
      ))}
    </head>
  );
}

function Top({ page }: { readonly page: Page }): ReactElement {
  const t = translator(webMessages, page.language);
  return (
    <>
      <SkipLink target="main">{t('web.skip')}</SkipLink>
      {page.demo === true && (
        <aside className="ribbon" aria-label={t('web.demo-label')}>
          <div className="wrap">{t('web.demo')}</div>
        </aside>
      )}
      <PageHeader
        name={t('web.product')}
        context={page.context ?? t('web.tagline')}
        href={page.homeHref ?? '/'}
        wide={page.look === 'office'}
        search={page.headerSearch}
      >
        {page.headerEnd}
        <LanguageSwitch
          label={t('web.language')}
          current={page.language}
          languages={languages.map(code => ({
            code,
            name: languageNames[code],
            href: inLanguage(page.address, code),
          }))}
        />
      </PageHeader>
    </>
  );
}

function Foot({ page }: { readonly page: Page }): ReactElement {
  const t = translator(webMessages, page.language);
  const links = page.footer ?? [
    { href: '/', label: t('web.home') },
    { href: '/v', label: t('web.verify') },
  ];
  return <PageFooter links={links} />;
}

function PageData({ value }: { readonly value: unknown }): ReactElement {
  // `<` is the only character that could end the element or start a comment inside it.
  const json = JSON.stringify(value).replaceAll('<', '\\u003c');
  // oxlint-disable-next-line react/no-danger -- a data block, never executed
  return <script type="application/json" id="page-data" dangerouslySetInnerHTML={{ __html: json }} />;
}
