import { Button, Name, Num } from '@shubbak/design';
import type { ReactElement } from 'react';
import { formatMinute } from '../../../../platform/messages/browser.ts';
import type { RegisterEntryView } from '../../../api/contract/index.ts';
import { DataTable } from '../administration/data-table.tsx';
import { nameOf, useOffice } from '../office-context.ts';
import { Applicants, EntryState, EntrySubject } from './entry-words.tsx';

/** Entries under the columns of the register, latest first. */
export function EntryTable(props: {
  readonly entries: readonly RegisterEntryView[];
  readonly onOpen: (id: string) => void;
}): ReactElement {
  const { t, language } = useOffice();
  return (
    <DataTable
      caption={t('register-screen.title')}
      rows={props.entries}
      keyOf={({ id }) => id}
      empty={t('register-screen.none')}
      columns={[
        {
          label: t('register-screen.number'),
          renderCell: ({ number, at }) => (
            <>
              <b>
                <Num>{number}</Num>
              </b>
              <small className="block muted">{formatMinute(language, new Date(at))}</small>
            </>
          ),
        },
        { label: t('register-screen.subject'), renderCell: entry => <EntrySubject entry={entry} /> },
        { label: t('register-screen.applicant'), renderCell: entry => <Applicants entry={entry} /> },
        {
          label: t('register-screen.officer'),
          renderCell: ({ officer }) =>
            officer ? (
              <>
                <Name>{nameOf(language, officer.name)}</Name>
                {officer.delegation !== '' && (
                  <small className="block muted">
                    <Num>{officer.delegation}</Num>
                  </small>
                )}
              </>
            ) : (
              '—'
            ),
        },
        {
          label: t('register-screen.mode'),
          renderCell: ({ mode }) => (mode === null ? '—' : t(`register-screen.mode-${mode}`)),
        },
        { label: t('register-screen.state'), renderCell: entry => <EntryState entry={entry} /> },
        {
          label: t('register-screen.whole'),
          renderCell: ({ id, number }) => (
            <Button
              type="button"
              variant="quiet"
              className="no-print"
              aria-label={t('register-screen.open-number', { number })}
              onClick={() => props.onOpen(id)}
            >
              {t('register-screen.open')}
            </Button>
          ),
        },
      ]}
    />
  );
}
