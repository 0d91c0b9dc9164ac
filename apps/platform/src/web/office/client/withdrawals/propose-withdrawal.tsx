import { Choices, Select, TextArea } from '@shubbak/design';
import { type ReactElement, useState } from 'react';
import type { ProposeWithdrawalBody, WithdrawableActView } from '../../../api/contract/index.ts';
import { AskingForm } from '../asking-form.tsx';
import { Dialog } from '../dialog.tsx';
import { useOffice } from '../office-context.ts';
import { FindAct } from './find-act.tsx';

type State = ProposeWithdrawalBody['state'];

const reasons = {
  revoked: [
    'wrong-person',
    'signature-contested',
    'officer-not-entitled',
    'key-misused',
    'made-in-error',
    'authority-decision',
  ],
  superseded: ['wrong-particulars', 'wrong-pages'],
} as const satisfies Record<State, readonly ProposeWithdrawalBody['reason'][]>;
const states = ['revoked', 'superseded'] as const satisfies readonly State[];

/** Proposes that an act lose its effect, or that another one take its place: which, why, in which words. */
export function ProposeWithdrawal(props: {
  readonly onClose: () => void;
  readonly onProposed: () => void;
}): ReactElement {
  const { t, api } = useOffice();
  const [act, setAct] = useState<WithdrawableActView>();
  const [successor, setSuccessor] = useState<WithdrawableActView>();
  const [state, setState] = useState<State>('revoked');
  const [reason, setReason] = useState<ProposeWithdrawalBody['reason']>(reasons.revoked[0]);
  const [words, setWords] = useState('');
  const offered: readonly ProposeWithdrawalBody['reason'][] = reasons[state];
  const send = async (key: string): Promise<void> => {
    if (!act) return;
    const successorId = state === 'superseded' ? (successor?.id ?? null) : null;
    await api.call('proposeWithdrawal', { body: { actId: act.id, state, reason, successorId, words }, key });
    props.onProposed();
  };
  return (
    <Dialog title={t('register-screen.propose-withdrawal')} onClose={props.onClose}>
      <AskingForm
        action={t('register-screen.propose')}
        ready={act !== undefined && (state === 'revoked' || successor !== undefined)}
        onClose={props.onClose}
        send={send}
      >
        <FindAct id="withdrawal-act" label={t('register-screen.act')} found={act} onFound={setAct} />
        <Choices
          id="withdrawal-state"
          name="withdrawal-state"
          legend={t('register-screen.what')}
          chosen={[state]}
          choices={states.map(value => ({
            value,
            label: t(`register-screen.${value}`),
            hint: t(`register-screen.${value}-hint`),
          }))}
          onChange={event => {
            const next = states.find(each => each === event.currentTarget.value) ?? state;
            setState(next);
            setReason(reasons[next][0]);
          }}
        />
        {state === 'superseded' && (
          <FindAct
            id="withdrawal-successor"
            label={t('register-screen.successor')}
            found={successor}
            onFound={setSuccessor}
          />
        )}
        <Select
          id="withdrawal-reason"
          label={t('register-screen.reason')}
          hint={t('register-screen.reason-hint')}
          value={reason}
          options={offered.map(value => ({ value, label: t(`acts.reason-${value}`) }))}
          onChange={event => setReason(offered.find(each => each === event.currentTarget.value) ?? reason)}
        />
        <TextArea
          id="withdrawal-words"
          label={t('register-screen.words')}
          hint={t('register-screen.words-hint')}
          rows={3}
          maxLength={1000}
          value={words}
          onChange={event => setWords(event.currentTarget.value)}
        />
      </AskingForm>
    </Dialog>
  );
}
