import { Button, Notice, Num } from '@shubbak/design';
import { type ReactElement, useEffect, useRef } from 'react';
import type { PreparationView, PreparedActView } from '../../../../api/contract/index.ts';
import { nameOf, useOffice } from '../../office-context.ts';
import { useKeys } from '../use-keys.ts';
import { SealedAct } from './sealed-act.tsx';

export interface OutcomeProps {
  readonly preparation: PreparationView;
  readonly stage: 'finished' | 'lapsed' | 'cancelled';
  readonly onClose: () => void;
}

/** What came of a gesture: the sealed acts and their papers; or why there are none, and what to do. */
export function Outcome({ preparation, stage, onClose }: OutcomeProps): ReactElement {
  const { t, office, go } = useOffice();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  // Who serves people too goes back to them.
  const toCounter = stage === 'finished' && office.permissions.includes('requests.prepare');
  const goOn = toCounter ? () => go('/office/counter') : onClose;
  useKeys(false, { 'go-on': goOn });
  const done = preparation.acts.filter(({ state }) => state === 'done');
  const cancelled = preparation.acts.filter(({ state }) => state === 'cancelled');
  return (
    <main id="main" className="signing-outcome">
      <div className="wrap wrap-narrow stack stack-loose page">
        <h1 ref={title} tabIndex={-1}>
          {stage === 'finished' && done.length > 0
            ? t('office.sign-done', { acts: done.length })
            : t(`office.sign-${stage}`)}
        </h1>
        {stage === 'lapsed' && <p className="lead">{t('office.sign-lapsed-text')}</p>}
        {done.length > 0 && (
          <ul className="sealed-acts">
            {done.map(act => (
              <SealedAct key={act.actId} act={act} />
            ))}
          </ul>
        )}
        {cancelled.length > 0 && <CancelledActs acts={cancelled} />}
        <div className="row">
          <Button variant="primary" type="button" shortcut="Ctrl ↵" onClick={goOn}>
            {t(toCounter ? 'office.sign-next-person' : 'office.sign-back-to-queue')}
          </Button>
          {toCounter && (
            <Button type="button" onClick={onClose}>
              {t('office.sign-back-to-queue')}
            </Button>
          )}
        </div>
      </div>
    </main>
  );
}

function CancelledActs({ acts }: { readonly acts: readonly PreparedActView[] }): ReactElement {
  const { t, language } = useOffice();
  return (
    <Notice state="stop" title={t('office.sign-cancelled-numbers', { acts: acts.length })} live="alert">
      <ul>
        {acts.map(({ actId, number, signatories, problem }) => (
          <li key={actId}>
            <Num>{number}</Num> ·{' '}
            {signatories.map(name => nameOf(language, name)).join(language === 'ar' ? '، ' : ', ')}
            {problem && <> : {problem.detail}</>}
          </li>
        ))}
      </ul>
      <p>{t('office.sign-cancelled-text')}</p>
    </Notice>
  );
}
