import type { MouseEvent, ReactElement, ReactNode } from 'react';
import { Icon } from '../icons/icon.tsx';
import { BrandMark, Zellige } from '../icons/marks.tsx';
import type { IconName } from '../icons/paths.ts';
import { classNames } from './class-names.ts';

/** First thing that Tab reaches: jumps over the header. `target` is the id of the main region. */
export function SkipLink({
  target,
  children,
}: {
  readonly target: string;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <a className="skip-link" href={`#${target}`}>
      {children}
    </a>
  );
}

/** The green band: mark, name, where one is, and at the end edge whatever the page puts there. */
export function PageHeader(props: {
  readonly name: string;
  /** Commune, office or task, under the name. */
  readonly context?: ReactNode;
  readonly href: string;
  /** Full width for workbenches; a page's width otherwise. */
  readonly wide?: boolean;
  /** Beside the name: a search field. */
  readonly search?: ReactNode;
  /** At the end edge: account, language. */
  readonly children?: ReactNode;
}): ReactElement {
  return (
    <header className="header">
      <Zellige />
      <div className={classNames('header-bar', props.wide !== true && 'wrap')}>
        <a className="brand" href={props.href}>
          <BrandMark />
          <span>
            <b>{props.name}</b>
            {props.context !== undefined && <small>{props.context}</small>}
          </span>
        </a>
        {props.search}
        <div className="header-end">{props.children}</div>
      </div>
    </header>
  );
}

export interface MenuLink {
  readonly href: string;
  readonly label: ReactNode;
  readonly current?: boolean;
  /** Language that the label is written in, and that the link leads to. */
  readonly lang?: string;
  readonly onClick?: (event: MouseEvent<HTMLAnchorElement>) => void;
}

/** Links behind one word of the band. A native disclosure: no script. */
export function HeaderMenu(props: {
  readonly icon?: IconName;
  readonly summary: ReactNode;
  readonly links: readonly MenuLink[];
  readonly className?: string;
}): ReactElement {
  return (
    <details className={classNames('header-menu', props.className)}>
      <summary className="header-link">
        {props.icon !== undefined && <Icon name={props.icon} />}
        {props.summary}
        <Icon name="chevron-down" />
      </summary>
      <ul>
        {props.links.map(({ href, label, current, lang, onClick }) => (
          <li key={href}>
            <a
              href={href}
              lang={lang}
              hrefLang={lang}
              aria-current={current === true ? 'true' : undefined}
              onClick={onClick}
            >
              {label}
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
}

export interface LanguageLink {
  readonly code: string;
  /** The language's name in itself. */
  readonly name: string;
  readonly href: string;
}

/** The languages, each named in itself. */
export function LanguageSwitch(props: {
  readonly label: string;
  readonly current: string;
  readonly languages: readonly LanguageLink[];
}): ReactElement {
  const current = props.languages.find(language => language.code === props.current);
  return (
    <HeaderMenu
      icon="globe"
      summary={
        <>
          <span className="visually-hidden">{props.label}: </span>
          <span className="language-name">{current?.name}</span>
        </>
      }
      links={props.languages.map(({ code, name, href }) => {
        return { href, label: name, lang: code, current: code === props.current };
      })}
    />
  );
}

export interface FooterLink {
  readonly href: string;
  readonly label: string;
}

/** The foot of every page. */
export function PageFooter(props: {
  readonly links: readonly FooterLink[];
  readonly children?: ReactNode;
}): ReactElement {
  return (
    <footer className="footer">
      <div className="wrap">
        {props.links.map(link => (
          <a key={link.href} href={link.href}>
            {link.label}
          </a>
        ))}
        {props.children}
      </div>
    </footer>
  );
}

/** What is to be mended before going on: takes the focus when the page loads, and leads to each field. */
export function ErrorSummary(props: {
  readonly title: string;
  /** `field` is the id of the control at fault. */
  readonly errors: readonly { readonly field: string; readonly message: ReactNode }[];
}): ReactElement {
  return (
    // oxlint-disable-next-line jsx-a11y/no-autofocus -- the errors must be the first thing read, without a script
    <div className="error-summary" role="alert" tabIndex={-1} id="errors" autoFocus>
      <h2>{props.title}</h2>
      <ul>
        {props.errors.map(error => (
          <li key={error.field}>
            <a href={`#${error.field}`}>{error.message}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}
