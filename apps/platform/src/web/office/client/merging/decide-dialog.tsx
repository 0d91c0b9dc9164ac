import type { ReactElement } from 'react';
import type { MergeView } from '../../../api/contract/index.ts';
import { Dialog } from '../dialog.tsx';
import { useOffice } from '../office-context.ts';
import { AskingForm } from '../asking-form.tsx';

/** What may be decided of a merge; `refuse` by who proposed it withdraws it. */
export type Decision = 'approve' | 'refuse' | 'reverse';

const routeOf = { approve: 'approveMerge', refuse: 'refuseMerge', reverse: 'reverseMerge' } as const;

/** Says what a decision does, and sends it once. */
export function DecideDialog(props: {
  readonly mergeId: string;
  readonly decision: Decision;
  readonly own: boolean;
  readonly onClose: () => void;
  readonly onDone: (state: MergeView['state']) => void;
}): ReactElement {
  const { t, api } = useOffice();
  const { decision, own } = props;
  const said = decision === 'refuse' && own ? 'withdraw' : decision;
  return (
    <Dialog title={t(`merges.${said}`)} onClose={props.onClose}>
      <AskingForm
        action={t(`merges.${said}`)}
        danger={decision === 'reverse'}
        onClose={props.onClose}
        send={async key => {
          const params = { mergeId: props.mergeId };
          props.onDone((await api.call(routeOf[decision], { params, key })).state);
        }}
      >
        <p>{t(`merges.${said}-text`)}</p>
      </AskingForm>
    </Dialog>
  );
}
