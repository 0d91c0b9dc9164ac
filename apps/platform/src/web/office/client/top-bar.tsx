import { Avatar, HeaderMenu, IconButton, LanguageSwitch, PageHeader, Select } from '@shubbak/design';
import type { MouseEvent, ReactElement, ReactNode } from 'react';
import { initialsOf } from './initials.ts';
import { languageNames } from './language-names.ts';
import { nameOf, textIn, useOffice } from './office-context.ts';
import { screenOf, screensAt } from './screens.ts';

/** The green band of the staff screens: where one is, a search, who one is, and the way out. */
export function TopBar(props: {
  readonly task: string;
  readonly search?: ReactNode;
  /** Where the screen is about the whole commune, its name: no office is chosen there. */
  readonly commune?: string;
}): ReactElement {
  const { t, language, me, office, demo } = useOffice();
  return (
    <PageHeader
      name={t('office.product')}
      context={`${props.commune ?? textIn(language, office.name)} · ${props.task}`}
      href="/office"
      wide
      search={props.search}
    >
      {demo && me.commune.mark !== 'training' && <span className="header-demo">{t('office.demo')}</span>}
      {props.commune === undefined && <OfficeChoice />}
      <ScreenLinks />
      <LanguageMenu />
      <span className="header-person">
        <Avatar initials={initialsOf(nameOf(language, me.name))} />
        <span>
          <b>{nameOf(language, me.name)}</b>
          <small>{me.roles.join(' · ')}</small>
        </span>
      </span>
      <SignOut />
    </PageHeader>
  );
}

/** Screens that stand in the band itself; the others are in the menu beside them. */
const inBand = 2;

/** The screens of whoever works at several. */
function ScreenLinks(): ReactElement | null {
  const { t, office, go } = useOffice();
  const screens = screensAt(office);
  if (screens.length < 2) return null;
  const here = screenOf(location.pathname, screens)?.path;
  const links = screens.map(({ path, label }) => ({
    href: path,
    label: t(label),
    current: path === here,
    onClick: (event: MouseEvent<HTMLAnchorElement>) => {
      event.preventDefault();
      event.currentTarget.closest('details')?.removeAttribute('open');
      go(path);
    },
  }));
  return (
    <>
      <nav className="header-screens" aria-label={t('office.screens')}>
        {links.slice(0, inBand).map(({ href, label, current, onClick }) => (
          <a
            key={href}
            className="header-link"
            href={href}
            aria-current={current ? 'page' : undefined}
            onClick={onClick}
          >
            {label}
          </a>
        ))}
      </nav>
      <HeaderMenu
        {...(screens.length <= inBand && { className: 'header-menu-spare' })}
        summary={t('office.screens')}
        links={links}
      />
    </>
  );
}

function OfficeChoice(): ReactElement | null {
  const { t, language, me, office, chooseOffice } = useOffice();
  if (me.offices.length < 2) return null;
  return (
    <Select
      id="office-choice"
      label={<span className="visually-hidden">{t('office.choose-office')}</span>}
      options={me.offices.map(({ id, name }) => ({ value: id, label: textIn(language, name) }))}
      value={office.id}
      onChange={event => chooseOffice(event.currentTarget.value)}
    />
  );
}

/** The languages: the same screen, with what lies on it, in another one. */
function LanguageMenu(): ReactElement {
  const { t, language } = useOffice();
  return (
    <LanguageSwitch
      label={t('office.language')}
      current={language}
      languages={Object.entries(languageNames).map(([code, name]) => ({ code, name, href: inLanguage(code) }))}
    />
  );
}

/** The address of this screen in another language. */
function inLanguage(code: string): string {
  const query = new URLSearchParams(location.search);
  query.set('language', code);
  return `${location.pathname}?${query}`;
}

function SignOut(): ReactElement {
  const { t } = useOffice();
  const leave = async (): Promise<void> => {
    await fetch('/api/v1/sign-out', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' });
    location.assign('/office/sign-in');
  };
  return <IconButton icon="sign-out" label={t('office.sign-out')} onClick={() => void leave()} />;
}
