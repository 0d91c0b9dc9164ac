import { Button, Notice, Num } from '@shubbak/design';
import { type ReactElement, useState } from 'react';
import { ApiProblem } from '../../../api/client/index.ts';
import type { BulkAnswer, BulkBody, ProblemBody, QueueLineView } from '../../../api/contract/index.ts';
import { useOffice } from '../office-context.ts';
import { Problem } from '../problem.tsx';
import { AssignDialog, PriorityDialog, ReturnDialog } from './dialogs.tsx';

type Asked = Omit<BulkBody, 'requests'>;

/** One thing done to everything that is ticked; what was refused is said line by line. */
export function BulkBar(props: {
  readonly lines: readonly QueueLineView[];
  readonly onDone: () => void;
}): ReactElement | null {
  const { t, api, office } = useOffice();
  const { lines } = props;
  const [asking, setAsking] = useState<'assign' | 'prioritise' | 'return'>();
  const [outcomes, setOutcomes] = useState<BulkAnswer['outcomes']>();
  const [problem, setProblem] = useState<ProblemBody>();
  const send = async (asked: Asked, key: string = crypto.randomUUID()): Promise<void> => {
    const requests = lines.map(({ id, version }) => ({ id, version }));
    const answer = await api.call('handleSeveral', { body: { ...asked, requests }, key });
    setOutcomes(answer.outcomes);
    setAsking(undefined);
    props.onDone();
  };
  const sendNow = async (asked: Asked): Promise<void> => {
    setProblem(undefined);
    try {
      await send(asked);
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setProblem(error.problem);
    }
  };
  const close = (): void => setAsking(undefined);
  const mayHandle = office.permissions.includes('requests.handle');
  const mayAssign = office.permissions.includes('requests.assign');
  return (
    <div className="queue-bulk stack stack-tight">
      {problem && <Problem problem={problem} />}
      {outcomes && <Outcomes outcomes={outcomes} lines={lines} />}
      {lines.length > 0 && (
        <section aria-label={t('queue.chosen', { count: lines.length })} className="stack stack-tight">
          <p className="small">
            <b>{t('queue.chosen', { count: lines.length })}</b>
          </p>
          <div className="row">
            {mayHandle && (
              <>
                <Button type="button" onClick={() => void sendNow({ what: 'claim' })}>
                  {t('queue.claim')}
                </Button>
                <Button type="button" onClick={() => void sendNow({ what: 'hand' })}>
                  {t('queue.hand')}
                </Button>
                <Button type="button" onClick={() => setAsking('return')}>
                  {t('queue.return')}
                </Button>
                <Button type="button" onClick={() => setAsking('prioritise')}>
                  {t('queue.prioritise')}
                </Button>
              </>
            )}
            {mayAssign && (
              <Button type="button" onClick={() => setAsking('assign')}>
                {t('queue.assign')}
              </Button>
            )}
          </div>
        </section>
      )}
      {asking === 'assign' && (
        <AssignDialog officeId={office.id} onClose={close} send={(to, key) => send({ what: 'assign', to }, key)} />
      )}
      {asking === 'prioritise' && (
        <PriorityDialog onClose={close} send={(chosen, key) => send({ what: 'prioritise', ...chosen }, key)} />
      )}
      {asking === 'return' && (
        <ReturnDialog onClose={close} send={(correction, key) => send({ what: 'return', correction }, key)} />
      )}
    </div>
  );
}

function Outcomes(props: {
  readonly outcomes: BulkAnswer['outcomes'];
  readonly lines: readonly QueueLineView[];
}): ReactElement {
  const { t } = useOffice();
  const refused = props.outcomes.filter(({ refusal }) => refusal !== null);
  const count = props.outcomes.length;
  if (refused.length === 0)
    return (
      <Notice state="ok" live="status">
        <p>{t('queue.done-all', { count })}</p>
      </Notice>
    );
  const referenceOf = (id: string): string => props.lines.find(line => line.id === id)?.reference ?? id;
  return (
    <Notice state="attention" live="alert">
      <p>{t('queue.done-some', { done: count - refused.length, count })}</p>
      <ul>
        {refused.map(({ id, refusal }) => (
          <li key={id}>
            <Num>{referenceOf(id)}</Num> — {refusal?.detail}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
