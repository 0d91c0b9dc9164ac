import { TextInput } from '@shubbak/design';
import { type ReactElement, useState } from 'react';
import { AskingForm } from '../../asking-form.tsx';
import { Dialog } from '../../dialog.tsx';
import { useOffice } from '../../office-context.ts';
import { useCounter } from '../counter-context.ts';

/** Who will sign later: a name, and the number of their card where it is known. */
export function AwaitDialog(): ReactElement {
  const { t, api } = useOffice();
  const { desk, show } = useCounter();
  const [arabic, setArabic] = useState('');
  const [latin, setLatin] = useState('');
  const [number, setNumber] = useState('');
  const close = (): void => show(undefined);
  const send = async (key: string): Promise<void> => {
    const { request } = desk;
    if (!request) return;
    const document = number.trim() === '' ? null : { type: 'cnie' as const, number: number.trim() };
    const body = { version: request.version, name: { arabic, latin }, document };
    await api.call('awaitSignatory', { params: { requestId: request.id }, body, key });
    await desk.refresh();
    close();
  };
  return (
    <Dialog title={t('signatories.await-title')} onClose={close}>
      <AskingForm action={t('signatories.await')} onClose={close} send={send}>
        <p className="small muted">{t('signatories.await-lead')}</p>
        <TextInput
          id="await-latin"
          label={t('office.counter-name-latin')}
          lang="fr"
          dir="ltr"
          autoComplete="off"
          value={latin}
          onChange={event => setLatin(event.currentTarget.value)}
        />
        <TextInput
          id="await-arabic"
          label={t('office.counter-name-arabic')}
          lang="ar"
          dir="rtl"
          autoComplete="off"
          value={arabic}
          onChange={event => setArabic(event.currentTarget.value)}
        />
        <TextInput
          id="await-number"
          label={t('signatories.await-number')}
          hint={t('signatories.await-number-hint')}
          code
          autoComplete="off"
          value={number}
          onChange={event => setNumber(event.currentTarget.value)}
        />
      </AskingForm>
    </Dialog>
  );
}
