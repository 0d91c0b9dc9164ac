import { Select, TextArea } from '@shubbak/design';
import { type ReactElement, useEffect, useState } from 'react';
import type { BulkBody, PriorityReasonValue, PriorityValue } from '../../../api/contract/index.ts';
import { AskingForm } from '../asking-form.tsx';
import { Dialog } from '../dialog.tsx';
import { nameOf, useOffice } from '../office-context.ts';
import { faults, markedFields } from './words.ts';

/** What is asked before something is done, for one request or several. */
export interface DialogProps {
  readonly onClose: () => void;
}

/** Somebody at work who may handle requests of the office, but for the reader. */
function useColleagues(officeId: string): readonly { readonly value: string; readonly label: string }[] {
  const { api, language, me } = useOffice();
  const [colleagues, setColleagues] = useState<readonly { readonly value: string; readonly label: string }[]>([]);
  useEffect(() => {
    let left = false;
    void api.call('listColleagues', { params: { officeId } }).then(answer => {
      if (!left)
        setColleagues(
          answer.colleagues
            .filter(({ id }) => id !== me.staffId)
            .map(({ id, name }) => ({ value: id, label: name ? nameOf(language, name) : id })),
        );
    });
    return () => {
      left = true;
    };
  }, [api, officeId, language, me.staffId]);
  return colleagues;
}

/** To whom it is given. */
export function AssignDialog(
  props: DialogProps & { readonly officeId: string; readonly send: (to: string, key: string) => Promise<unknown> },
): ReactElement {
  const { t } = useOffice();
  const colleagues = useColleagues(props.officeId);
  const [to, setTo] = useState('');
  return (
    <Dialog title={t('queue.assign')} onClose={props.onClose}>
      <AskingForm
        action={t('queue.assign')}
        ready={to !== ''}
        onClose={props.onClose}
        send={key => props.send(to, key)}
      >
        <Select
          id="assign-to"
          label={t('queue.colleague')}
          value={to}
          options={[{ value: '', label: t('queue.choose') }, ...colleagues]}
          onChange={event => setTo(event.currentTarget.value)}
        />
      </AskingForm>
    </Dialog>
  );
}

const priorities = ['urgent', 'high', 'usual'] as const satisfies readonly PriorityValue[];
const reasons = [
  'frail-person',
  'travel',
  'legal-deadline',
  'our-delay',
  'our-mistake',
  'other-administration',
  'back-to-usual',
] as const satisfies readonly PriorityReasonValue[];

/** Before or behind which others, and why. */
export function PriorityDialog(
  props: DialogProps & {
    readonly send: (
      chosen: { readonly priority: PriorityValue; readonly reason: PriorityReasonValue },
      key: string,
    ) => Promise<unknown>;
  },
): ReactElement {
  const { t } = useOffice();
  const [priority, setPriority] = useState<PriorityValue>('urgent');
  const [reason, setReason] = useState<PriorityReasonValue>('frail-person');
  return (
    <Dialog title={t('queue.prioritise')} onClose={props.onClose}>
      <AskingForm action={t('queue.save')} onClose={props.onClose} send={key => props.send({ priority, reason }, key)}>
        <Select
          id="priority"
          label={t('queue.priority')}
          value={priority}
          options={priorities.map(value => ({ value, label: t(`queue.priority-${value}`) }))}
          onChange={event => setPriority(priorities.find(each => each === event.currentTarget.value) ?? priority)}
        />
        <Select
          id="priority-reason"
          label={t('queue.why')}
          value={reason}
          options={reasons.map(value => ({ value, label: t(`queue.why-${value}`) }))}
          onChange={event => setReason(reasons.find(each => each === event.currentTarget.value) ?? reason)}
        />
      </AskingForm>
    </Dialog>
  );
}

/** What is wrong, each part marked with why, and words for the applicant. */
export function ReturnDialog(
  props: DialogProps & {
    readonly send: (correction: NonNullable<BulkBody['correction']>, key: string) => Promise<unknown>;
    /** Parts that are marked when it opens, each with why. */
    readonly marked?: Readonly<Record<string, string>>;
  },
): ReactElement {
  const { t } = useOffice();
  const [marks, setMarks] = useState<Readonly<Record<string, string>>>(props.marked ?? {});
  const [note, setNote] = useState('');
  const marked = markedFields.flatMap(field => {
    const reason = marks[field] ?? '';
    return reason === '' ? [] : [{ field, reason }];
  });
  return (
    <Dialog title={t('queue.return')} onClose={props.onClose}>
      <AskingForm
        action={t('queue.return')}
        ready={marked.length > 0 || note.trim() !== ''}
        onClose={props.onClose}
        send={key => props.send({ fields: marked, note }, key)}
      >
        <p className="small muted">{t('queue.return-lead')}</p>
        <div className="grid grid-halves">
          {markedFields.map(field => (
            <Select
              key={field}
              id={`return-${field}`}
              label={t(`requests.field-${field}`)}
              value={marks[field] ?? ''}
              options={[
                { value: '', label: t('queue.return-fine') },
                ...faults.map(reason => ({ value: reason, label: t(`queue.fault-${reason}`) })),
              ]}
              onChange={event => setMarks({ ...marks, [field]: event.currentTarget.value })}
            />
          ))}
        </div>
        <TextArea
          id="return-note"
          label={t('queue.note')}
          hint={t('queue.note-hint')}
          rows={3}
          maxLength={2000}
          value={note}
          onChange={event => setNote(event.currentTarget.value)}
        />
      </AskingForm>
    </Dialog>
  );
}

/** Whom to ask, and what. */
export function OpinionDialog(
  props: DialogProps & {
    readonly officeId: string;
    readonly send: (asked: { readonly of: string; readonly question: string }, key: string) => Promise<unknown>;
  },
): ReactElement {
  const { t } = useOffice();
  const colleagues = useColleagues(props.officeId);
  const [of, setOf] = useState('');
  const [question, setQuestion] = useState('');
  return (
    <Dialog title={t('queue.ask')} onClose={props.onClose}>
      <AskingForm
        action={t('queue.send')}
        ready={of !== '' && question.trim() !== ''}
        onClose={props.onClose}
        send={key => props.send({ of, question }, key)}
      >
        <Select
          id="opinion-of"
          label={t('queue.colleague')}
          value={of}
          options={[{ value: '', label: t('queue.choose') }, ...colleagues]}
          onChange={event => setOf(event.currentTarget.value)}
        />
        <TextArea
          id="opinion-question"
          label={t('queue.question')}
          hint={t('queue.question-hint')}
          rows={3}
          maxLength={2000}
          value={question}
          onChange={event => setQuestion(event.currentTarget.value)}
        />
      </AskingForm>
    </Dialog>
  );
}
