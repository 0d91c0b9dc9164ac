import type { ReactElement } from 'react';
import { useOffice } from '../office-context.ts';
import { TopBar } from '../top-bar.tsx';
import { Absences } from './absences.tsx';

/** What a head of office does about the absences of their own people. */
export function AbsencesScreen(): ReactElement {
  const { t } = useOffice();
  return (
    <>
      <TopBar task={t('administration.section-absences')} />
      <main id="main" className="page wrap stack stack-loose">
        <div className="stack stack-tight">
          <h1>{t('administration.section-absences')}</h1>
          <p className="lead">{t('administration.about-absences')}</p>
        </div>
        <Absences />
      </main>
    </>
  );
}
