import { lazy, type ReactElement, Suspense, useEffect } from 'react';
import { CounterScreen } from './counter/counter-screen.tsx';
import { useOffice } from './office-context.ts';
import { type StaffScreen, screenOf, screensAt } from './screens.ts';
import { SignScreen } from './sign/sign-screen.tsx';
import { TopBar } from './top-bar.tsx';

const AdministrationScreen = lazy(async () => ({
  default: (await import('./administration/administration-screen.tsx')).AdministrationScreen,
}));
const AbsencesScreen = lazy(async () => ({
  default: (await import('./administration/absences-screen.tsx')).AbsencesScreen,
}));
const AccessScreen = lazy(async () => ({ default: (await import('./access/access-screen.tsx')).AccessScreen }));
const FilesScreen = lazy(async () => ({ default: (await import('./files/files-screen.tsx')).FilesScreen }));
const OrganisationsScreen = lazy(async () => ({
  default: (await import('./organisations/organisations-screen.tsx')).OrganisationsScreen,
}));
const MergingScreen = lazy(async () => ({ default: (await import('./merging/merging-screen.tsx')).MergingScreen }));
const ScreeningScreen = lazy(async () => ({
  default: (await import('./screening/screening-screen.tsx')).ScreeningScreen,
}));
const RegisterScreen = lazy(async () => ({ default: (await import('./register/register-screen.tsx')).RegisterScreen }));
const WithdrawalsScreen = lazy(async () => ({
  default: (await import('./withdrawals/withdrawals-screen.tsx')).WithdrawalsScreen,
}));
const SignedScreen = lazy(async () => ({ default: (await import('./signed/signed-screen.tsx')).SignedScreen }));
const CertifyScreen = lazy(async () => ({ default: (await import('./certify/certify-screen.tsx')).CertifyScreen }));
const StatementsScreen = lazy(async () => ({
  default: (await import('./statements/statements-screen.tsx')).StatementsScreen,
}));

const QueueScreen = lazy(async () => ({ default: (await import('./queue/queue-screen.tsx')).QueueScreen }));
const VisitScreen = lazy(async () => ({ default: (await import('./visit/visit-screen.tsx')).VisitScreen }));

/** What draws each screen. Those behind the first two are fetched (`lazy`) when they are first opened. */
const drawn: Readonly<Record<StaffScreen['path'], ReactElement>> = {
  '/office/counter': <CounterScreen />,
  '/office/certify': <CertifyScreen />,
  '/office/queue': <QueueScreen />,
  '/office/enrol': <VisitScreen />,
  '/office/sign': <SignScreen />,
  '/office/files': <FilesScreen />,
  '/office/organisations': <OrganisationsScreen />,
  '/office/merging': <MergingScreen />,
  '/office/register': <RegisterScreen />,
  '/office/withdrawals': <WithdrawalsScreen />,
  '/office/signed': <SignedScreen />,
  '/office/statements': <StatementsScreen />,
  '/office/screening': <ScreeningScreen />,
  '/office/administration': <AdministrationScreen />,
  '/office/absences': <AbsencesScreen />,
  '/office/access': <AccessScreen />,
};

/** Which screen an address shows; `/office` leads each person to their own work. */
export function Screen({ path }: { readonly path: string }): ReactElement | null {
  const { t, office, go } = useOffice();
  const offered = screensAt(office);
  const asked = screenOf(path, offered);
  const home = offered.find(({ needs }) => needs !== null)?.path;
  useEffect(() => {
    if (!asked && home !== undefined) go(home);
  }, [asked, home, go]);
  if (home === undefined && !asked) return <NoScreen />;
  if (!asked) return null;
  return <Suspense fallback={<p className="visually-hidden">{t('office.loading')}</p>}>{drawn[asked.path]}</Suspense>;
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
