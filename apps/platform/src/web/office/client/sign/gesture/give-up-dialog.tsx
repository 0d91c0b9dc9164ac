import { Button } from '@shubbak/design';
import type { ReactElement } from 'react';
import { Dialog } from '../../dialog.tsx';
import { useOffice } from '../../office-context.ts';

export interface GiveUpDialogProps {
  readonly acts: number;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Before numbers are cancelled for ever: what that means, and the gentler way. */
export function GiveUpDialog({ acts, onConfirm, onClose }: GiveUpDialogProps): ReactElement {
  const { t } = useOffice();
  return (
    <Dialog title={t('office.sign-give-up-title')} onClose={onClose}>
      <div className="stack">
        <p>{t('office.sign-give-up-text', { acts })}</p>
        <div className="row dialog-foot">
          <Button type="button" data-first onClick={onClose}>
            {t('office.sign-stay')}
          </Button>
          <Button variant="danger" type="button" onClick={onConfirm}>
            {t('office.sign-give-up-now', { acts })}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
