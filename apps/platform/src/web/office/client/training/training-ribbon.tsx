import type { ReactElement } from 'react';
import { useOffice } from '../office-context.ts';
import { useTraining } from './use-training.ts';

/** Said above every screen in training, large, with the way out. */
export function TrainingRibbon(): ReactElement | null {
  const { t, me } = useOffice();
  const train = useTraining();
  if (me.commune.mark !== 'training') return null;
  return (
    <aside className="ribbon ribbon-training" aria-label={t('training.title')}>
      <strong>{t('training.band')}</strong>
      <button type="button" onClick={() => void train(false)}>
        {t('training.leave')}
      </button>
    </aside>
  );
}
