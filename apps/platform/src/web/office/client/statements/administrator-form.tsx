import { type ReactElement, useState } from 'react';
import { AskingForm } from '../asking-form.tsx';
import { useOffice } from '../office-context.ts';
import type { ProposeFormProps } from './propose-props.ts';
import { instantsOf, isWhole, SpanFields, yearFrom } from './span-fields.tsx';
import { PasskeyField, type Subject, SubjectField } from './subject-field.tsx';

/** Whose passkey may sign credentials and delegations, once the ceremony key has said so. */
export function AdministratorForm({ onClose, onProposed }: ProposeFormProps): ReactElement {
  const { t, api, me } = useOffice();
  const [subject, setSubject] = useState<Subject | undefined>({ id: me.staffId, name: me.name });
  const [credentialId, setCredentialId] = useState('');
  const [span, setSpan] = useState(() => yearFrom(me.today));
  const ready = subject !== undefined && credentialId !== '' && isWhole(span);
  const send = async (key: string): Promise<void> => {
    if (!subject) return;
    const body = { subject: subject.id, credentialId, ...instantsOf(span, new Date()) };
    await api.call('proposeAdministrator', { body, key });
    onProposed();
  };
  return (
    <AskingForm action={t('statements.propose')} {...{ ready, onClose, send }}>
      <p className="muted">{t('statements.administrator-lead')}</p>
      <SubjectField chosen={subject} onChoose={setSubject} />
      {subject && <PasskeyField key={subject.id} subject={subject} chosen={credentialId} onChoose={setCredentialId} />}
      <SpanFields span={span} onChange={setSpan} />
    </AskingForm>
  );
}
