import { type ReactElement, useEffect } from 'react';
import { CounterScreen } from './counter/counter-screen.tsx';
import { useOffice } from './office-context.ts';
import { SignScreen } from './sign/sign-screen.tsx';
import { TopBar } from './top-bar.tsx';

/** Which screen an address shows; `/office` leads each person to their own work. */
export function Screen({ path }: { readonly path: string }): ReactElement | null {
  const { office, go } = useOffice();
  const prepares = office.permissions.includes('requests.prepare');
  const signs = office.permissions.includes('acts.sign');
  const home = prepares ? '/office/counter' : signs ? '/office/sign' : undefined;
  const shown = (path === '/office/counter' && prepares) || (path === '/office/sign' && signs) ? path : home;
  useEffect(() => {
    if (shown !== undefined && shown !== path) go(shown);
  }, [shown, path, go]);
  if (shown === undefined) return <NoScreen />;
  return shown === '/office/sign' ? <SignScreen /> : <CounterScreen />;
}

/** Somebody whose work has no screen here yet: says so, and lets them change office or leave. */
function NoScreen(): ReactElement {
  const { t } = useOffice();
  return (
    <>
      <TopBar task={t('office.staff')} />
      <main id="main" className="page wrap wrap-narrow stack">
        <h1>{t('office.no-screen')}</h1>
        <p className="lead">{t('office.no-screen-text')}</p>
      </main>
    </>
  );
}
