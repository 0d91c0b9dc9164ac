import { Button, Name, Select, Tag, TextInput } from '@shubbak/design';
import { type ReactElement, useCallback, useState } from 'react';
import { formatDay } from '../../../../platform/messages/browser.ts';
import type { AuthorityView } from '../../../api/contract/index.ts';
import { nameOf, textIn, useOffice } from '../office-context.ts';
import { Problem } from '../problem.tsx';
import { DataTable } from './data-table.tsx';
import { DateField, LocalizedFields, noText } from './fields.tsx';
import { FormDialog } from './form-dialog.tsx';
import { useAnswer, useChange } from './use-answer.ts';

const looks = { 'in-force': 'ok', coming: 'info', ended: 'idle' } as const;

/** In whose name officers may be delegated: presidents of councils, each for a term. */
export function Authorities(): ReactElement {
  const { t, api, language } = useOffice();
  const { answer, problem, reload } = useAnswer(useCallback(() => api.call('listAuthorities', {}), [api]));
  const [open, setOpen] = useState<'new' | AuthorityView>();
  const done = (): void => {
    setOpen(undefined);
    reload();
  };
  return (
    <>
      {problem && <Problem problem={problem} />}
      <div className="row">
        <Button type="button" variant="primary" icon="plus" className="push" onClick={() => setOpen('new')}>
          {t('administration.enter-authority')}
        </Button>
      </div>
      {answer && (
        <DataTable
          caption={t('administration.section-authorities')}
          rows={answer.authorities}
          keyOf={({ id }) => id}
          empty={t('administration.no-authorities')}
          columns={[
            {
              label: t('administration.name'),
              renderCell: ({ name, title }) => (
                <>
                  <Name>{nameOf(language, name)}</Name>
                  <small className="muted block">{textIn(language, title)}</small>
                </>
              ),
            },
            { label: t('administration.where'), renderCell: ({ place }) => textIn(language, place) },
            { label: t('administration.deed'), renderCell: ({ deed }) => <Name>{deed}</Name> },
            {
              label: t('administration.term'),
              renderCell: ({ firstOn, lastOn }) =>
                `${formatDay(language, firstOn)} – ${lastOn === null ? '…' : formatDay(language, lastOn)}`,
            },
            {
              label: t('administration.state'),
              renderCell: authority => (
                <span className="row">
                  <Tag state={looks[authority.state]}>{t(`administration.posting-${authority.state}`)}</Tag>
                  {authority.state !== 'ended' && (
                    <Button type="button" onClick={() => setOpen(authority)}>
                      {t('administration.set-last-day')}
                    </Button>
                  )}
                </span>
              ),
            },
          ]}
        />
      )}
      {open === 'new' && <EnterDialog onDone={done} onClose={() => setOpen(undefined)} />}
      {open !== undefined && open !== 'new' && (
        <LastDayDialog authority={open} onDone={done} onClose={() => setOpen(undefined)} />
      )}
    </>
  );
}

interface DialogProps {
  readonly onDone: () => void;
  readonly onClose: () => void;
}

function EnterDialog({ onDone, onClose }: DialogProps): ReactElement {
  const { t, api, language, me } = useOffice();
  const { answer: places } = useAnswer(useCallback(() => api.call('listPlaces', {}), [api]));
  const [form, setForm] = useState({
    arrondissement: '',
    name: { arabic: '', latin: '' },
    title: noText,
    deed: '',
    firstOn: me.today,
    lastOn: '',
  });
  const change = useChange();
  return (
    <FormDialog
      title={t('administration.enter-authority')}
      submit={t('administration.save')}
      change={change}
      onClose={onClose}
      onSubmit={async () => {
        const { arrondissement, lastOn, ...rest } = form;
        const arrondissementId = arrondissement === '' ? null : arrondissement;
        await api.call('enterAuthority', {
          body: { ...rest, arrondissementId, lastOn: lastOn === '' ? null : lastOn },
        });
        onDone();
      }}
    >
      <Select
        id="authority-place"
        label={t('administration.where')}
        options={[
          { value: '', label: textIn(language, me.commune.name) },
          ...(places?.arrondissements ?? []).map(({ id, name }) => ({ value: id, label: textIn(language, name) })),
        ]}
        value={form.arrondissement}
        onChange={event => setForm({ ...form, arrondissement: event.currentTarget.value })}
      />
      <div className="form-grid">
        <TextInput
          id="authority-arabic"
          label={t('administration.name-arabic')}
          lang="ar"
          dir="rtl"
          required
          value={form.name.arabic}
          onChange={event => setForm({ ...form, name: { ...form.name, arabic: event.currentTarget.value } })}
        />
        <TextInput
          id="authority-latin"
          label={t('administration.name-latin')}
          dir="ltr"
          required
          value={form.name.latin}
          onChange={event => setForm({ ...form, name: { ...form.name, latin: event.currentTarget.value } })}
        />
      </div>
      <LocalizedFields
        id="authority-title"
        legend={t('administration.authority-title')}
        value={form.title}
        onChange={title => setForm({ ...form, title })}
      />
      <TextInput
        id="authority-deed"
        label={t('administration.deed')}
        hint={t('administration.deed-hint')}
        required
        value={form.deed}
        onChange={event => setForm({ ...form, deed: event.currentTarget.value })}
      />
      <div className="form-grid">
        <DateField
          id="authority-from"
          label={t('administration.first-day')}
          required
          value={form.firstOn}
          onChange={firstOn => setForm({ ...form, firstOn })}
        />
        <DateField
          id="authority-until"
          label={t('administration.last-day')}
          hint={t('administration.last-day-hint')}
          value={form.lastOn}
          onChange={lastOn => setForm({ ...form, lastOn })}
        />
      </div>
    </FormDialog>
  );
}

function LastDayDialog({
  authority,
  onDone,
  onClose,
}: DialogProps & { readonly authority: AuthorityView }): ReactElement {
  const { t, api, language, me } = useOffice();
  const [lastOn, setLastOn] = useState(authority.lastOn ?? me.today);
  const change = useChange();
  return (
    <FormDialog
      title={t('administration.set-last-day')}
      lead={nameOf(language, authority.name)}
      submit={t('administration.save')}
      change={change}
      onClose={onClose}
      onSubmit={async () => {
        await api.call('endAuthority', { params: { authorityId: authority.id }, body: { lastOn } });
        onDone();
      }}
    >
      <DateField
        id="authority-last"
        label={t('administration.last-day')}
        required
        value={lastOn}
        onChange={setLastOn}
      />
    </FormDialog>
  );
}
