import { Choices, Select, TextInput } from '@shubbak/design';
import { type ReactElement, useState } from 'react';
import { formatDay } from '../../../../platform/messages/browser.ts';
import { AskingForm } from '../asking-form.tsx';
import { textIn, useOffice } from '../office-context.ts';
import { OfficesField } from './offices-field.tsx';
import type { ProposeFormProps } from './propose-props.ts';
import { instantsOf, isWhole, SpanFields, yearFrom } from './span-fields.tsx';
import { type Subject, SubjectField } from './subject-field.tsx';

const natures = ['legalisation', 'certification'] as const;

/** What an officer may sign: under which order, as whom, where, what and when. */
export function DelegationForm({ answer, cover, most = null, onClose, onProposed }: ProposeFormProps): ReactElement {
  const { t, api, me, language } = useOffice();
  const { capacities } = answer.wordings;
  const [subject, setSubject] = useState<Subject | undefined>(cover?.subject);
  const [reference, setReference] = useState('');
  const [capacity, setCapacity] = useState('0');
  const [offices, setOffices] = useState<readonly string[]>(cover?.offices ?? []);
  const [chosen, setChosen] = useState<readonly string[]>(cover?.natures ?? ['legalisation']);
  const [span, setSpan] = useState(() =>
    cover ? { from: cover.firstOn < me.today ? me.today : cover.firstOn, until: cover.lastOn } : yearFrom(me.today),
  );
  const text = capacities[Number(capacity)]?.text;
  const send = async (key: string): Promise<void> => {
    if (!subject || !text) return;
    const body = {
      subject: subject.id,
      capacity: text,
      reference,
      offices: [...offices],
      natures: natures.filter(each => chosen.includes(each)),
      ...(cover && { covers: cover.absenceId }),
      ...instantsOf(span, new Date()),
    };
    await api.call('proposeDelegation', { body, key });
    onProposed();
  };
  const ready =
    subject !== undefined && reference.trim() !== '' && offices.length > 0 && chosen.length > 0 && isWhole(span);
  return (
    <AskingForm action={t('statements.propose')} {...{ ready, onClose, send }}>
      {cover && (
        <p className="small">
          {t('statements.covers', {
            from: formatDay(language, cover.firstOn),
            until: formatDay(language, cover.lastOn),
          })}
        </p>
      )}
      <SubjectField chosen={subject} onChoose={setSubject} />
      <TextInput
        id="reference"
        label={t('statements.reference')}
        hint={t('statements.reference-hint')}
        maxLength={60}
        required
        dir="ltr"
        value={reference}
        onChange={event => setReference(event.currentTarget.value)}
      />
      <Select
        id="capacity"
        label={t('statements.capacity')}
        hint={t('statements.capacity-hint')}
        options={capacities.map((each, index) => ({ value: String(index), label: textIn(language, each.text) }))}
        value={capacity}
        onChange={event => setCapacity(event.currentTarget.value)}
      />
      <Choices
        id="natures"
        name="natures"
        type="checkbox"
        legend={t('statements.natures')}
        chosen={chosen}
        choices={natures.map(value => ({ value, label: t(`statements.nature-${value}`) }))}
        onChange={({ currentTarget: { value, checked } }) =>
          setChosen(before => (checked ? [...before, value] : before.filter(each => each !== value)))
        }
      />
      <OfficesField chosen={offices} onChange={setOffices} />
      {most !== null && <p className="small muted">{t('statements.cap-is', { most })}</p>}
      <SpanFields span={span} onChange={setSpan} />
    </AskingForm>
  );
}
