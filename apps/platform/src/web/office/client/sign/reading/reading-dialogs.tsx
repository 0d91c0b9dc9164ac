import type { ReactElement } from 'react';
import type { DoubtView, RequestView } from '../../../../api/contract/index.ts';
import { reasonOf } from '../../doubts/doubt-words.ts';
import { DoubtPageDialog } from '../../doubts/page-dialog.tsx';
import type { Doubts } from '../../doubts/use-doubts.ts';
import { useOffice } from '../../office-context.ts';
import { ReturnDialog } from '../../queue/dialogs.tsx';
import { RefuseDialog } from '../../refuse-dialog.tsx';

/** What is asked about the request that is read; a doubt where it is because of one. */
export type ReadingDialog =
  | { readonly kind: 'refuse' | 'return'; readonly doubt?: DoubtView }
  | { readonly kind: 'page'; readonly index: number };

/** How the applicant is told what a doubt asks them to mend: never in the clerk’s words. */
const faultOf: Readonly<Record<string, string>> = { cut: 'incomplete', copy: 'wrong', other: 'other' };

/** The dialog that lies over the officer's table. */
export function ReadingDialogs(props: {
  readonly dialog: ReadingDialog;
  readonly request: RequestView;
  readonly doubts: Doubts;
  readonly show: (dialog: ReadingDialog | undefined) => void;
  /** Told in which words it was decided: the request leaves the table, or waits there as a refusal. */
  readonly onDecided: (said: string) => void;
}): ReactElement {
  const { t, api, catalogue } = useOffice();
  const { dialog, request, doubts, show, onDecided } = props;
  const { id: requestId, service, version } = request;
  const close = (): void => show(undefined);
  if (dialog.kind === 'page')
    return (
      <DoubtPageDialog
        {...{ service, doubts }}
        pages={request.document?.pages ?? []}
        index={dialog.index}
        onShow={({ page }) => page !== null && show({ kind: 'page', index: page })}
        onClose={close}
      />
    );
  const { doubt } = dialog;
  if (dialog.kind === 'return')
    return (
      <ReturnDialog
        {...(doubt && { marked: { document: faultOf[doubt.reason] ?? 'wrong' } })}
        onClose={close}
        send={async (correction, key) => {
          await api.call('returnRequest', { params: { requestId }, body: { ...correction, version }, key });
          onDecided(t('doubts.returned'));
        }}
      />
    );
  return (
    <RefuseDialog
      request={request}
      reason={doubt && reasonOf(catalogue, service, doubt.reason)?.refusalReason}
      onClose={close}
      onRefused={() => onDecided(t('office.sign-refused'))}
    />
  );
}
