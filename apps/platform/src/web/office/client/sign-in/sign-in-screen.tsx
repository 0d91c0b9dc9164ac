import { PageHeader } from '@shubbak/design';
import type { ReactElement } from 'react';
import { languageNames } from '../language-names.ts';
import type { PageData } from '../page-data.ts';
import { SignInForm } from './sign-in-form.tsx';

/** The staff's front door. */
export function SignInScreen({
  data,
  onSignedIn,
}: {
  readonly data: PageData;
  readonly onSignedIn: () => void;
}): ReactElement {
  const { t, language } = data;
  return (
    <>
      <PageHeader name={t('office.product')} context={t('office.staff')} href="/">
        <nav className="row" aria-label={t('office.language')}>
          {Object.entries(languageNames)
            .filter(([code]) => code !== language)
            .map(([code, name]) => (
              <a key={code} className="header-link" lang={code} href={`${location.pathname}?language=${code}`}>
                {name}
              </a>
            ))}
        </nav>
      </PageHeader>
      <main id="main" className="page wrap wrap-narrow stack stack-loose">
        <h1>{t('office.sign-in')}</h1>
        <p className="lead">{t('office.sign-in-lead')}</p>
        <SignInForm data={data} onSignedIn={onSignedIn} />
      </main>
    </>
  );
}
