import { Button } from '@shubbak/design';
import type { ReactElement } from 'react';
import { useOffice } from '../office-context.ts';

/** Turns the pages of a long list. */
export function Pages(props: {
  readonly page: number;
  readonly pages: number;
  readonly onTurn: (page: number) => void;
}): ReactElement {
  const { t } = useOffice();
  const { page, pages, onTurn } = props;
  return (
    <nav className="row" aria-label={t('administration.pages')}>
      <Button type="button" icon="chevron-start" disabled={page === 1} onClick={() => onTurn(page - 1)}>
        {t('administration.page-before')}
      </Button>
      <span>{t('administration.page', { page, pages })}</span>
      <Button type="button" disabled={page === pages} onClick={() => onTurn(page + 1)}>
        {t('administration.page-after')}
      </Button>
    </nav>
  );
}
