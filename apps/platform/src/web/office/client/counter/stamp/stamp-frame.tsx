import { type KeyboardEvent, type PointerEvent, type ReactElement, useRef, useState } from 'react';
import type { PageView, StampPlaceValue } from '../../../../api/contract/index.ts';
import { useOffice } from '../../office-context.ts';
import { places, useCounter } from '../counter-context.ts';
import { arrowMove, keepInside, moved } from './place.ts';
import { useStampPlace } from './use-stamp-place.ts';

interface Grip {
  readonly pointer: { readonly x: number; readonly y: number };
  readonly place: StampPlaceValue;
}

/** The frame of the stamp, dragged on the page or moved with the arrows. It is placed in the page's own coordinates. */
export function StampFrame({ page }: { readonly page: PageView }): ReactElement | null {
  const { t } = useOffice();
  const { editable } = useCounter();
  const { place: kept, size, keep } = useStampPlace();
  const [held, setHeld] = useState<StampPlaceValue>();
  const grip = useRef<Grip>(undefined);
  const place = held ?? kept;
  if (!place) return null;

  const follow = (event: PointerEvent<HTMLElement>): void => {
    const sheet = event.currentTarget.parentElement?.getBoundingClientRect();
    if (!grip.current || !sheet) return;
    const perPixel = page.widthMm / sheet.width;
    const by = {
      xMm: (event.clientX - grip.current.pointer.x) * perPixel,
      yMm: (event.clientY - grip.current.pointer.y) * perPixel,
    };
    setHeld(moved(grip.current.place, by, size, page));
  };
  const drop = async (): Promise<void> => {
    grip.current = undefined;
    if (held) await keep(held);
    setHeld(undefined);
  };
  const nudge = (event: KeyboardEvent<HTMLElement>): void => {
    const by = arrowMove(event.key, event.shiftKey);
    if (!by) return;
    event.preventDefault();
    event.stopPropagation();
    setHeld(moved(place, by, size, page));
  };
  const { xMm, yMm } = keepInside(place, size, page);
  return (
    <button
      type="button"
      id={places.stamp}
      className="sheet-frame"
      disabled={!editable}
      aria-label={t('office.counter-stamp-frame', { x: Math.round(xMm), y: Math.round(yMm) })}
      aria-describedby="counter-stamp-help"
      style={{
        left: `${(xMm / page.widthMm) * 100}%`,
        top: `${(yMm / page.heightMm) * 100}%`,
        width: `${(size.widthMm / page.widthMm) * 100}%`,
        height: `${(size.heightMm / page.heightMm) * 100}%`,
      }}
      onPointerDown={event => {
        event.currentTarget.setPointerCapture(event.pointerId);
        grip.current = { pointer: { x: event.clientX, y: event.clientY }, place };
      }}
      onPointerMove={follow}
      onPointerUp={() => void drop()}
      onPointerCancel={() => void drop()}
      onKeyDown={nudge}
      onKeyUp={event => {
        if (event.key.startsWith('Arrow')) void drop();
      }}
      onBlur={() => void drop()}
    >
      <span>{t('office.counter-stamp')}</span>
    </button>
  );
}
