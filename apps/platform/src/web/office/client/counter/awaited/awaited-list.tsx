import { Button, Icon, IconButton, Name, Num } from '@shubbak/design';
import { type ReactElement, useState } from 'react';
import { formatShortDate } from '../../../../../platform/messages/browser.ts';
import { ApiProblem } from '../../../../api/client/index.ts';
import type { AwaitedView, ProblemBody } from '../../../../api/contract/index.ts';
import { nameOf, useOffice } from '../../office-context.ts';
import { Problem } from '../../problem.tsx';
import { places, useCounter } from '../counter-context.ts';
import { openPaper } from '../open-paper.ts';

/** Those who will sign later, each with the slip that any office opens the request by. */
export function AwaitedList(): ReactElement | null {
  const { t } = useOffice();
  const { desk, editable } = useCounter();
  const [problem, setProblem] = useState<ProblemBody>();
  const { request } = desk;
  if (!request || request.awaited.length === 0) return null;
  return (
    <section className="pane-block stack stack-tight" aria-labelledby="counter-awaited-title">
      <div className="pane-heading">
        <h2 id="counter-awaited-title">{t('signatories.awaited')}</h2>
      </div>
      {problem && <Problem problem={problem} />}
      {request.awaited.map((awaited, index) => (
        <Awaited key={awaited.id} awaited={awaited} first={index === 0} editable={editable} onProblem={setProblem} />
      ))}
    </section>
  );
}

interface AwaitedProps {
  readonly awaited: AwaitedView;
  readonly first: boolean;
  readonly editable: boolean;
  readonly onProblem: (problem: ProblemBody | undefined) => void;
}

function Awaited({ awaited, first, editable, onProblem }: AwaitedProps): ReactElement {
  const { t, api, language } = useOffice();
  const { desk } = useCounter();
  const name = nameOf(language, awaited.name);
  const print = async (): Promise<void> => {
    const requestId = desk.request?.id;
    if (requestId === undefined) return;
    onProblem(undefined);
    try {
      await openPaper(() => api.call('printWaitingSlip', { params: { requestId, awaitedId: awaited.id }, body: {} }));
      await desk.refresh();
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      onProblem(error.problem);
    }
  };
  const stop = (): void =>
    void desk.change(({ id, version }) =>
      api.call('stopAwaiting', { params: { requestId: id, awaitedId: awaited.id }, body: { version } }),
    );
  return (
    <article className="stack stack-tight" aria-label={name}>
      <div className="row row-nowrap">
        <Icon name="clock" />
        <p>
          <Name>{name}</Name> {awaited.document && <Num>{awaited.document.numberMasked}</Num>}
        </p>
        {editable && (
          <IconButton className="push" icon="cross" label={t('signatories.await-stop', { name })} onClick={stop} />
        )}
      </div>
      {awaited.codeUntil !== null && (
        <p className="tiny faint">
          {t('signatories.await-until', { date: formatShortDate(new Date(awaited.codeUntil)) })}
        </p>
      )}
      {editable && (
        <Button
          type="button"
          variant="secondary"
          icon="printer"
          full
          {...(first && { id: places.awaited })}
          onClick={() => void print()}
        >
          {t('signatories.await-print', { name })}
        </Button>
      )}
    </article>
  );
}
