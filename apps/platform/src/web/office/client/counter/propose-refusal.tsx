import { Button } from '@shubbak/design';
import { type ReactElement, useState } from 'react';
import type { RequestView } from '../../../api/contract/index.ts';
import { useOffice } from '../office-context.ts';
import { partiesOf } from '../service-words.ts';
import { RefuseDialog } from '../refuse-dialog.tsx';
import { useCounter } from './counter-context.ts';

/** Proposes to refuse the request on the desk: an officer signs the paper that says why. */
export function ProposeRefusal({ request }: { readonly request: RequestView }): ReactElement | null {
  const { t } = useOffice();
  const { desk } = useCounter();
  const [open, setOpen] = useState(false);
  // Without anybody to give it to there is no refusal: the draft is given up.
  if (partiesOf(request).length === 0) return null;
  return (
    <div className="pane-block">
      <Button type="button" variant="quiet" className="button-stop" icon="octagon" onClick={() => setOpen(true)}>
        {t('office.sign-refuse')}
      </Button>
      {open && (
        <RefuseDialog
          request={request}
          onClose={() => setOpen(false)}
          onRefused={refused => {
            setOpen(false);
            void desk.change(async () => refused);
          }}
        />
      )}
    </div>
  );
}
