import { Button, Notice } from '@shubbak/design';
import { type ReactElement, useState } from 'react';
import { ApiProblem } from '../../../../api/client/index.ts';
import type { ProblemBody, RequestView } from '../../../../api/contract/index.ts';
import { textIn, useOffice } from '../../office-context.ts';
import { Problem } from '../../problem.tsx';
import { wordsOf } from '../../service-words.ts';

/** A refusal that waits for the officer's signature: why, in whose words, and the way back into the queue. */
export function RefusalToSign(props: {
  readonly request: RequestView;
  readonly refusal: NonNullable<RequestView['refusal']>;
  readonly onReconsidered: () => void;
}): ReactElement {
  const { t, api, language, catalogue } = useOffice();
  const { request, refusal, onReconsidered } = props;
  const [problem, setProblem] = useState<ProblemBody>();
  const reason = wordsOf(catalogue, request.service).refusalReasons.find(({ code }) => code === refusal.reason);
  const reconsider = async (): Promise<void> => {
    const { id: requestId, version } = request;
    try {
      await api.call('reconsiderRequest', { params: { requestId }, body: { version } });
      onReconsidered();
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setProblem(error.problem);
    }
  };
  return (
    <section className="pane-block stack stack-tight" aria-label={t('office.refusal')}>
      <Notice state="stop" title={reason ? textIn(language, reason.label) : refusal.reason}>
        <p className="small" dir="auto">
          {refusal.note}
        </p>
      </Notice>
      {problem && <Problem problem={problem} />}
      {request.actions.includes('reconsider') && (
        <Button type="button" variant="quiet" onClick={() => void reconsider()}>
          {t('office.refusal-reconsider')}
        </Button>
      )}
    </section>
  );
}
