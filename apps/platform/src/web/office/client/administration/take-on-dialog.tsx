import { TextInput } from '@shubbak/design';
import { type ReactElement, useState } from 'react';
import { useOffice } from '../office-context.ts';
import { FormDialog } from './form-dialog.tsx';
import { useChange } from './use-answer.ts';

/** Takes somebody on: their name as the card writes it. The code and the postings come after. */
export function TakeOnDialog(props: {
  readonly onClose: () => void;
  readonly onTakenOn: (staffId: string) => void;
}): ReactElement {
  const { t, api } = useOffice();
  const [name, setName] = useState({ arabic: '', latin: '' });
  const [key] = useState(() => crypto.randomUUID());
  const change = useChange();
  return (
    <FormDialog
      title={t('administration.take-on')}
      lead={t('administration.take-on-lead')}
      submit={t('administration.take-on-submit')}
      change={change}
      onClose={props.onClose}
      onSubmit={async () => props.onTakenOn((await api.call('takeOnStaff', { body: { name }, key })).staffId)}
    >
      <TextInput
        id="name-arabic"
        label={t('administration.name-arabic')}
        lang="ar"
        dir="rtl"
        required
        maxLength={200}
        value={name.arabic}
        onChange={event => setName({ ...name, arabic: event.currentTarget.value })}
      />
      <TextInput
        id="name-latin"
        label={t('administration.name-latin')}
        dir="ltr"
        required
        maxLength={200}
        value={name.latin}
        onChange={event => setName({ ...name, latin: event.currentTarget.value })}
      />
    </FormDialog>
  );
}
