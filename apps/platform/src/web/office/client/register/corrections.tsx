import { Button, Name, Num, Tag } from '@shubbak/design';
import { type ReactElement, useCallback } from 'react';
import { formatMinute } from '../../../../platform/messages/browser.ts';
import type { CorrectionView } from '../../../api/contract/index.ts';
import { useAnswer, useChange } from '../administration/use-answer.ts';
import { nameOf, useOffice } from '../office-context.ts';
import { Problem } from '../problem.tsx';
import { Value } from './entry-words.tsx';

const looks = { proposed: 'attention', approved: 'ok', declined: 'idle', withdrawn: 'idle' } as const;

/** Corrections that wait for a second person, and those decided. */
export function Corrections({ onDecided }: { readonly onDecided: () => void }): ReactElement {
  const { t, api } = useOffice();
  const { answer, problem } = useAnswer(useCallback(() => api.call('listCorrections', {}), [api]));
  const change = useChange();
  const decide = (correctionId: string, verb: 'approveCorrection' | 'declineCorrection' | 'withdrawCorrection'): void =>
    change.run(async () => {
      await api.call(verb, { params: { correctionId }, body: {} });
      onDecided();
    });
  return (
    <section className="stack no-print" aria-labelledby="corrections">
      <h2 id="corrections">{t('register-screen.corrections')}</h2>
      <p className="muted">{t('register-screen.corrections-lead')}</p>
      {problem && <Problem problem={problem} />}
      {change.problem && <Problem problem={change.problem} />}
      {answer?.corrections.length === 0 && <p>{t('register-screen.corrections-none')}</p>}
      <ul className="rows">
        {answer?.corrections.map(correction => (
          <li key={correction.id}>
            <Line correction={correction} />
            <div className="row">
              {correction.decidable && (
                <>
                  <Button
                    type="button"
                    variant="primary"
                    disabled={change.busy}
                    onClick={() => decide(correction.id, 'approveCorrection')}
                  >
                    {t('register-screen.approve')}
                  </Button>
                  <Button
                    type="button"
                    variant="danger"
                    disabled={change.busy}
                    onClick={() => decide(correction.id, 'declineCorrection')}
                  >
                    {t('register-screen.decline')}
                  </Button>
                </>
              )}
              {correction.own && correction.state === 'proposed' && (
                <Button
                  type="button"
                  disabled={change.busy}
                  onClick={() => decide(correction.id, 'withdrawCorrection')}
                >
                  {t('register-screen.take-back')}
                </Button>
              )}
              <Tag state={looks[correction.state]}>{t(`register-screen.correction-${correction.state}`)}</Tag>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Line({ correction }: { readonly correction: CorrectionView }): ReactElement {
  const { t, language } = useOffice();
  const { of, entry, field, reason, proposedBy, proposedAt, decidedBy } = correction;
  return (
    <div>
      <p>
        <b>
          <Num>{of}</Num>
        </b>{' '}
        · {t(`register-screen.field-${field}`)}
        {entry !== null && (
          <>
            {' → '}
            <Num>{entry}</Num>
          </>
        )}
      </p>
      <p>
        <s>
          <Value value={correction.old} />
        </s>{' '}
        → <Value value={correction.new} />
      </p>
      <p className="small muted">
        {t(`register-screen.reason-${reason}`)} · <Name>{nameOf(language, proposedBy)}</Name> ·{' '}
        {formatMinute(language, new Date(proposedAt))}
        {decidedBy && (
          <>
            {' · '}
            <Name>{nameOf(language, decidedBy)}</Name>
          </>
        )}
      </p>
    </div>
  );
}
