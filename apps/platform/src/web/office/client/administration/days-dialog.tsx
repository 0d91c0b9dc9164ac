import { Select } from '@shubbak/design';
import { type ReactElement, useState } from 'react';
import type { DayValue } from '../../../api/contract/index.ts';
import { useOffice } from '../office-context.ts';
import { DateField, LocalizedFields, noText } from './fields.tsx';
import { FormDialog } from './form-dialog.tsx';
import { useChange } from './use-answer.ts';
import { DayFields } from './week-fields.tsx';

const kinds = ['holiday', 'closure', 'ramadan', 'open'] as const;

interface Entered {
  readonly kind: (typeof kinds)[number];
  readonly firstOn: string;
  readonly lastOn: string;
  readonly name: typeof noText;
  readonly hours: DayValue;
}

/** Days that are not like the others, of an office or of all; `openOn` is a day that is to be open all the same. */
export function DaysDialog(props: {
  readonly officeId: string | null;
  readonly openOn: string | undefined;
  readonly onDone: () => void;
  readonly onClose: () => void;
}): ReactElement {
  const { t, api, me } = useOffice();
  const { officeId, openOn, onDone, onClose } = props;
  const first = openOn ?? me.today;
  const [form, setForm] = useState<Entered>({
    kind: openOn === undefined ? 'holiday' : 'open',
    firstOn: first,
    lastOn: first,
    name: noText,
    hours: [],
  });
  const change = useChange();
  const isOpen = form.kind === 'open';
  return (
    <FormDialog
      title={t('administration.enter-days')}
      {...(isOpen && { lead: t('administration.days-open-lead') })}
      submit={t('administration.save')}
      change={change}
      onClose={onClose}
      onSubmit={async () => {
        const { hours, ...days } = form;
        await api.call('enterDays', { body: { ...days, officeId, ...(isOpen && { hours }) } });
        onDone();
      }}
    >
      <Select
        id="days-kind"
        label={t('administration.kind')}
        options={kinds.map(value => ({ value, label: t(`administration.days-${value}`) }))}
        value={form.kind}
        onChange={event =>
          setForm({ ...form, kind: kinds.find(each => each === event.currentTarget.value) ?? form.kind })
        }
      />
      <div className="form-grid">
        <DateField
          id="days-from"
          label={t('administration.first-day')}
          required
          value={form.firstOn}
          onChange={firstOn => setForm({ ...form, firstOn })}
        />
        <DateField
          id="days-until"
          label={t('administration.last-day')}
          required
          value={form.lastOn}
          onChange={lastOn => setForm({ ...form, lastOn })}
        />
      </div>
      {isOpen && (
        <DayFields
          id="days-hours"
          name={t('administration.hours')}
          day={form.hours}
          onChange={hours => setForm({ ...form, hours })}
        />
      )}
      <LocalizedFields
        id="days-name"
        legend={t(isOpen ? 'administration.days-why' : 'administration.days-name')}
        value={form.name}
        onChange={name => setForm({ ...form, name })}
      />
    </FormDialog>
  );
}
