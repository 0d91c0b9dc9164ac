import { Button, Name, Select, Tag, TextInput } from '@shubbak/design';
import { type ReactElement, useCallback, useState } from 'react';
import { formatDay } from '../../../../platform/messages/browser.ts';
import type { OfficeRecordView, PlacesAnswer } from '../../../api/contract/index.ts';
import { nameOf, textIn, useOffice } from '../office-context.ts';
import { Problem } from '../problem.tsx';
import { DataTable } from './data-table.tsx';
import { FormDialog } from './form-dialog.tsx';
import { OfficeDialog } from './office-dialog.tsx';
import { Pages } from './pages.tsx';
import { StampsDialog, stampWords } from './stamps-dialog.tsx';
import { useAnswer, useChange } from './use-answer.ts';

type Open =
  | 'new'
  | 'stamps'
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
        <Button type="button" className="push" onClick={() => setOpen('stamps')}>
          {t('administration.set-stamps')}
        </Button>
        <Button type="button" variant="primary" icon="plus" onClick={() => setOpen('new')}>
          {t('administration.open-office')}
        </Button>
      </div>
      {answer && shown && (
        <OfficeTable
          stamps={answer.stamps}
          offices={shown.slice((page - 1) * pageLength, page * pageLength)}
          onOpen={setOpen}
        />
      )}
      {pages > 1 && <Pages page={page} pages={pages} onTurn={setTurned} />}
      {answer && open !== undefined && (
        <OfficeDialogs open={open} places={answer} onDone={done} onClose={() => setOpen(undefined)} />
      )}
    </>
  );
}

function OfficeTable(props: {
  readonly stamps: PlacesAnswer['stamps'];
  readonly offices: readonly OfficeRecordView[];
  readonly onOpen: (open: Open) => void;
}): ReactElement {
  const screen = useOffice();
  const { t, language } = screen;
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
          label: t('administration.stamps'),
          renderCell: ({ stamps }) =>
            stamps === 'as-commune'
              ? t('administration.stamps-commune', { languages: stampWords(screen, props.stamps) })
              : stampWords(screen, stamps),
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
  if (open === 'stamps') return <StampsDialog places={places} onDone={onDone} onClose={onClose} />;
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
