import { Button } from '@shubbak/design';
import type { ReactElement } from 'react';
import { useOffice } from '../office-context.ts';
import { Problem } from '../problem.tsx';
import { useCounter } from './counter-context.ts';
import { ProposeRefusal } from './propose-refusal.tsx';

/** What went wrong with the last change, until it was read. */
export function DeskProblem(): ReactElement | null {
  const { t } = useOffice();
  const { desk } = useCounter();
  if (!desk.problem) return null;
  return (
    <div className="pane-block stack stack-tight">
      <Problem problem={desk.problem} />
      <Button type="button" variant="quiet" onClick={desk.dismiss}>
        {t('office.counter-understood')}
      </Button>
    </div>
  );
}

/** How the request on the desk ends without an act: refused by the office, or given up. */
export function WaysOut(): ReactElement {
  const { t, api } = useOffice();
  const { desk } = useCounter();
  const { request } = desk;
  return (
    <>
      {request?.actions.includes('refuse') && <ProposeRefusal key={request.id} request={request} />}
      {request?.actions.includes('abandon') && (
        <div className="pane-block">
          <Button
            type="button"
            variant="danger"
            onClick={() =>
              void desk
                .change(({ id, version }) =>
                  api.call('abandonRequest', { params: { requestId: id }, body: { version } }),
                )
                .then(done => done && desk.suspend())
            }
          >
            {t('office.counter-abandon')}
          </Button>
        </div>
      )}
    </>
  );
}
