import { Button, Name, Select, Tag, TextInput } from '@shubbak/design';
import { type ReactElement, useCallback, useState } from 'react';
import type { StaffLine } from '../../../api/contract/index.ts';
import { nameOf, useOffice } from '../office-context.ts';
import { Problem } from '../problem.tsx';
import { DataTable } from './data-table.tsx';
import { OfficeField } from './fields.tsx';
import { Pages } from './pages.tsx';
import { PostingWords, StateTag } from './staff-words.tsx';
import { addressOf } from './sections.ts';
import { TakeOnDialog } from './take-on-dialog.tsx';
import { useAnswer } from './use-answer.ts';

const states = ['working', 'away', 'coming', 'idle', 'left'] as const;

/** Everybody who works for the commune: found by name, office, role or state, a page at a time. */
export function StaffList(): ReactElement {
  const { t, api, go } = useOffice();
  const [filter, setFilter] = useState({ text: '', office: '', role: '', state: '', page: 1 });
  const [takingOn, setTakingOn] = useState(false);
  const { answer: places } = useAnswer(useCallback(() => api.call('listPlaces', {}), [api]));
  const { answer: roles } = useAnswer(useCallback(() => api.call('listRoles', {}), [api]));
  const ask = useCallback(() => {
    const { text, office, role, state, page } = filter;
    const chosen = states.find(each => each === state);
    const query = { text, page, ...(office && { office }), ...(role && { role }), ...(chosen && { state: chosen }) };
    return api.call('listStaff', { query });
  }, [api, filter]);
  const { answer, problem } = useAnswer(ask);
  const narrow = (changes: Partial<typeof filter>): void => setFilter({ ...filter, page: 1, ...changes });
  return (
    <>
      <search className="filters">
        <TextInput
          id="staff-text"
          label={t('administration.find-name')}
          type="search"
          value={filter.text}
          onChange={event => narrow({ text: event.currentTarget.value })}
        />
        <OfficeField
          id="staff-office"
          label={t('administration.office')}
          none={t('administration.every-office')}
          offices={places?.offices.filter(({ closedOn }) => closedOn === null) ?? []}
          value={filter.office}
          onChange={office => narrow({ office })}
        />
        <Select
          id="staff-role"
          label={t('administration.role')}
          options={[
            { value: '', label: t('administration.every-role') },
            ...(roles?.roles ?? []).map(({ role, name }) => ({ value: role, label: name })),
          ]}
          value={filter.role}
          onChange={event => narrow({ role: event.currentTarget.value })}
        />
        <Select
          id="staff-state"
          label={t('administration.state')}
          options={[
            { value: '', label: t('administration.every-state') },
            ...states.map(state => ({ value: state, label: t(`administration.state-${state}`) })),
          ]}
          value={filter.state}
          onChange={event => narrow({ state: event.currentTarget.value })}
        />
      </search>
      {problem && <Problem problem={problem} />}
      <div className="row">
        <p aria-live="polite">{answer && t('administration.staff-count', { count: answer.total })}</p>
        <Button type="button" variant="primary" icon="plus" className="push" onClick={() => setTakingOn(true)}>
          {t('administration.take-on')}
        </Button>
      </div>
      {answer && <StaffTable staff={answer.staff} />}
      {answer && answer.pages > 1 && (
        <Pages page={answer.page} pages={answer.pages} onTurn={page => setFilter({ ...filter, page })} />
      )}
      {takingOn && (
        <TakeOnDialog onClose={() => setTakingOn(false)} onTakenOn={staffId => go(addressOf('staff', staffId))} />
      )}
    </>
  );
}

/** Members of staff with what they hold; each name opens the file. */
function StaffTable({ staff }: { readonly staff: readonly StaffLine[] }): ReactElement {
  const { t, language, go } = useOffice();
  return (
    <DataTable
      caption={t('administration.section-staff')}
      rows={staff}
      keyOf={({ id }) => id}
      empty={t('administration.nobody-found')}
      columns={[
        {
          label: t('administration.name'),
          renderCell: ({ id, name }) => (
            <a
              className="touch"
              href={addressOf('staff', id)}
              onClick={event => {
                event.preventDefault();
                go(addressOf('staff', id));
              }}
            >
              <Name>{nameOf(language, name)}</Name>
            </a>
          ),
        },
        {
          label: t('administration.postings'),
          renderCell: ({ postings }) =>
            postings.length === 0 ? '—' : postings.map(posting => <PostingWords key={posting.id} posting={posting} />),
        },
        { label: t('administration.state'), renderCell: line => <StateTag line={line} /> },
        {
          label: t('administration.account'),
          renderCell: ({ account }) =>
            account.passkeys > 0 ? (
              t('administration.passkeys', { count: account.passkeys })
            ) : (
              <Tag state="attention">
                {account.codeUntil === null ? t('administration.no-passkey') : t('administration.code-open')}
              </Tag>
            ),
        },
      ]}
    />
  );
}
