import { type ReactElement, useEffect } from 'react';
import { CounterScreen } from './counter/counter-screen.tsx';
import { useOffice } from './office-context.ts';
import { SignScreen } from './sign/sign-screen.tsx';

/** Which screen an address shows; `/office` leads each person to their own work. */
export function Screen({ path }: { readonly path: string }): ReactElement | null {
  const { office, go } = useOffice();
  const home = office.permissions.includes('requests.prepare') ? '/office/counter' : '/office/sign';
  const known = path === '/office/counter' || path === '/office/sign';
  useEffect(() => {
    if (!known) go(home);
  });
  if (!known) return null;
  return path === '/office/sign' ? <SignScreen /> : <CounterScreen />;
}
