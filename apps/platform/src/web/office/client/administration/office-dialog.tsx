import { Select, Segments, TextInput } from '@shubbak/design';
import { type ReactElement, useState } from 'react';
import type { OfficeRecordView, PlacesAnswer } from '../../../api/contract/index.ts';
import { textIn, useOffice } from '../office-context.ts';
import { LocalizedFields, noText } from './fields.tsx';
import { FormDialog } from './form-dialog.tsx';
import { useChange } from './use-answer.ts';

const organisations = ['clerk-and-officer', 'one-person'] as const;

/** A new office, or the texts and organisation of one that there is. */
export function OfficeDialog(props: {
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
