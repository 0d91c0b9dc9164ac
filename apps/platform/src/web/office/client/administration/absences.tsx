import { Button, Name, Select, Tag } from '@shubbak/design';
import { type ReactElement, useCallback, useState } from 'react';
import { formatDay } from '../../../../platform/messages/browser.ts';
import type { AbsenceView } from '../../../api/contract/index.ts';
import { nameOf, useOffice } from '../office-context.ts';
import { Problem } from '../problem.tsx';
import { DataTable } from './data-table.tsx';
import { DateField } from './fields.tsx';
import { FormDialog } from './form-dialog.tsx';
import { useAnswer, useChange } from './use-answer.ts';

/** Who is away, until when, and who stands in; for administrators, and for heads of office of their own people. */
export function Absences(): ReactElement {
  const { t, api, language, office, go } = useOffice();
  const { answer, problem, reload } = useAnswer(useCallback(() => api.call('listAbsences', {}), [api]));
  const [entering, setEntering] = useState(false);
  const change = useChange();
  const cancel = (absenceId: string): void =>
    change.run(async () => {
      await api.call('cancelAbsence', { params: { absenceId }, body: {} });
      reload();
    });
  return (
    <>
      {problem && <Problem problem={problem} />}
      {change.problem && <Problem problem={change.problem} />}
      <div className="row">
        <Button type="button" variant="primary" icon="plus" className="push" onClick={() => setEntering(true)}>
          {t('administration.enter-absence')}
        </Button>
      </div>
      {answer && (
        <DataTable
          caption={t('administration.section-absences')}
          rows={answer.absences}
          keyOf={({ id }) => id}
          empty={t('administration.no-absences')}
          columns={[
            { label: t('administration.name'), renderCell: ({ staff }) => <Name>{nameOf(language, staff.name)}</Name> },
            {
              label: t('administration.term'),
              renderCell: ({ firstOn, lastOn }) => `${formatDay(language, firstOn)} – ${formatDay(language, lastOn)}`,
            },
            { label: t('administration.stands-in'), renderCell: ({ covers }) => <StandIns covers={covers} /> },
            {
              label: t('administration.state'),
              renderCell: ({ id }) => (
                <div className="row">
                  <Button type="button" onClick={() => cancel(id)}>
                    {t('administration.cancel-absence')}
                  </Button>
                  {office.permissions.includes('organisation.state') && (
                    <Button type="button" onClick={() => go(`/office/statements?cover=${id}`)}>
                      {t('administration.propose-cover')}
                    </Button>
                  )}
                </div>
              ),
            },
          ]}
        />
      )}
      {entering && answer && (
        <EnterAbsence
          staff={answer.staff}
          onDone={() => {
            setEntering(false);
            reload();
          }}
          onClose={() => setEntering(false)}
        />
      )}
    </>
  );
}

function StandIns({ covers }: { readonly covers: AbsenceView['covers'] }): ReactElement {
  const { t, language } = useOffice();
  if (covers.length === 0) return <Tag state="attention">{t('administration.nobody-stands-in')}</Tag>;
  return (
    <>
      {covers.map(({ id, name, role, delegated }) => (
        <div key={`${id} ${role}`}>
          <Name>{nameOf(language, name)}</Name> · {role}{' '}
          {delegated === true && <Tag state="ok">{t('administration.has-delegation')}</Tag>}
          {delegated === false && <Tag state="attention">{t('administration.lacks-delegation')}</Tag>}
        </div>
      ))}
    </>
  );
}

function EnterAbsence(props: {
  readonly staff: readonly AbsenceView['staff'][];
  readonly onDone: () => void;
  readonly onClose: () => void;
}): ReactElement {
  const { t, api, language, me } = useOffice();
  const [form, setForm] = useState({ staffId: props.staff[0]?.id ?? '', firstOn: me.today, lastOn: me.today });
  const change = useChange();
  return (
    <FormDialog
      title={t('administration.enter-absence')}
      lead={t('administration.enter-absence-lead')}
      submit={t('administration.save')}
      change={change}
      onClose={props.onClose}
      onSubmit={async () => {
        await api.call('enterAbsence', { body: form });
        props.onDone();
      }}
    >
      <Select
        id="absence-staff"
        label={t('administration.name')}
        options={props.staff.map(({ id, name }) => ({ value: id, label: nameOf(language, name) }))}
        value={form.staffId}
        onChange={event => setForm({ ...form, staffId: event.currentTarget.value })}
      />
      <div className="form-grid">
        <DateField
          id="absence-from"
          label={t('administration.first-day')}
          required
          value={form.firstOn}
          onChange={firstOn => setForm({ ...form, firstOn })}
        />
        <DateField
          id="absence-until"
          label={t('administration.last-day')}
          required
          value={form.lastOn}
          onChange={lastOn => setForm({ ...form, lastOn })}
        />
      </div>
    </FormDialog>
  );
}
