import { Avatar, IconButton, PageHeader, Select } from '@shubbak/design';
import type { ReactElement, ReactNode } from 'react';
import { initialsOf } from './initials.ts';
import { languageNames } from './language-names.ts';
import { nameOf, textIn, useOffice } from './office-context.ts';

/** The green band of the staff screens: where one is, a search, who one is, and the way out. */
export function TopBar(props: { readonly task: string; readonly search?: ReactNode }): ReactElement {
  const { t, language, me, office, demo } = useOffice();
  return (
    <PageHeader
      name={t('office.product')}
      context={`${textIn(language, office.name)} · ${props.task}`}
      href="/office"
      wide
      search={props.search}
    >
      {demo && <span className="header-demo">{t('office.demo')}</span>}
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

/** Counter and signing table, for whoever works at both. */
function ScreenLinks(): ReactElement | null {
  const { t, office, go } = useOffice();
  const both = office.permissions.includes('requests.prepare') && office.permissions.includes('acts.sign');
  if (!both && office.permissions.length > 0) return <OfficeChoice />;
  const link = (path: string, label: string): ReactElement => (
    <a
      className="header-link"
      href={path}
      aria-current={location.pathname === path ? 'page' : undefined}
      onClick={event => {
        event.preventDefault();
        go(path);
      }}
    >
      {label}
    </a>
  );
  return (
    <>
      <OfficeChoice />
      {link('/office/counter', t('office.counter'))}
      {link('/office/sign', t('office.signing'))}
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

function LanguageMenu(): ReactElement {
  const { t, language } = useOffice();
  return (
    <details className="languages">
      <summary className="header-link">
        <span className="visually-hidden">{t('office.language')}: </span>
        {languageNames[language]}
      </summary>
      <ul>
        {Object.entries(languageNames).map(([code, name]) => (
          <li key={code}>
            <a
              href={`${location.pathname}?language=${code}`}
              lang={code}
              aria-current={code === language ? 'true' : undefined}
            >
              {name}
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
}

function SignOut(): ReactElement {
  const { t } = useOffice();
  return (
    <form method="post" action="/api/v1/sign-out">
      <IconButton icon="sign-out" label={t('office.sign-out')} type="submit" />
    </form>
  );
}
