import { Button } from '@shubbak/design';
import { type ReactElement, useState } from 'react';
import { useOffice } from '../office-context.ts';
import { TopBar } from '../top-bar.tsx';
import { EnrolOrganisation } from './enrol-organisation.tsx';
import { FindOrganisation } from './find-organisation.tsx';
import { OrganisationFile } from './organisation-file.tsx';
import { useOrganisations } from './use-organisations.ts';
import { useTerms } from './use-terms.ts';

/** Organisations and who acts for them: found, enrolled, changed; mandates written down and ended. */
export function OrganisationsScreen(): ReactElement {
  const { t } = useOffice();
  const terms = useTerms();
  const organisations = useOrganisations();
  const [enrolling, setEnrolling] = useState(false);
  const { card, show, open } = organisations;
  return (
    <>
      <TopBar task={t('organisations.title')} />
      <main id="main" className="page wrap stack stack-sections">
        <div className="stack stack-tight">
          <div className="row">
            <h1>{t('organisations.title')}</h1>
            <Button type="button" variant="secondary" className="push" icon="plus" onClick={() => setEnrolling(true)}>
              {t('organisations.enrol')}
            </Button>
          </div>
          <p className="lead">{t('organisations.lead')}</p>
        </div>
        {terms && card && (
          <>
            <Button type="button" variant="quiet" icon="chevron-start" onClick={() => show(undefined)}>
              {t('organisations.back')}
            </Button>
            <OrganisationFile key={card.id} card={card} terms={terms} onDone={show} />
          </>
        )}
        {terms && !card && <FindOrganisation organisations={organisations} terms={terms} />}
      </main>
      {terms && enrolling && (
        <EnrolOrganisation
          terms={terms}
          onClose={() => setEnrolling(false)}
          onDone={next => {
            setEnrolling(false);
            show(next);
          }}
          onOpen={id => {
            setEnrolling(false);
            open(id);
          }}
        />
      )}
    </>
  );
}
