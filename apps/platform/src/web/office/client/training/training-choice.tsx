import { Button } from '@shubbak/design';
import type { ReactElement } from 'react';
import { useChange } from '../administration/use-answer.ts';
import { useOffice } from '../office-context.ts';
import { Problem } from '../problem.tsx';
import { useTraining } from './use-training.ts';

/** Where somebody goes to train, and comes back. */
export function TrainingChoice(): ReactElement {
  const { t, me } = useOffice();
  const change = useChange();
  const train = useTraining();
  const inTraining = me.commune.mark === 'training';
  return (
    <section className="stack" aria-labelledby="training-choice">
      <h2 id="training-choice">{t('training.title')}</h2>
      <p>{t('training.about')}</p>
      {change.problem && <Problem problem={change.problem} />}
      <p>
        <Button type="button" disabled={change.busy} onClick={() => change.run(() => train(!inTraining))}>
          {t(inTraining ? 'training.leave' : 'training.enter')}
        </Button>
      </p>
    </section>
  );
}
