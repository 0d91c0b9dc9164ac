import type { ReactElement } from 'react';
import { useOffice } from '../office-context.ts';
import { useTraining } from './use-training.ts';

/** Said in the band of every screen in training, with the way out. */
export function LeaveTraining(): ReactElement {
  const { t } = useOffice();
  const train = useTraining();
  return (
    <>
      <strong className="header-training">{t('training.band')}</strong>
      <button type="button" className="header-link" onClick={() => void train(false)}>
        {t('training.leave')}
      </button>
    </>
  );
}
