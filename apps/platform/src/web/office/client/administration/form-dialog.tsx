import { Button } from '@shubbak/design';
import type { FormEvent, ReactElement, ReactNode } from 'react';
import { Dialog } from '../dialog.tsx';
import { useOffice } from '../office-context.ts';
import { Problem } from '../problem.tsx';
import type { Change } from './use-answer.ts';

/** A form over the screen: what it is, its fields, what the server says against it, and one button that does it. */
export function FormDialog(props: {
  readonly title: string;
  readonly lead?: string;
  readonly submit: string;
  readonly danger?: boolean;
  readonly change: Change;
  readonly onSubmit: () => Promise<void>;
  readonly onClose: () => void;
  readonly children?: ReactNode;
}): ReactElement {
  const { t } = useOffice();
  const { change } = props;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    change.run(props.onSubmit);
  };
  return (
    <Dialog title={props.title} onClose={props.onClose}>
      <form className="stack" onSubmit={submit}>
        {props.lead !== undefined && <p className="muted">{props.lead}</p>}
        {change.problem && <Problem problem={change.problem} />}
        {props.children}
        <div className="dialog-actions">
          <Button type="button" variant="quiet" onClick={props.onClose}>
            {t('office.counter-cancel')}
          </Button>
          <Button variant={props.danger === true ? 'danger' : 'primary'} disabled={change.busy}>
            {props.submit}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
