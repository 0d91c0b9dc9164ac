import { Button } from '@shubbak/design';
import { type FormEvent, type ReactElement, type ReactNode, useRef, useState } from 'react';
import { ApiProblem } from '../../../api/client/index.ts';
import type { ProblemBody, StatementsAnswer } from '../../../api/contract/index.ts';
import { useOffice } from '../office-context.ts';
import { Problem } from '../problem.tsx';

/** What each of the three forms is given. */
export interface ProposeFormProps {
  readonly answer: StatementsAnswer;
  readonly onClose: () => void;
  readonly onProposed: () => void;
}

/** The frame of the three forms: what was refused, the fields, and the two buttons. */
export function ProposeForm(props: {
  readonly ready: boolean;
  readonly onClose: () => void;
  /** Sends the proposal under one idempotency key, kept until something changes. */
  readonly send: (key: string) => Promise<unknown>;
  readonly onProposed: () => void;
  readonly children: ReactNode;
}): ReactElement {
  const { t } = useOffice();
  const [problem, setProblem] = useState<ProblemBody>();
  const [busy, setBusy] = useState(false);
  const key = useRef(crypto.randomUUID());
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    setProblem(undefined);
    try {
      await props.send(key.current);
      props.onProposed();
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      // What is corrected now is another intention.
      key.current = crypto.randomUUID();
      setProblem(error.problem);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form className="stack" onSubmit={event => void submit(event)}>
      {problem && <Problem problem={problem} />}
      {props.children}
      <div className="dialog-actions">
        <Button type="button" variant="quiet" onClick={props.onClose}>
          {t('office.counter-cancel')}
        </Button>
        <Button variant="primary" disabled={busy || !props.ready}>
          {t('statements.propose')}
        </Button>
      </div>
    </form>
  );
}
