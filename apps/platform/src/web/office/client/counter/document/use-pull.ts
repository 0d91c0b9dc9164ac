import { type KeyboardEvent, type PointerEvent, type RefObject, useRef } from 'react';
import type { CropValue } from '../../../../api/contract/index.ts';
import { arrowMove } from '../stamp/place.ts';
import { type Handle, pulled } from './crop.ts';

/** Arrow keys move by this fraction of the page for each millimetre that they move a stamp. */
const perArrow = 1 / 200;

/** What a part of a page is pulled with: the pointer, or the arrows. */
export interface Pulling {
  readonly sheet: RefObject<HTMLElement | null>;
  /** In fractions of the page. */
  readonly part: CropValue;
  readonly onPull: (part: CropValue) => void;
  readonly onEnter?: (part: CropValue) => void;
  readonly onEscape?: () => void;
}

/** What a handle of a frame listens to, by the edge, corner or whole that it pulls. */
export function usePull({ sheet, part, onPull, onEnter, onEscape }: Pulling) {
  const held = useRef<{ readonly x: number; readonly y: number; readonly part: CropValue }>(undefined);
  return (handle: Handle) => ({
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      event.preventDefault();
      event.stopPropagation();
      event.currentTarget.focus();
      event.currentTarget.setPointerCapture(event.pointerId);
      held.current = { x: event.clientX, y: event.clientY, part };
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const box = sheet.current?.getBoundingClientRect();
      const grip = held.current;
      if (!box || !grip) return;
      const by = { x: (event.clientX - grip.x) / box.width, y: (event.clientY - grip.y) / box.height };
      onPull(pulled(grip.part, handle, by.x, by.y));
    },
    onPointerUp: () => {
      held.current = undefined;
    },
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      const by = arrowMove(event.key, event.shiftKey);
      if (by) onPull(pulled(part, handle, by.xMm * perArrow, by.yMm * perArrow));
      else if (event.key === 'Enter' && onEnter) onEnter(part);
      else if (event.key === 'Escape' && onEscape) onEscape();
      else return;
      event.preventDefault();
      event.stopPropagation();
    },
  });
}
