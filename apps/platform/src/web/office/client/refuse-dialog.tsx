import { Button, Choices, TextArea } from '@shubbak/design';
import { type ReactElement, type SubmitEvent, useState } from 'react';
import { ApiProblem } from '../../api/client/index.ts';
import type { ProblemBody, RequestView } from '../../api/contract/index.ts';
import { Dialog } from './dialog.tsx';
import { nameOf, textIn, useOffice } from './office-context.ts';
import { Problem } from './problem.tsx';
import { partiesOf, wordsOf } from './service-words.ts';

export interface RefuseDialogProps {
  readonly request: RequestView;
  /** The reason that is chosen when it opens. */
  readonly reason?: string | undefined;
  /** Called with the request as it now stands: its refusal waits for an officer’s signature. */
  readonly onRefused: (request: RequestView) => void;
  readonly onClose: () => void;
}

/** Proposing to refuse a request: a reason of the catalogue, and a note that the applicant will read on the paper. */
export function RefuseDialog({ request, reason: first = '', onRefused, onClose }: RefuseDialogProps): ReactElement {
  const { t, api, language } = useOffice();
  const [reason, setReason] = useState(first);
  const [note, setNote] = useState('');
  const [problem, setProblem] = useState<ProblemBody>();
  const [busy, setBusy] = useState(false);
  const names = partiesOf(request)
    .map(({ name }) => nameOf(language, name))
    .join(language === 'ar' ? '، ' : ', ');
  const refuse = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    try {
      const refused = await api.call('refuseRequest', {
        params: { requestId: request.id },
        body: { version: request.version, reason, note },
      });
      onRefused(refused);
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setProblem(error.problem);
      setBusy(false);
    }
  };
  const errorOf = (field: string): string | undefined => problem?.errors.find(each => each.field === field)?.detail;
  const reasonError = errorOf('reason');
  const noteError = errorOf('note');
  return (
    <Dialog title={t('office.sign-refuse-title', { names })} onClose={onClose}>
      <form className="stack" onSubmit={event => void refuse(event)}>
        {problem && <Problem problem={problem} />}
        <RefusalReasons service={request.service} reason={reason} error={reasonError} onChoose={setReason} />
        <TextArea
          id="refusal-note"
          label={t('office.sign-refuse-note')}
          hint={t('office.sign-refuse-note-hint')}
          {...(noteError !== undefined && { error: noteError })}
          rows={3}
          maxLength={1000}
          required
          value={note}
          onChange={event => setNote(event.currentTarget.value)}
        />
        <p className="small muted">{t('office.sign-refuse-text')}</p>
        <div className="row dialog-foot">
          <Button variant="danger" icon="octagon" disabled={busy}>
            {t('office.sign-refuse-now')}
          </Button>
          <Button type="button" onClick={onClose}>
            {t('office.sign-keep')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

interface ReasonsProps {
  readonly service: string;
  readonly reason: string;
  readonly error: string | undefined;
  readonly onChoose: (reason: string) => void;
}

function RefusalReasons({ service, reason, error, onChoose }: ReasonsProps): ReactElement {
  const { t, language, catalogue } = useOffice();
  return (
    <Choices
      id="refusal-reason"
      name="reason"
      legend={t('office.sign-refuse-reason')}
      choices={wordsOf(catalogue, service).refusalReasons.map(({ code, label }) => ({
        value: code,
        label: textIn(language, label),
      }))}
      chosen={[reason]}
      onChange={event => onChoose(event.currentTarget.value)}
      required
      {...(error !== undefined && { error })}
    />
  );
}
