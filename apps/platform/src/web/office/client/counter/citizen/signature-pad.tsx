import { type PointerEvent, type ReactElement, useRef } from 'react';
import {
  type Drawing,
  extendStroke,
  type PadSize,
  type PenPlace,
  pathOf,
  startStroke,
  toMillimetres,
} from './strokes.ts';

export interface SignaturePadProps {
  readonly label: string;
  readonly describedBy: string;
  readonly drawing: Drawing;
  /** Called with the drawing and the pad's size in pixels, which may differ on another screen. */
  readonly onDraw: (drawing: Drawing, size: PadSize) => void;
}

/** White paper that takes a pen, a finger or a mouse. Drawing is the signatory's own movement: there is no other way to make one. */
export function SignaturePad({ label, describedBy, drawing, onDraw }: SignaturePadProps): ReactElement {
  const pad = useRef<HTMLDivElement>(null);
  // Several moves may come before the screen is drawn again: each goes on from the one before it.
  const latest = useRef(drawing);
  latest.current = drawing;
  const draw = (next: Drawing): void => {
    latest.current = next;
    onDraw(next, sizeOf(pad.current));
  };
  const size = sizeOf(pad.current);
  return (
    <div
      ref={pad}
      className="pad pad-live"
      role="img"
      aria-label={label}
      aria-describedby={describedBy}
      onPointerDown={event => {
        if (event.button !== 0) return;
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        draw(startStroke(latest.current, placeOf(event, event.nativeEvent), sizeOf(event.currentTarget)));
      }}
      onPointerMove={event => {
        if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
        const moves = event.nativeEvent.getCoalescedEvents();
        const places = (moves.length > 0 ? moves : [event.nativeEvent]).map(move => placeOf(event, move));
        draw(extendStroke(latest.current, places, sizeOf(event.currentTarget)));
      }}
    >
      <svg
        viewBox={`0 0 ${toMillimetres(size.width)} ${toMillimetres(size.height)}`}
        fill="none"
        stroke="currentColor"
        strokeWidth="0.6"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
      >
        <path d={pathOf(drawing)} />
      </svg>
    </div>
  );
}

function sizeOf(element: Element | null): PadSize {
  const { width, height } = element?.getBoundingClientRect() ?? { width: 600, height: 160 };
  return { width, height };
}

function placeOf(event: PointerEvent<HTMLElement>, move: globalThis.PointerEvent): PenPlace {
  const { left, top } = event.currentTarget.getBoundingClientRect();
  return { x: move.clientX - left, y: move.clientY - top, at: move.timeStamp, pressure: move.pressure };
}
