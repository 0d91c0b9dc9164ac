import { Name } from '@shubbak/design';
import type { ReactElement } from 'react';
import { formatMinute } from '../../../../platform/messages/browser.ts';
import type { EventView } from '../../../api/contract/index.ts';
import { nameOf, useOffice } from '../office-context.ts';
import { DataTable } from './data-table.tsx';

/** Lines of the history: when, what, about whom, by whom. */
export function EventTable({ events }: { readonly events: readonly EventView[] }): ReactElement {
  const { t, language } = useOffice();
  return (
    <DataTable
      caption={t('administration.section-history')}
      rows={events}
      keyOf={({ id }) => id}
      empty={t('administration.no-history')}
      columns={[
        { label: t('administration.when'), renderCell: ({ doneAt }) => formatMinute(language, new Date(doneAt)) },
        { label: t('administration.what'), renderCell: ({ what }) => what },
        {
          label: t('administration.about'),
          renderCell: ({ subject }) => (subject.name ? <Name>{subject.name}</Name> : '—'),
        },
        {
          label: t('administration.by'),
          renderCell: ({ doneBy, approvedBy }) => (
            <>
              {doneBy ? <Name>{nameOf(language, doneBy.name)}</Name> : t('administration.by-platform')}
              {approvedBy && (
                <>
                  {' · '}
                  <Name>{nameOf(language, approvedBy.name)}</Name>
                </>
              )}
            </>
          ),
        },
      ]}
    />
  );
}
