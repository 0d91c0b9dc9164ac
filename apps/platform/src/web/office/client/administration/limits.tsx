import { Button, Checkbox, Code, Name, Notice, Select, TextArea, TextInput } from '@shubbak/design';
import { type ReactElement, useCallback, useState } from 'react';
import { formatDate } from '../../../../platform/messages/browser.ts';
import type { LimitsAnswer } from '../../../api/contract/index.ts';
import { nameOf, textIn, useOffice } from '../office-context.ts';
import { Problem } from '../problem.tsx';
import { DataTable } from './data-table.tsx';
import { OfficeField } from './fields.tsx';
import { FormDialog } from './form-dialog.tsx';
import { useAnswer, useChange } from './use-answer.ts';

/** Where roles and offices may be used from: networks, and computers that an administrator registered. */
export function Limits(): ReactElement {
  const { t, api } = useOffice();
  const { answer, problem, reload } = useAnswer(useCallback(() => api.call('listLimits', {}), [api]));
  const [open, setOpen] = useState<'limit' | 'station'>();
  const change = useChange();
  const done = (): void => {
    setOpen(undefined);
    reload();
  };
  return (
    <>
      {problem && <Problem problem={problem} />}
      {change.problem && <Problem problem={change.problem} />}
      {answer && answer.address !== null && (
        <Notice state="info">
          <p>
            {t('administration.your-address')} <Code>{answer.address}</Code>
          </p>
        </Notice>
      )}
      <div className="row">
        <h2>{t('administration.limits')}</h2>
        <Button type="button" variant="primary" icon="plus" className="push" onClick={() => setOpen('limit')}>
          {t('administration.set-limit')}
        </Button>
      </div>
      {answer && (
        <LimitTable
          answer={answer}
          onLift={limitId =>
            change.run(async () => {
              await api.call('liftLimit', { params: { limitId }, body: {} });
              reload();
            })
          }
        />
      )}
      <div className="row">
        <h2>{t('administration.stations')}</h2>
        <Button type="button" variant="primary" icon="plus" className="push" onClick={() => setOpen('station')}>
          {t('administration.register-station')}
        </Button>
      </div>
      {answer && (
        <StationTable
          answer={answer}
          onRevoke={stationId =>
            change.run(async () => {
              await api.call('revokeStation', { params: { stationId }, body: {} });
              reload();
            })
          }
        />
      )}
      {open === 'limit' && <LimitDialog onDone={done} onClose={() => setOpen(undefined)} />}
      {open === 'station' && <StationDialog onDone={done} onClose={() => setOpen(undefined)} />}
    </>
  );
}

function LimitTable(props: { readonly answer: LimitsAnswer; readonly onLift: (id: string) => void }): ReactElement {
  const { t, language } = useOffice();
  return (
    <DataTable
      caption={t('administration.limits')}
      rows={props.answer.limits}
      keyOf={({ id }) => id}
      empty={t('administration.no-limits')}
      columns={[
        { label: t('administration.role'), renderCell: ({ role }) => role ?? t('administration.every-role') },
        {
          label: t('administration.office'),
          renderCell: ({ office }) => (office ? textIn(language, office) : t('administration.every-office')),
        },
        {
          label: t('administration.from-where'),
          renderCell: ({ networks, stationNeeded }) => (
            <>
              {networks.map(network => (
                <div key={network}>
                  <Code>{network}</Code>
                </div>
              ))}
              {stationNeeded && <div>{t('administration.station-needed')}</div>}
            </>
          ),
        },
        {
          label: t('administration.state'),
          renderCell: ({ id }) => (
            <Button type="button" onClick={() => props.onLift(id)}>
              {t('administration.lift')}
            </Button>
          ),
        },
      ]}
    />
  );
}

function StationTable(props: { readonly answer: LimitsAnswer; readonly onRevoke: (id: string) => void }): ReactElement {
  const { t, language } = useOffice();
  return (
    <DataTable
      caption={t('administration.stations')}
      rows={props.answer.stations}
      keyOf={({ id }) => id}
      empty={t('administration.no-stations')}
      columns={[
        { label: t('administration.name'), renderCell: ({ name }) => <Name>{name}</Name> },
        { label: t('administration.office'), renderCell: ({ office }) => textIn(language, office) },
        {
          label: t('administration.by'),
          renderCell: ({ registeredBy }) => (registeredBy ? <Name>{nameOf(language, registeredBy.name)}</Name> : '—'),
        },
        {
          label: t('administration.last-day'),
          renderCell: ({ expiresAt }) => formatDate(language, new Date(expiresAt)),
        },
        {
          label: t('administration.state'),
          renderCell: ({ id }) => (
            <Button type="button" onClick={() => props.onRevoke(id)}>
              {t('administration.revoke')}
            </Button>
          ),
        },
      ]}
    />
  );
}

interface DialogProps {
  readonly onDone: () => void;
  readonly onClose: () => void;
}

function LimitDialog({ onDone, onClose }: DialogProps): ReactElement {
  const { t, api } = useOffice();
  const { answer: places } = useAnswer(useCallback(() => api.call('listPlaces', {}), [api]));
  const { answer: roles } = useAnswer(useCallback(() => api.call('listRoles', {}), [api]));
  const [form, setForm] = useState({ role: '', office: '', networks: '', stationNeeded: false });
  const change = useChange();
  return (
    <FormDialog
      title={t('administration.set-limit')}
      lead={t('administration.set-limit-lead')}
      submit={t('administration.set-limit')}
      change={change}
      onClose={onClose}
      onSubmit={async () => {
        const { role, office, networks, stationNeeded } = form;
        const listed = networks.split(/[\s,]+/).filter(Boolean);
        const about = { role: role === '' ? null : role, officeId: office === '' ? null : office };
        await api.call('setLimit', { body: { ...about, networks: listed, stationNeeded } });
        onDone();
      }}
    >
      <Select
        id="limit-role"
        label={t('administration.role')}
        options={[
          { value: '', label: t('administration.every-role') },
          ...(roles?.roles ?? []).map(({ role, name }) => ({ value: role, label: name })),
        ]}
        value={form.role}
        onChange={event => setForm({ ...form, role: event.currentTarget.value })}
      />
      <OfficeField
        id="limit-office"
        label={t('administration.office')}
        none={t('administration.every-office')}
        offices={places?.offices.filter(({ closedOn }) => closedOn === null) ?? []}
        value={form.office}
        onChange={office => setForm({ ...form, office })}
      />
      <TextArea
        id="limit-networks"
        label={t('administration.networks')}
        hint={t('administration.networks-hint')}
        dir="ltr"
        value={form.networks}
        onChange={event => setForm({ ...form, networks: event.currentTarget.value })}
      />
      <Checkbox
        label={t('administration.station-needed')}
        checked={form.stationNeeded}
        onChange={event => setForm({ ...form, stationNeeded: event.currentTarget.checked })}
      />
    </FormDialog>
  );
}

function StationDialog({ onDone, onClose }: DialogProps): ReactElement {
  const { t, api } = useOffice();
  const { answer: places } = useAnswer(useCallback(() => api.call('listPlaces', {}), [api]));
  const open = places?.offices.filter(({ closedOn }) => closedOn === null) ?? [];
  const [form, setForm] = useState({ office: '', name: '' });
  const change = useChange();
  return (
    <FormDialog
      title={t('administration.register-station')}
      lead={t('administration.register-station-lead')}
      submit={t('administration.register-station')}
      change={change}
      onClose={onClose}
      onSubmit={async () => {
        await api.call('registerStation', { body: { officeId: form.office || (open[0]?.id ?? ''), name: form.name } });
        onDone();
      }}
    >
      <TextInput
        id="station-name"
        label={t('administration.station-name')}
        hint={t('administration.station-name-hint')}
        required
        maxLength={80}
        value={form.name}
        onChange={event => setForm({ ...form, name: event.currentTarget.value })}
      />
      <OfficeField
        id="station-office"
        label={t('administration.office')}
        offices={open}
        value={form.office || (open[0]?.id ?? '')}
        onChange={office => setForm({ ...form, office })}
      />
    </FormDialog>
  );
}
