import { Select } from '@shubbak/design';
import { type ReactElement, useState } from 'react';
import type { PlacesAnswer, StampSettingValue } from '../../../api/contract/index.ts';
import { type Office, textIn, useOffice } from '../office-context.ts';
import { OfficeField } from './fields.tsx';
import { FormDialog } from './form-dialog.tsx';
import { useChange } from './use-answer.ts';

/** A setting of stamps in words. */
export function stampWords({ t, language, catalogue }: Office, setting: StampSettingValue): string {
  if (setting === 'as-paper') return t('administration.stamps-as-paper');
  const offered = catalogue.stampLanguages.find(({ code }) => code === setting);
  return offered ? textIn(language, offered.label) : t('administration.stamps-as-commune');
}

/** The languages in which an office stamps, or every office that has no setting of its own. */
export function StampsDialog(props: {
  readonly places: PlacesAnswer;
  readonly onDone: () => void;
  readonly onClose: () => void;
}): ReactElement {
  const screen = useOffice();
  const { t, api, catalogue } = screen;
  const { places, onDone, onClose } = props;
  const [office, setOffice] = useState('');
  const [chosen, setChosen] = useState<StampSettingValue>();
  const change = useChange();
  const set = office === '' ? places.stamps : (places.offices.find(({ id }) => id === office)?.stamps ?? 'as-commune');
  const settings: readonly StampSettingValue[] = [
    ...(office === '' ? [] : (['as-commune'] as const)),
    'as-paper',
    ...catalogue.stampLanguages.map(({ code }) => code),
  ];
  const languages = chosen ?? set;
  return (
    <FormDialog
      title={t('administration.set-stamps')}
      lead={t('administration.set-stamps-lead')}
      submit={t('administration.save')}
      change={change}
      onClose={onClose}
      onSubmit={async () => {
        await api.call('setStamps', { body: { officeId: office === '' ? null : office, languages } });
        onDone();
      }}
    >
      <OfficeField
        id="stamps-office"
        label={t('administration.office')}
        none={t('administration.every-office')}
        offices={places.offices.filter(({ closedOn }) => closedOn === null)}
        value={office}
        onChange={value => {
          setOffice(value);
          setChosen(undefined);
        }}
      />
      <Select
        id="stamps-languages"
        label={t('administration.set-stamps')}
        value={languages}
        options={settings.map(value => ({ value, label: stampWords(screen, value) }))}
        onChange={event => setChosen(settings.find(each => each === event.currentTarget.value))}
      />
    </FormDialog>
  );
}
