import { Button, Notice, Num } from '@shubbak/design';
import type { ReactElement } from 'react';
import type { PreparationView } from '../../../../api/contract/index.ts';
import { Dialog } from '../../dialog.tsx';
import { nameOf, useOffice } from '../../office-context.ts';

export interface SimulatedDialogProps {
  readonly preparation: PreparationView;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** SIMULATED: stands where a device would ask for a finger, a face or a code. */
export function SimulatedDialog({ preparation, onConfirm, onClose }: SimulatedDialogProps): ReactElement {
  const { t, language, me } = useOffice();
  return (
    <Dialog title={t('office.simulated-title')} onClose={onClose}>
      <div className="stack">
        <Notice state="info" title={t('office.sign-simulated')}>
          <p>{t('office.sign-simulated-text', { name: nameOf(language, me.name) })}</p>
        </Notice>
        <ul className="simulated-acts small" aria-label={t('office.sign-what')}>
          {preparation.acts.map(({ actId, number }) => (
            <li key={actId}>
              <Num>{number}</Num>
            </li>
          ))}
        </ul>
        <div className="row dialog-foot">
          <Button variant="primary" type="button" icon="key" data-first onClick={onConfirm}>
            {t('office.sign-simulated-confirm', { acts: preparation.acts.length })}
          </Button>
          <Button type="button" onClick={onClose}>
            {t('office.sign-not-now')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
