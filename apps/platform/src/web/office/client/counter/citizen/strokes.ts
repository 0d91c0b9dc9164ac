import type { PenPointValue } from '../../../../api/contract/index.ts';

/** What was drawn: strokes of points in millimetres. */
export interface Drawing {
  readonly strokes: readonly (readonly PenPointValue[])[];
  /** Clock of the first point, in milliseconds; undefined while nothing is drawn. */
  readonly startedAt: number | undefined;
}

export const emptyDrawing: Drawing = { strokes: [], startedAt: undefined };

/** CSS defines an inch as 96 pixels, whatever the screen. */
export const pixelsPerMillimetre = 96 / 25.4;

/** Limits of the API on one signature. */
const most = { strokes: 200, points: 4000, milliseconds: 600_000 } as const;

/** A place of the pen as the browser tells it: pixels from the pad's top left, its clock, the pressure. */
export interface PenPlace {
  readonly x: number;
  readonly y: number;
  readonly at: number;
  /** 0 to 1; a mouse or a finger says 0.5 or 0. */
  readonly pressure: number;
}

/** Size of the pad in pixels. */
export interface PadSize {
  readonly width: number;
  readonly height: number;
}

/** Millimetres of a length in CSS pixels. */
export function toMillimetres(pixels: number): number {
  return pixels / pixelsPerMillimetre;
}

function pointOf(place: PenPlace, size: PadSize, { startedAt = place.at, strokes }: Drawing): PenPointValue {
  const inside = (value: number, limit: number) => toMillimetres(Math.min(Math.max(value, 0), limit));
  // Points that a browser gathers late may be older than the last one told: time never goes back on paper.
  const last = strokes.at(-1)?.at(-1)?.t ?? 0;
  const t = Math.min(Math.max(place.at - startedAt, last), most.milliseconds);
  const pressure = place.pressure > 0 ? Math.min(place.pressure, 1) : 0.5;
  return { x: inside(place.x, size.width), y: inside(place.y, size.height), t, pressure };
}

/** The pen comes down. */
export function startStroke(drawing: Drawing, place: PenPlace, size: PadSize): Drawing {
  if (drawing.strokes.length >= most.strokes) return drawing;
  const point = pointOf(place, size, drawing);
  return { startedAt: drawing.startedAt ?? place.at, strokes: [...drawing.strokes, [point]] };
}

/** The pen goes on. */
export function extendStroke(drawing: Drawing, places: readonly PenPlace[], size: PadSize): Drawing {
  const { startedAt, strokes } = drawing;
  const stroke = strokes.at(-1)?.slice();
  if (!stroke) return drawing;
  for (const place of places.slice(0, most.points - stroke.length)) {
    stroke.push(pointOf(place, size, { startedAt, strokes: [stroke] }));
  }
  return { startedAt, strokes: [...strokes.slice(0, -1), stroke] };
}

/** Takes the last stroke back. */
export function undoStroke({ strokes, startedAt }: Drawing): Drawing {
  return strokes.length <= 1 ? emptyDrawing : { startedAt, strokes: strokes.slice(0, -1) };
}

/** How far the pen travelled on the pad, in millimetres. */
export function lengthOf({ strokes }: Drawing): number {
  const ofStroke = (stroke: readonly PenPointValue[]) =>
    stroke.reduce((sum, point, index) => {
      const from = stroke[index - 1] ?? point;
      return sum + Math.hypot(point.x - from.x, point.y - from.y);
    }, 0);
  return strokes.reduce((sum, stroke) => sum + ofStroke(stroke), 0);
}

/** The strokes as SVG path data in millimetres; a dot is a line of no length, drawn round by its caps. */
export function pathOf({ strokes }: Drawing): string {
  return strokes
    .map(stroke => {
      const points = stroke.map(({ x, y }) => `${x.toFixed(2)} ${y.toFixed(2)}`);
      return `M${[...points, ...(points.length === 1 ? points : [])].join('L')}`;
    })
    .join('');
}
