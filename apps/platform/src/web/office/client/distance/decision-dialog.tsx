import { Choices, Select, TextArea } from '@shubbak/design';
import { type ReactElement, useState } from 'react';
import type { DistanceAnswer, DistanceNatureView, DistanceRuleBody } from '../../../api/contract/index.ts';
import { DateField } from '../administration/fields.tsx';
import { FormDialog } from '../administration/form-dialog.tsx';
import { useChange } from '../administration/use-answer.ts';
import { textIn, useOffice } from '../office-context.ts';

const kinds = ['chosen', 'address', 'fixed'] as const;

interface Form {
  readonly enabled: boolean;
  readonly arabic: string;
  readonly french: string;
  readonly kind: (typeof kinds)[number];
  readonly officeId: string;
  readonly validFrom: string;
  readonly validUntil: string;
}

interface Props {
  readonly nature: DistanceNatureView;
  readonly offices: DistanceAnswer['offices'];
  readonly onDecided: (answer: DistanceAnswer) => void;
  readonly onClose: () => void;
}

/** Opens a nature of act at a distance from a day on, or closes it. */
export function DecisionDialog({ nature, offices, onDecided, onClose }: Props): ReactElement {
  const { t, api, language } = useOffice();
  const [form, setForm] = useState<Form>(() => formOf(nature, offices));
  const change = useChange();
  return (
    <FormDialog
      title={textIn(language, nature.label)}
      lead={t('from-afar.lead')}
      submit={t('from-afar.decide')}
      change={change}
      onClose={onClose}
      onSubmit={async () => onDecided(await api.call('decideDistance', { body: bodyOf(nature.code, form) }))}
    >
      <Choices
        id="afar-mode"
        name="afar-mode"
        legend={t('from-afar.mode')}
        chosen={[form.enabled ? 'open' : 'closed']}
        choices={(['open', 'closed'] as const).map(value => ({ value, label: t(`from-afar.${value}`) }))}
        onChange={event => setForm({ ...form, enabled: event.currentTarget.value === 'open' })}
      />
      {form.enabled && <Terms form={form} offices={offices} onChange={setForm} />}
      <div className="form-grid">
        <DateField
          id="afar-from"
          label={t('screening.first-day')}
          required
          value={form.validFrom}
          onChange={validFrom => setForm({ ...form, validFrom })}
        />
        <DateField
          id="afar-until"
          label={t('screening.last-day')}
          hint={t('screening.last-day-hint')}
          value={form.validUntil}
          onChange={validUntil => setForm({ ...form, validUntil })}
        />
      </div>
    </FormDialog>
  );
}

function Terms(props: {
  readonly form: Form;
  readonly offices: DistanceAnswer['offices'];
  readonly onChange: (form: Form) => void;
}): ReactElement {
  const { t, language } = useOffice();
  const { form, offices, onChange } = props;
  return (
    <>
      {(['arabic', 'french'] as const).map(script => (
        <TextArea
          key={script}
          id={`afar-${script}`}
          label={t(`from-afar.basis-${script}`)}
          lang={script === 'arabic' ? 'ar' : 'fr'}
          dir={script === 'arabic' ? 'rtl' : 'ltr'}
          required
          maxLength={500}
          value={form[script]}
          onChange={event => onChange({ ...form, [script]: event.currentTarget.value })}
        />
      ))}
      <Select
        id="afar-office"
        label={t('from-afar.office')}
        options={kinds.map(value => ({ value, label: t(`from-afar.office-${value}`) }))}
        value={form.kind}
        onChange={event =>
          onChange({ ...form, kind: kinds.find(each => each === event.currentTarget.value) ?? form.kind })
        }
      />
      {form.kind === 'fixed' && (
        <Select
          id="afar-which"
          label={t('from-afar.which-office')}
          options={offices.map(({ id, code, name }) => ({ value: id, label: `${code} · ${textIn(language, name)}` }))}
          value={form.officeId}
          onChange={event => onChange({ ...form, officeId: event.currentTarget.value })}
        />
      )}
    </>
  );
}

/** As it is decided today, from today on. */
function formOf({ today }: DistanceNatureView, offices: DistanceAnswer['offices']): Form {
  const office = today?.office ?? { kind: 'chosen' as const };
  return {
    enabled: today?.enabled ?? true,
    arabic: today?.basis?.arabic ?? '',
    french: today?.basis?.french ?? '',
    kind: office.kind,
    officeId: office.kind === 'fixed' ? office.officeId : (offices[0]?.id ?? ''),
    // Sweden writes dates as forms do; the day is Morocco's wherever the screen stands.
    validFrom: new Date().toLocaleDateString('sv-SE', { timeZone: 'Africa/Casablanca' }),
    validUntil: '',
  };
}

function bodyOf(nature: string, form: Form): DistanceRuleBody {
  const { enabled, arabic, french, kind, officeId, validFrom, validUntil } = form;
  return {
    nature,
    enabled,
    basis: enabled ? { arabic, french } : null,
    office: enabled && kind === 'fixed' ? { kind, officeId } : { kind: kind === 'fixed' ? 'chosen' : kind },
    validFrom,
    validUntil: validUntil === '' ? null : validUntil,
  };
}
