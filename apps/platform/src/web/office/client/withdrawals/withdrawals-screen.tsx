import { Button, Notice } from '@shubbak/design';
import { type ReactElement, useCallback, useState } from 'react';
import { useAnswer } from '../administration/use-answer.ts';
import { useOffice } from '../office-context.ts';
import { Problem } from '../problem.tsx';
import { TopBar } from '../top-bar.tsx';
import { ProposeWithdrawal } from './propose-withdrawal.tsx';
import { type Outcome, WithdrawalRows } from './withdrawal-rows.tsx';

/** Acts whose effect is taken away: proposed by one, decided by another, seen by every verifier at once. */
export function WithdrawalsScreen(): ReactElement {
  const { t, api, office } = useOffice();
  const [proposing, setProposing] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>();
  const { answer, problem, reload } = useAnswer(useCallback(() => api.call('listWithdrawals', {}), [api]));
  const done = (next: Outcome): void => {
    setProposing(false);
    setOutcome(next);
    reload();
  };
  return (
    <>
      <TopBar task={t('register-screen.withdrawals')} />
      <main id="main" className="page wrap stack stack-sections">
        <div className="stack stack-tight">
          <div className="row">
            <h1>{t('register-screen.withdrawals')}</h1>
            {office.permissions.includes('acts.propose-withdrawal') && (
              <Button type="button" variant="primary" className="push" icon="plus" onClick={() => setProposing(true)}>
                {t('register-screen.propose-withdrawal')}
              </Button>
            )}
          </div>
          <p className="lead">{t('register-screen.withdrawals-lead')}</p>
        </div>
        {problem && <Problem problem={problem} />}
        {outcome && (
          <Notice state="ok" live="status">
            <p>{t(`register-screen.withdrawal-became-${outcome}`)}</p>
          </Notice>
        )}
        {answer && <WithdrawalRows withdrawals={answer.withdrawals} onDone={done} />}
      </main>
      {proposing && <ProposeWithdrawal onClose={() => setProposing(false)} onProposed={() => done('proposed')} />}
    </>
  );
}
