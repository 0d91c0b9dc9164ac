import type { ReactElement, ReactNode } from 'react';
import { useOffice } from '../../office-context.ts';
import { DelegationCard } from '../delegation-card.tsx';

/** Nothing waits: said so, and by what right one will sign when something does. */
export function EmptyTable(props: { readonly waiting: boolean; readonly children: ReactNode }): ReactElement {
  const { t } = useOffice();
  if (props.waiting)
    return (
      <main id="main" className="page wrap" aria-busy="true">
        <output>{t('office.loading')}</output>
      </main>
    );
  return (
    <main id="main" className="page wrap wrap-narrow stack stack-loose">
      <div>
        <h1>{t('office.sign-empty')}</h1>
        <p className="lead">{t('office.sign-empty-text')}</p>
      </div>
      {props.children}
      <DelegationCard />
    </main>
  );
}
