import { Notice, Select, TextInput } from '@shubbak/design';
import { type ReactElement, useState } from 'react';
import type { ProposeCorrectionBody, RegisterEntryAnswer } from '../../../api/contract/index.ts';
import { AskingForm } from '../asking-form.tsx';
import { nameOf, textIn, useOffice } from '../office-context.ts';
import { type TypedValue, useValue } from './use-value.ts';

const reasons = [
  'misread',
  'mistyped',
  'wrong-paper',
  'changed-since',
] as const satisfies readonly ProposeCorrectionBody['reason'][];
const communal = ['subject', 'exemplars', 'mode'] as const;
const personal = ['name', 'document', 'address'] as const;
const modes = ['presence', 'distance', 'witnesses', 'specimen', 'mixed'] as const;
const documents = ['cnie', 'passport', 'residence', 'other'] as const;

/** Says which field of an entry is wrong, whose, why, and what should stand there. */
export function CorrectForm(props: {
  readonly answer: RegisterEntryAnswer;
  readonly onClose: () => void;
  readonly onProposed: () => void;
}): ReactElement {
  const { t, api, language } = useOffice();
  const { entry, applicants, named } = props.answer;
  const fields = [...(named ? personal : []), ...communal];
  const [field, setField] = useState<ProposeCorrectionBody['field']>(fields[0] ?? 'exemplars');
  const [applicantId, setApplicant] = useState(applicants[0]?.id ?? null);
  const [reason, setReason] = useState<ProposeCorrectionBody['reason']>('mistyped');
  const typed = useValue(props.answer, applicantId);
  const isPersonal = personal.some(each => each === field);
  const send = async (key: string): Promise<void> => {
    const value = typed.valueOf(field);
    if (value === undefined) return;
    const body = { entryId: entry.id, field, applicantId: isPersonal ? applicantId : null, reason, value };
    await api.call('proposeCorrection', { body, key });
    props.onProposed();
  };
  return (
    <AskingForm
      action={t('register-screen.propose')}
      ready={typed.valueOf(field) !== undefined}
      onClose={props.onClose}
      send={send}
    >
      <Notice state="info">
        <p>{t('register-screen.correct-lead')}</p>
      </Notice>
      <Select
        id="correct-field"
        label={t('register-screen.field')}
        value={field}
        options={fields.map(value => ({ value, label: t(`register-screen.field-${value}`) }))}
        onChange={event => setField(fields.find(each => each === event.currentTarget.value) ?? field)}
      />
      {isPersonal && applicants.length > 1 && (
        <Select
          id="correct-applicant"
          label={t('register-screen.applicant')}
          value={applicantId ?? ''}
          options={applicants.map(({ id, name }) => ({ value: id, label: name ? nameOf(language, name) : id }))}
          onChange={event => setApplicant(event.currentTarget.value)}
        />
      )}
      <ValueFields
        field={field}
        typed={typed}
        subjects={props.answer.subjects.map(({ code, words }) => ({ value: code, label: textIn(language, words) }))}
      />
      <Select
        id="correct-reason"
        label={t('register-screen.why')}
        value={reason}
        options={reasons.map(value => ({ value, label: t(`register-screen.reason-${value}`) }))}
        onChange={event => setReason(reasons.find(each => each === event.currentTarget.value) ?? reason)}
      />
    </AskingForm>
  );
}

/** What should stand there, as the field wants it. */
function ValueFields(props: {
  readonly field: ProposeCorrectionBody['field'];
  readonly typed: TypedValue;
  readonly subjects: readonly { readonly value: string; readonly label: string }[];
}): ReactElement {
  const { t } = useOffice();
  const { values, set } = props.typed;
  const text = (
    name: keyof typeof values,
    label: string,
    more: { readonly dir?: 'rtl' | 'ltr'; readonly lang?: string } = {},
  ) => (
    <TextInput
      id={`correct-${name}`}
      label={label}
      value={values[name]}
      autoComplete="off"
      onChange={set(name)}
      {...more}
    />
  );
  const choice = (name: keyof typeof values, label: string, options: readonly { value: string; label: string }[]) => (
    <Select id={`correct-${name}`} label={label} value={values[name]} options={options} onChange={set(name)} />
  );
  switch (props.field) {
    case 'name':
      return (
        <>
          {text('arabic', t('register-screen.name-arabic'), { dir: 'rtl', lang: 'ar' })}
          {text('latin', t('register-screen.name-latin'), { dir: 'ltr', lang: 'fr' })}
        </>
      );
    case 'document':
      return (
        <>
          {choice(
            'type',
            t('register-screen.document-type'),
            documents.map(value => ({ value, label: t('office.counter-document', { type: value }) })),
          )}
          {text('number', t('register-screen.document-number'), { dir: 'ltr' })}
        </>
      );
    case 'address':
      return text('address', t('register-screen.address'));
    case 'exemplars':
      return text('exemplars', t('register-screen.exemplars'), { dir: 'ltr' });
    case 'subject':
      return choice('subject', t('register-screen.subject'), props.subjects);
    case 'mode':
      return choice(
        'mode',
        t('register-screen.mode'),
        modes.map(value => ({ value, label: t(`register-screen.mode-${value}`) })),
      );
  }
}
