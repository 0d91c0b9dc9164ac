import { type ReactElement, useState } from 'react';
import { useOffice } from '../office-context.ts';
import { ProposeForm, type ProposeFormProps } from './propose-form.tsx';
import { instantsOf, SpanFields, yearFrom } from './span-fields.tsx';
import { PasskeyField, type Subject, SubjectField } from './subject-field.tsx';

/** Whose passkey may sign credentials and delegations, once the ceremony key has said so. */
export function AdministratorForm({ onClose, onProposed }: ProposeFormProps): ReactElement {
  const { t, api, me } = useOffice();
  const [subject, setSubject] = useState<Subject | undefined>({ id: me.staffId, name: me.name });
  const [credentialId, setCredentialId] = useState('');
  const [span, setSpan] = useState(() => yearFrom(me.today));
  const send = async (key: string): Promise<unknown> =>
    subject &&
    api.call('proposeAdministrator', {
      body: { subject: subject.id, credentialId, ...instantsOf(span, new Date()) },
      key,
    });
  return (
    <ProposeForm ready={subject !== undefined && credentialId !== ''} {...{ onClose, send, onProposed }}>
      <p className="muted">{t('statements.administrator-lead')}</p>
      <SubjectField chosen={subject} onChoose={setSubject} />
      {subject && <PasskeyField key={subject.id} subject={subject} chosen={credentialId} onChoose={setCredentialId} />}
      <SpanFields span={span} onChange={setSpan} />
    </ProposeForm>
  );
}
