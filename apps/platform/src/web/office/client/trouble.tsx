import { Button, Notice } from '@shubbak/design';
import type { ReactElement } from 'react';
import type { Speak } from './page-data.ts';

/** Nobody answered: what happened, what is safe, what to do. */
export function Trouble({ t, onRetry }: { readonly t: Speak; readonly onRetry: () => void }): ReactElement {
  return (
    <main className="page wrap wrap-narrow stack">
      <Notice state="attention" title={t('office.trouble-title')} live="alert">
        <p>{t('office.trouble-text')}</p>
      </Notice>
      <Button variant="primary" type="button" onClick={onRetry}>
        {t('office.retry')}
      </Button>
    </main>
  );
}
