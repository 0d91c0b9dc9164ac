import { Button, Notice } from '@shubbak/design';
import type { ReactElement } from 'react';
import { useOffice } from '../../office-context.ts';
import { useCapture } from './use-capture.ts';
import { isReady, useStation } from './use-station.ts';

/** Reads the card that lies on the station's reader; nothing where there is none. */
export function ReadCardButton({ onRead }: { readonly onRead: (zone: string) => void }): ReactElement | null {
  const { t } = useOffice();
  const station = useStation();
  const { running, trouble, run } = useCapture('card-reader');
  if (!isReady(station, 'card-reader')) return null;
  const read = async (): Promise<void> => {
    const card = await run();
    if (card) onRead(card.lines.join('\n'));
  };
  return (
    <>
      <Button type="button" variant="secondary" icon="key" disabled={running} onClick={() => void read()}>
        {t('office.visit-card-reader')}
      </Button>
      {trouble && (
        <Notice state="attention" live="alert">
          <p>{t('office.visit-trouble', { trouble: trouble.replaceAll('-', '_') })}</p>
        </Notice>
      )}
    </>
  );
}
