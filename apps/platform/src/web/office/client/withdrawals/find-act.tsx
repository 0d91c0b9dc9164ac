import { Button, Facts, Name, Notice, Num, TextInput } from '@shubbak/design';
import { type ReactElement, useState } from 'react';
import { formatMinute } from '../../../../platform/messages/browser.ts';
import { ApiProblem } from '../../../api/client/index.ts';
import type { ProblemBody, WithdrawableActView } from '../../../api/contract/index.ts';
import { nameOf, textIn, useOffice } from '../office-context.ts';
import { Problem } from '../problem.tsx';

/** Finds one act by the number or the code that stands on the paper. */
export function FindAct(props: {
  readonly id: string;
  readonly label: string;
  readonly found: WithdrawableActView | undefined;
  readonly onFound: (act: WithdrawableActView | undefined) => void;
}): ReactElement {
  const { t, api } = useOffice();
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<ProblemBody>();
  const [gone, setGone] = useState(false);
  const find = async (): Promise<void> => {
    setProblem(undefined);
    setGone(false);
    props.onFound(undefined);
    try {
      const { act, standing } = await api.call('findWithdrawable', { body: { text } });
      if (standing) setGone(true);
      else props.onFound(act);
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setProblem(error.problem);
    }
  };
  return (
    <div className="stack stack-tight">
      <div className="row row-end">
        <TextInput
          id={props.id}
          label={props.label}
          hint={t('register-screen.act-hint')}
          dir="ltr"
          autoComplete="off"
          value={text}
          onChange={event => setText(event.currentTarget.value)}
          onKeyDown={event => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            void find();
          }}
        />
        <Button
          type="button"
          variant="secondary"
          icon="search"
          disabled={text.trim() === ''}
          onClick={() => void find()}
        >
          {t('register-screen.find-act')}
        </Button>
      </div>
      <div aria-live="polite">
        {problem && <Problem problem={problem} />}
        {gone && (
          <Notice state="attention">
            <p>{t('acts.withdrawn-already')}</p>
          </Notice>
        )}
        {props.found && <ActFacts act={props.found} />}
      </div>
    </div>
  );
}

/** An act, to be recognised. */
export function ActFacts({ act }: { readonly act: WithdrawableActView }): ReactElement {
  const { t, language } = useOffice();
  const names = act.signatories.map(name => nameOf(language, name)).join(' · ');
  return (
    <Facts
      items={[
        { label: t('register-screen.number'), value: <Num>{act.number}</Num> },
        { label: t('register-screen.at'), value: formatMinute(language, new Date(act.at)) },
        { label: t('register-screen.applicant'), value: <Name>{names}</Name> },
        { label: t('register-screen.officer'), value: <Name>{nameOf(language, act.officer)}</Name> },
        { label: t('register-screen.office'), value: textIn(language, act.office) },
      ]}
    />
  );
}
