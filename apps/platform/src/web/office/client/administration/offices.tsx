import { Button, Name, Select, Segments, Tag, TextInput } from '@shubbak/design';
import { type ReactElement, useCallback, useState } from 'react';
import { formatDay } from '../../../../platform/messages/browser.ts';
import type { OfficeRecordView, PlacesAnswer } from '../../../api/contract/index.ts';
import { nameOf, textIn, useOffice } from '../office-context.ts';
import { Problem } from '../problem.tsx';
import { DataTable } from './data-table.tsx';
import { LocalizedFields, noText } from './fields.tsx';
import { FormDialog } from './form-dialog.tsx';
import { Pages } from './pages.tsx';
import { useAnswer, useChange } from './use-answer.ts';

type Open =
  | 'new'
  | { readonly change: OfficeRecordView }
  | { readonly close: OfficeRecordView }
  | { readonly train: OfficeRecordView }
  | undefined;

const pageLength = 25;

/** The offices that the commune has and had, by arrondissement. */
export function Offices(): ReactElement {
  const { t, api, language } = useOffice();
  const { answer, problem, reload } = useAnswer(useCallback(() => api.call('listPlaces', {}), [api]));
  const [filter, setFilter] = useState({ text: '', arrondissement: '' });
  const [turned, setTurned] = useState(1);
  const [open, setOpen] = useState<Open>();
  const word = filter.text.trim().toLocaleLowerCase();
  const shown = answer?.offices.filter(
    ({ code, name, arrondissementId }) =>
      (filter.arrondissement === '' || arrondissementId === filter.arrondissement) &&
      `${code} ${name.ar} ${name.fr}`.toLocaleLowerCase().includes(word),
  );
  const pages = Math.max(1, Math.ceil((shown?.length ?? 0) / pageLength));
  const page = Math.min(turned, pages);
  const done = (): void => {
    setOpen(undefined);
    reload();
  };
  return (
    <>
      {problem && <Problem problem={problem} />}
      <search className="filters">
        <TextInput
          id="office-text"
          label={t('administration.find-office')}
          type="search"
          value={filter.text}
          onChange={event => setFilter({ ...filter, text: event.currentTarget.value })}
        />
        {answer && answer.arrondissements.length > 0 && (
          <Select
            id="office-arrondissement"
            label={t('administration.arrondissement')}
            options={[
              { value: '', label: t('administration.every-arrondissement') },
              ...answer.arrondissements.map(({ id, name, offices }) => ({
                value: id,
                label: `${textIn(language, name)} (${offices})`,
              })),
            ]}
            value={filter.arrondissement}
            onChange={event => setFilter({ ...filter, arrondissement: event.currentTarget.value })}
          />
        )}
      </search>
      <div className="row">
        <p aria-live="polite">{shown && t('administration.office-count', { count: shown.length })}</p>
        <Button type="button" variant="primary" icon="plus" className="push" onClick={() => setOpen('new')}>
          {t('administration.open-office')}
        </Button>
      </div>
      {shown && <OfficeTable offices={shown.slice((page - 1) * pageLength, page * pageLength)} onOpen={setOpen} />}
      {pages > 1 && <Pages page={page} pages={pages} onTurn={setTurned} />}
      {answer && open !== undefined && (
        <OfficeDialogs open={open} places={answer} onDone={done} onClose={() => setOpen(undefined)} />
      )}
    </>
  );
}

function OfficeTable(props: {
  readonly offices: readonly OfficeRecordView[];
  readonly onOpen: (open: Open) => void;
}): ReactElement {
  const { t, language } = useOffice();
  return (
    <DataTable
      caption={t('administration.section-offices')}
      rows={props.offices}
      keyOf={({ id }) => id}
      empty={t('administration.no-offices')}
      columns={[
        {
          label: t('administration.office'),
          renderCell: ({ code, name, address, training }) => (
            <>
              <b>{code}</b> · <Name>{textIn(language, name)}</Name>
              {training && <Tag state="wait">{t('training.office-is')}</Tag>}
              <small className="muted block">{textIn(language, address)}</small>
            </>
          ),
        },
        {
          label: t('administration.organised'),
          renderCell: ({ organised }) => t(`administration.organised-${organised}`),
        },
        {
          label: t('administration.section-staff'),
          renderCell: ({ staffed, away }) => (
            <>
              {staffed}
              {away.map(({ id, name }) => (
                <Tag key={id} state="wait">
                  {t('administration.is-away', { name: nameOf(language, name) })}
                </Tag>
              ))}
            </>
          ),
        },
        {
          label: t('administration.state'),
          renderCell: office =>
            office.closedOn === null ? (
              <span className="row">
                <Button type="button" onClick={() => props.onOpen({ change: office })}>
                  {t('administration.change')}
                </Button>
                <Button type="button" onClick={() => props.onOpen({ train: office })}>
                  {t(office.training ? 'training.office-end' : 'training.office-begin')}
                </Button>
                <Button type="button" onClick={() => props.onOpen({ close: office })}>
                  {t('administration.close-office')}
                </Button>
              </span>
            ) : (
              <Tag state="idle">{t('administration.closed-on', { date: formatDay(language, office.closedOn) })}</Tag>
            ),
        },
      ]}
    />
  );
}

interface DialogsProps {
  readonly open: Exclude<Open, undefined>;
  readonly places: PlacesAnswer;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

function OfficeDialogs({ open, places, onDone, onClose }: DialogsProps): ReactElement {
  const { t, api, language } = useOffice();
  const change = useChange();
  if (open === 'new' || 'change' in open)
    return (
      <OfficeDialog
        office={open === 'new' ? undefined : open.change}
        places={places}
        onDone={onDone}
        onClose={onClose}
      />
    );
  if ('train' in open) return <TrainingDialog office={open.train} change={change} onDone={onDone} onClose={onClose} />;
  return (
    <FormDialog
      title={t('administration.close-title', { name: textIn(language, open.close.name) })}
      lead={t('administration.close-lead', { code: open.close.code })}
      submit={t('administration.close-office')}
      danger
      change={change}
      onClose={onClose}
      onSubmit={async () => {
        await api.call('closeOffice', { params: { officeId: open.close.id }, body: {} });
        onDone();
      }}
    />
  );
}

function TrainingDialog(props: {
  readonly office: OfficeRecordView;
  readonly change: ReturnType<typeof useChange>;
  readonly onDone: () => void;
  readonly onClose: () => void;
}): ReactElement {
  const { t, api, language } = useOffice();
  const { office, onDone } = props;
  return (
    <FormDialog
      title={`${t(office.training ? 'training.office-end' : 'training.office-begin')} · ${textIn(language, office.name)}`}
      lead={t('training.office-explained')}
      submit={t(office.training ? 'training.office-end' : 'training.office-begin')}
      change={props.change}
      onClose={props.onClose}
      onSubmit={async () => {
        await api.call('setOfficeTraining', { params: { officeId: office.id }, body: { training: !office.training } });
        onDone();
      }}
    />
  );
}

const organisations = ['clerk-and-officer', 'one-person'] as const;

function OfficeDialog(props: {
  readonly office: OfficeRecordView | undefined;
  readonly places: PlacesAnswer;
  readonly onDone: () => void;
  readonly onClose: () => void;
}): ReactElement {
  const { t, api, language, me } = useOffice();
  const { office, places, onDone, onClose } = props;
  const [form, setForm] = useState({
    code: office?.code ?? '',
    name: office?.name ?? noText,
    address: office?.address ?? noText,
    organised: office?.organised ?? 'clerk-and-officer',
    arrondissement: places.arrondissements[0]?.id ?? '',
  });
  const change = useChange();
  const save = async (): Promise<void> => {
    const { code, name, address, organised, arrondissement } = form;
    if (office) {
      await api.call('changeOffice', { params: { officeId: office.id }, body: { name, address, organised } });
    } else {
      const arrondissementId = arrondissement === '' ? null : arrondissement;
      const opened = { kind: 'annex', openedOn: me.today, arrondissementId } as const;
      await api.call('openOffice', { body: { ...opened, code: code.toUpperCase(), name, address, organised } });
    }
    onDone();
  };
  return (
    <FormDialog
      title={office ? t('administration.change-office') : t('administration.open-office')}
      submit={office ? t('administration.save') : t('administration.open-office')}
      change={change}
      onClose={onClose}
      onSubmit={save}
    >
      {!office && (
        <div className="form-grid">
          <TextInput
            id="office-code"
            label={t('administration.code')}
            hint={t('administration.code-hint')}
            code
            required
            maxLength={5}
            value={form.code}
            onChange={event => setForm({ ...form, code: event.currentTarget.value })}
          />
          {places.arrondissements.length > 0 && (
            <Select
              id="office-of"
              label={t('administration.arrondissement')}
              options={places.arrondissements.map(({ id, name }) => ({ value: id, label: textIn(language, name) }))}
              value={form.arrondissement}
              onChange={event => setForm({ ...form, arrondissement: event.currentTarget.value })}
            />
          )}
        </div>
      )}
      <LocalizedFields
        id="office-name"
        legend={t('administration.office-name')}
        value={form.name}
        onChange={name => setForm({ ...form, name })}
      />
      <LocalizedFields
        id="office-address"
        legend={t('administration.office-address')}
        value={form.address}
        onChange={address => setForm({ ...form, address })}
      />
      <Segments
        id="office-organised"
        name="office-organised"
        legend={t('administration.organised')}
        chosen={[form.organised]}
        choices={organisations.map(value => ({ value, label: t(`administration.organised-${value}`) }))}
        onChange={event =>
          setForm({
            ...form,
            organised: organisations.find(each => each === event.currentTarget.value) ?? form.organised,
          })
        }
      />
    </FormDialog>
  );
}
