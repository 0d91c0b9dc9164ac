import { Icon } from '@shubbak/design';
import { type ReactElement, useEffect, useEffectEvent, useState } from 'react';
import { useOffice } from '../../office-context.ts';
import { useCounter } from '../counter-context.ts';

/** Files may be dropped anywhere on the screen while the document can be changed. */
export function DropZone(): ReactElement | null {
  const { t } = useOffice();
  const { intake, editable } = useCounter();
  const over = useFileDrag(editable, files => void intake.send(files));
  if (!over) return null;
  return (
    <div className="drop-zone" aria-hidden="true">
      <Icon name="upload" />
      <p>{t('office.counter-drop-here')}</p>
    </div>
  );
}

function useFileDrag(active: boolean, onFiles: (files: readonly File[]) => void): boolean {
  const [over, setOver] = useState(false);
  const take = useEffectEvent(onFiles);
  useEffect(() => {
    const holdsFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;
    const drag = (event: DragEvent): void => {
      if (!holdsFiles(event)) return;
      // Also where nothing can be dropped: the browser would leave the page to show the file.
      event.preventDefault();
      setOver(active);
    };
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent): void => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      setOver(false);
      if (active) take([...(event.dataTransfer?.files ?? [])]);
    };
    addEventListener('dragover', drag);
    addEventListener('dragleave', leave);
    addEventListener('drop', drop);
    return () => {
      removeEventListener('dragover', drag);
      removeEventListener('dragleave', leave);
      removeEventListener('drop', drop);
    };
  }, [active]);
  return over && active;
}
