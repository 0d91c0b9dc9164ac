import {
  type Drawing,
  emptyDrawing,
  extendStroke,
  type PadSize,
  type PenPlace,
  pathOf,
  pixelsPerMillimetre,
  startStroke,
  undoStroke,
} from '../../office/client/counter/citizen/strokes.ts';

/** As many points as one signature may hold (`sampleLimits`). */
const mostPoints = 10_000;

const area = document.querySelector<HTMLElement>('#pad-area');
const pad = document.querySelector<HTMLElement>('#pad');
const ink = pad?.querySelector('path');
const state = document.querySelector<HTMLElement>('#pad-state');
const field = document.querySelector<HTMLInputElement>('input[name="drawing"]');
const undo = document.querySelector<HTMLButtonElement>('#pad-undo');
const clear = document.querySelector<HTMLButtonElement>('#pad-clear');

if (area && pad && ink && state && field) takeInHand({ area, pad, ink, state, field });

interface Parts {
  readonly area: HTMLElement;
  readonly pad: HTMLElement;
  readonly ink: SVGPathElement;
  readonly state: HTMLElement;
  readonly field: HTMLInputElement;
}

function takeInHand({ area: shown, pad: paper, ink: path, state: said, field: sent }: Parts): void {
  let drawing: Drawing = emptyDrawing;
  const show = (next: Drawing): void => {
    drawing = next;
    path.setAttribute('d', pathOf(drawing));
    sent.value = written(drawing);
    const words = drawing.strokes.length === 0 ? said.dataset['empty'] : said.dataset['drawn'];
    if (said.textContent !== words) said.textContent = words ?? '';
  };
  path.setAttribute('transform', `scale(${pixelsPerMillimetre})`);
  shown.hidden = false;
  document.querySelector('#no-pad')?.remove();
  paper.addEventListener('pointerdown', event => {
    if (event.button !== 0) return;
    event.preventDefault();
    paper.setPointerCapture(event.pointerId);
    show(startStroke(drawing, placeOf(paper, event), sizeOf(paper)));
  });
  paper.addEventListener('pointermove', event => {
    if (!paper.hasPointerCapture(event.pointerId)) return;
    const moves = event.getCoalescedEvents();
    const room = mostPoints - drawing.strokes.reduce((sum, stroke) => sum + stroke.length, 0);
    const places = (moves.length > 0 ? moves : [event]).slice(0, Math.max(0, room)).map(move => placeOf(paper, move));
    show(extendStroke(drawing, places, sizeOf(paper)));
  });
  undo?.addEventListener('click', () => show(undoStroke(drawing)));
  clear?.addEventListener('click', () => show(emptyDrawing));
}

function sizeOf(element: Element): PadSize {
  const { width, height } = element.getBoundingClientRect();
  return { width, height };
}

function placeOf(paper: Element, { clientX, clientY, timeStamp, pressure }: PointerEvent): PenPlace {
  const { left, top } = paper.getBoundingClientRect();
  return { x: clientX - left, y: clientY - top, at: timeStamp, pressure };
}

/**
 * The drawing as the form sends it: hundredths of a millimetre, milliseconds, pressure. A mouse and most fingers say one and the same
 * pressure at every point: that is no measure, and is sent as none.
 */
function written({ strokes }: Drawing): string {
  if (strokes.length === 0) return '';
  const pressures = new Set(strokes.flat().map(({ pressure }) => pressure));
  const measured = pressures.size > 1;
  return JSON.stringify(
    strokes.map(stroke =>
      stroke.map(({ x, y, t, pressure }) => [
        Math.round(x * 100),
        Math.round(y * 100),
        Math.round(t),
        measured ? Math.round(pressure * 10_000) / 10_000 : null,
      ]),
    ),
  );
}
