import { Checkbox, Notice, TextArea } from '@shubbak/design';
import { type ReactElement, useState } from 'react';
import { AskingForm } from '../asking-form.tsx';
import { useOffice } from '../office-context.ts';
import type { ProposeFormProps } from './propose-props.ts';
import { instantsOf, isWhole, SpanFields, yearFrom } from './span-fields.tsx';
import { PasskeyField, type Subject, SubjectField } from './subject-field.tsx';

/** With which passkey an officer confirms, and which certificate their signatures carry. */
export function CredentialForm({ answer, onClose, onProposed }: ProposeFormProps): ReactElement {
  const { t, api, me } = useOffice();
  const [subject, setSubject] = useState<Subject>();
  const [credentialId, setCredentialId] = useState('');
  const [certificate, setCertificate] = useState('');
  const [simulated, setSimulated] = useState(answer.simulated);
  const [span, setSpan] = useState(() => yearFrom(me.today));
  const send = async (key: string): Promise<void> => {
    if (!subject) return;
    const body = {
      subject: subject.id,
      credentialId,
      certificate: simulated ? null : certificate,
      ...instantsOf(span, new Date()),
    };
    await api.call('proposeCredential', { body, key });
    onProposed();
  };
  const ready =
    subject !== undefined && credentialId !== '' && (simulated || certificate.trim() !== '') && isWhole(span);
  return (
    <AskingForm action={t('statements.propose')} {...{ ready, onClose, send }}>
      <SubjectField chosen={subject} onChoose={setSubject} />
      {subject && <PasskeyField key={subject.id} subject={subject} chosen={credentialId} onChoose={setCredentialId} />}
      {answer.simulated && (
        <Notice state="info">
          <Checkbox
            label={t('statements.certificate-simulated')}
            checked={simulated}
            onChange={event => setSimulated(event.currentTarget.checked)}
          />
        </Notice>
      )}
      {!simulated && (
        <TextArea
          id="certificate"
          label={t('statements.certificate')}
          hint={t('statements.certificate-hint')}
          rows={6}
          dir="ltr"
          value={certificate}
          onChange={event => setCertificate(event.currentTarget.value)}
        />
      )}
      <SpanFields span={span} onChange={setSpan} />
    </AskingForm>
  );
}
