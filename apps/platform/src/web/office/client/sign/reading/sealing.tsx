import { Button, Notice } from '@shubbak/design';
import type { ReactElement } from 'react';
import type { PreparationView } from '../../../../api/contract/index.ts';
import { useOffice } from '../../office-context.ts';

export interface SealingProps {
  readonly sealing: readonly PreparationView[];
  /** What was just done, to be said. */
  readonly said: string;
  readonly onFollow: (preparation: PreparationView) => void;
}

/** Beside the queue: what was signed and is still being sealed, and what was just done. */
export function Sealing({ sealing, said, onFollow }: SealingProps): ReactElement {
  const { t } = useOffice();
  return (
    <div className="stack stack-tight signing-aside">
      <output className="small muted">{said}</output>
      {sealing.map(preparation => (
        <Notice key={preparation.id} state="wait" live="status">
          <p className="small">{t('office.sign-being-sealed', { acts: preparation.acts.length })}</p>
          <Button variant="quiet" type="button" onClick={() => onFollow(preparation)}>
            {t('office.sign-follow')}
          </Button>
        </Notice>
      ))}
    </div>
  );
}
