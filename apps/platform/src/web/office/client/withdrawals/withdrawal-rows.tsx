import { Button, Card, Facts, Name, Notice, Num, Tag } from '@shubbak/design';
import { type ReactElement, useState } from 'react';
import { formatMinute } from '../../../../platform/messages/browser.ts';
import type { WithdrawalView } from '../../../api/contract/index.ts';
import { AskingForm } from '../asking-form.tsx';
import { Dialog } from '../dialog.tsx';
import { nameOf, useOffice } from '../office-context.ts';
import { ActFacts } from './find-act.tsx';

const looks = {
  proposed: 'attention',
  approved: 'stop',
  declined: 'idle',
  'taken-back': 'idle',
  lapsed: 'idle',
} as const;
const routeOf = {
  approved: 'approveWithdrawal',
  declined: 'declineWithdrawal',
  'taken-back': 'takeBackWithdrawal',
} as const;

/** What became of the last command. */
export type Outcome = 'proposed' | 'approved' | 'declined' | 'taken-back';

interface RowsProps {
  readonly withdrawals: readonly WithdrawalView[];
  readonly onDone: (outcome: Outcome) => void;
}

/** Proposals that wait, whole; then those that are over, a line each. */
export function WithdrawalRows({ withdrawals, onDone }: RowsProps): ReactElement {
  const { t, language } = useOffice();
  const open = withdrawals.filter(({ state }) => state === 'proposed');
  const over = withdrawals.filter(({ state }) => state !== 'proposed');
  return (
    <>
      <section className="stack" aria-labelledby="withdrawals-open">
        <h2 id="withdrawals-open">{t('register-screen.waiting')}</h2>
        {open.length === 0 && <p className="muted">{t('register-screen.waiting-none')}</p>}
        {open.map(withdrawal => (
          <Proposal key={withdrawal.id} withdrawal={withdrawal} onDone={onDone} />
        ))}
      </section>
      <section className="stack" aria-labelledby="withdrawals-over">
        <h2 id="withdrawals-over">{t('register-screen.over')}</h2>
        {over.length === 0 && <p className="muted">{t('register-screen.over-none')}</p>}
        <ul className="rows">
          {over.map(({ id, act, successor, reason, state, withdrawn, decidedAt, proposedAt }) => (
            <li key={id}>
              <div>
                <p>
                  <b>
                    <Num>{act.number}</Num>
                  </b>
                  {successor && (
                    <>
                      {' → '}
                      <Num>{successor.number}</Num>
                    </>
                  )}{' '}
                  · {formatMinute(language, new Date(decidedAt ?? proposedAt))}
                </p>
                <p className="small muted">{t(`acts.reason-${reason}`)}</p>
              </div>
              <Tag state={looks[state]}>
                {state === 'approved' ? t(`acts.standing-${withdrawn}`) : t(`register-screen.withdrawal-${state}`)}
              </Tag>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}

type Decision = keyof typeof routeOf;

function Proposal({
  withdrawal,
  onDone,
}: { readonly withdrawal: WithdrawalView } & Pick<RowsProps, 'onDone'>): ReactElement {
  const { t, api, language } = useOffice();
  const [asked, setAsked] = useState<Decision>();
  const { id, act, successor, withdrawn, reason, words, proposedBy, proposedAt, decidable, own } = withdrawal;
  return (
    <Card>
      <div className="stack">
        <h3>
          {t(`register-screen.${withdrawn}`)} · <Num>{act.number}</Num>
        </h3>
        <ActFacts act={act} />
        <Facts
          items={[
            { label: t('register-screen.reason'), value: t(`acts.reason-${reason}`) },
            ...(words === null ? [] : [{ label: t('register-screen.words'), value: <bdi>{words}</bdi> }]),
            {
              label: t('register-screen.proposed-by'),
              value: (
                <>
                  <Name>{nameOf(language, proposedBy)}</Name> · {formatMinute(language, new Date(proposedAt))}
                </>
              ),
            },
          ]}
        />
        {successor && (
          <>
            <h4>{t('register-screen.successor')}</h4>
            <ActFacts act={successor} />
          </>
        )}
        {!decidable && (
          <Notice state="info">
            <p>{t(own ? 'register-screen.own-proposal' : 'register-screen.not-decidable')}</p>
          </Notice>
        )}
        <div className="row">
          {decidable && (
            <>
              <Button type="button" variant="danger" onClick={() => setAsked('approved')}>
                {t('register-screen.withdraw-now')}
              </Button>
              <Button type="button" onClick={() => setAsked('declined')}>
                {t('register-screen.decline')}
              </Button>
            </>
          )}
          {own && (
            <Button type="button" onClick={() => setAsked('taken-back')}>
              {t('register-screen.take-back')}
            </Button>
          )}
        </div>
      </div>
      {asked && (
        <Dialog title={t(`register-screen.withdrawal-ask-${asked}`)} onClose={() => setAsked(undefined)}>
          <AskingForm
            action={t(`register-screen.withdrawal-do-${asked}`)}
            danger={asked === 'approved'}
            onClose={() => setAsked(undefined)}
            send={async key => {
              await api.call(routeOf[asked], { params: { withdrawalId: id }, body: {}, key });
              onDone(asked);
            }}
          >
            <p>{t(`register-screen.withdrawal-text-${asked}`)}</p>
          </AskingForm>
        </Dialog>
      )}
    </Card>
  );
}
