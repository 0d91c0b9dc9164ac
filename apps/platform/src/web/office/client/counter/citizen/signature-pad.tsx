import type { PointerEvent, ReactElement } from 'react';
import {
  type Drawing,
  extendStroke,
  type PadSize,
  type PenPlace,
  pathOf,
  pixelsPerMillimetre,
  startStroke,
} from './strokes.ts';

export interface SignaturePadProps {
  readonly label: string;
  readonly describedBy: string;
  readonly drawing: Drawing;
  /** Called with what becomes of the drawing, and the pad's size in pixels, which may differ on another screen. */
  readonly onDraw: (draw: (before: Drawing) => Drawing, size: PadSize) => void;
}

/** White paper that takes a pen, a finger or a mouse. Drawing is the signatory's own movement: there is no other way to make one. */
export function SignaturePad({ label, describedBy, drawing, onDraw }: SignaturePadProps): ReactElement {
  const start = (event: PointerEvent<HTMLElement>): void => {
    if (event.button !== 0) return;
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    const size = sizeOf(event.currentTarget);
    const place = placeOf(event.currentTarget, event.nativeEvent);
    onDraw(before => startStroke(before, place, size), size);
  };
  const go = (event: PointerEvent<HTMLElement>): void => {
    const pad = event.currentTarget;
    if (!pad.hasPointerCapture(event.pointerId)) return;
    const moves = event.nativeEvent.getCoalescedEvents();
    const places = (moves.length > 0 ? moves : [event.nativeEvent]).map(move => placeOf(pad, move));
    const size = sizeOf(pad);
    onDraw(before => extendStroke(before, places, size), size);
  };
  return (
    <div
      className="pad pad-live"
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a picture that is drawn here has no address
      role="img"
      aria-label={label}
      aria-describedby={describedBy}
      onPointerDown={start}
      onPointerMove={go}
    >
      <svg
        width="100%"
        height="100%"
        fill="none"
        stroke="currentColor"
        strokeWidth="0.6"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
      >
        <path transform={`scale(${pixelsPerMillimetre})`} d={pathOf(drawing)} />
      </svg>
    </div>
  );
}

function sizeOf(element: Element): PadSize {
  const { width, height } = element.getBoundingClientRect();
  return { width, height };
}

function placeOf(pad: Element, { clientX, clientY, timeStamp, pressure }: globalThis.PointerEvent): PenPlace {
  const { left, top } = pad.getBoundingClientRect();
  return { x: clientX - left, y: clientY - top, at: timeStamp, pressure };
}
