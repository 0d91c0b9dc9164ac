import { Button } from '@shubbak/design';
import { type FormEvent, type ReactElement, type ReactNode, useRef, useState } from 'react';
import { ApiProblem } from '../../api/client/index.ts';
import type { ProblemBody } from '../../api/contract/index.ts';
import { useOffice } from './office-context.ts';
import { Problem } from './problem.tsx';

/** A form of a dialog: the fields, what was refused beside the button that was pressed, and the two buttons. */
export function AskingForm(props: {
  readonly action: string;
  readonly danger?: boolean;
  /** Whether everything needed is there; yes unless said otherwise. */
  readonly ready?: boolean;
  readonly onClose: () => void;
  /** Sends it under one idempotency key, kept until something was refused. */
  readonly send: (key: string) => Promise<unknown>;
  /** What else may be done about a refusal. */
  readonly remedy?: (problem: ProblemBody) => ReactNode;
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
    <form className="stack" noValidate onSubmit={event => void submit(event)}>
      {props.children}
      {problem && <Problem problem={problem} />}
      {problem && props.remedy?.(problem)}
      <div className="dialog-actions">
        <Button type="button" variant="quiet" onClick={props.onClose}>
          {t('office.counter-cancel')}
        </Button>
        <Button variant={props.danger === true ? 'danger' : 'primary'} disabled={busy || props.ready === false}>
          {props.action}
        </Button>
      </div>
    </form>
  );
}
