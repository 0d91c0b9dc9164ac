import { Name, Notice, Select, TextInput } from '@shubbak/design';
import { type ReactElement, useCallback, useState } from 'react';
import { formatDate } from '../../../../platform/messages/browser.ts';
import type { PostingView } from '../../../api/contract/index.ts';
import { nameOf, useOffice } from '../office-context.ts';
import { DataTable } from './data-table.tsx';
import { OfficeField } from './fields.tsx';
import { PostingWords } from './staff-words.tsx';
import { useAnswer } from './use-answer.ts';

/** “Why can she do this?” and “who can do this here?”, answered from the postings themselves. */
export function Rights(): ReactElement {
  const { t, api, language } = useOffice();
  const [asked, setAsked] = useState({ permission: '', office: '', text: '' });
  const { answer: places } = useAnswer(useCallback(() => api.call('listPlaces', {}), [api]));
  const { answer: roles } = useAnswer(useCallback(() => api.call('listRoles', {}), [api]));
  const office = asked.office || places?.offices.find(({ closedOn }) => closedOn === null)?.id;
  const permission = asked.permission || roles?.permissions[0]?.permission;
  const ask = useCallback(
    async () =>
      office === undefined || permission === undefined
        ? undefined
        : api.call('listHolders', { query: { permission, office } }),
    [api, office, permission],
  );
  const { answer } = useAnswer(ask);
  const why = roles?.permissions.find(each => each.permission === permission)?.why;
  const word = asked.text.trim().toLocaleLowerCase();
  const shown = answer?.holders.filter(({ name }) => `${name.arabic} ${name.latin}`.toLocaleLowerCase().includes(word));
  return (
    <>
      <search className="filters">
        <Select
          id="right"
          label={t('administration.right')}
          options={(roles?.permissions ?? []).map(each => ({ value: each.permission, label: each.name }))}
          value={permission ?? ''}
          onChange={event => setAsked({ ...asked, permission: event.currentTarget.value })}
        />
        <OfficeField
          id="right-office"
          label={t('administration.office')}
          offices={places?.offices.filter(({ closedOn }) => closedOn === null) ?? []}
          value={office ?? ''}
          onChange={chosen => setAsked({ ...asked, office: chosen })}
        />
        <TextInput
          id="right-name"
          label={t('administration.find-name')}
          type="search"
          value={asked.text}
          onChange={event => setAsked({ ...asked, text: event.currentTarget.value })}
        />
      </search>
      {why !== undefined && why !== '' && (
        <Notice state="info">
          <p>{why}</p>
        </Notice>
      )}
      {shown && (
        <DataTable
          caption={t('administration.section-rights')}
          rows={shown}
          keyOf={({ id }) => id}
          empty={word === '' ? t('administration.nobody-holds') : t('administration.does-not-hold')}
          columns={[
            { label: t('administration.name'), renderCell: ({ name }) => <Name>{nameOf(language, name)}</Name> },
            {
              label: t('administration.because'),
              renderCell: ({ reasons }) => reasons.map(posting => <Reason key={posting.id} posting={posting} />),
            },
          ]}
        />
      )}
    </>
  );
}

function Reason({ posting }: { readonly posting: PostingView }): ReactElement {
  const { t, language } = useOffice();
  const { grantedBy, approvedBy, validFrom } = posting;
  const date = formatDate(language, new Date(validFrom));
  const names = [grantedBy, approvedBy].flatMap(each => (each ? [nameOf(language, each.name)] : [])).join(' · ');
  return (
    <div>
      <PostingWords posting={posting} />
      <small className="muted">
        {names === '' ? `${t('administration.by-platform')}, ${date}` : t('administration.given-on', { names, date })}
      </small>
    </div>
  );
}
