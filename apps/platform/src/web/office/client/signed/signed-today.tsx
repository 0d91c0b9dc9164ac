import { type ReactElement, useEffect, useState } from 'react';
import { useOffice } from '../office-context.ts';

/** How much was signed in the officer's name today, always in sight where they sign, and the way to the list. */
export function SignedToday(): ReactElement | null {
  const { t, api, go } = useOffice();
  const [count, setCount] = useState<number>();
  useEffect(() => void api.call('listSignedInName', {}).then(({ today }) => setCount(today)), [api]);
  if (count === undefined) return null;
  return (
    <p className="small">
      <a
        href="/office/signed"
        onClick={event => {
          event.preventDefault();
          go('/office/signed');
        }}
      >
        {t('statements.signed-today', { count })}
      </a>
    </p>
  );
}
