import type { PageGeometry, Rectangle, Size } from './geometry.ts';

/** One stroke of a pen: points in millimetres from the top left corner of the page as it came in. A single point is a dot. */
export type InkStroke = readonly (readonly [x: number, y: number])[];

/**
 * The strokes of a drawn signature, laid into a field of a page: as large as the field allows and no larger than it was drawn, in its
 * middle, proportions kept. `strokes` in millimetres on the pad. The ink decides, not the pad: a small signature on a large pad is no speck.
 */
export function layInk(strokes: readonly InkStroke[], field: Rectangle): readonly InkStroke[] {
  const points = strokes.flat();
  if (points.length === 0) return [];
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const [left, right] = [least(xs), most(xs)];
  const [top, bottom] = [least(ys), most(ys)];
  const factor = Math.min(1, field.width / Math.max(right - left, hair), field.height / Math.max(bottom - top, hair));
  const start = {
    x: field.x + (field.width - (right - left) * factor) / 2,
    y: field.y + (field.height - (bottom - top) * factor) / 2,
  };
  return strokes.map(stroke =>
    stroke.map(([x, y]) => [round(start.x + (x - left) * factor), round(start.y + (y - top) * factor)] as const),
  );
}

/** Ink of a scan, moved and reduced with the scan on its page of the act. */
export function inkOnPage(geometry: PageGeometry, scan: Size, strokes: readonly InkStroke[]): readonly InkStroke[] {
  const factor = geometry.scan.width / scan.width;
  return strokes.map(stroke =>
    stroke.map(([x, y]) => [round(geometry.scan.x + x * factor), round(geometry.scan.y + y * factor)] as const),
  );
}

/** A line straight up or across has no other side to measure. */
const hair = 0.001;
const least = (values: readonly number[]): number => values.reduce((a, b) => Math.min(a, b), Infinity);
const most = (values: readonly number[]): number => values.reduce((a, b) => Math.max(a, b), -Infinity);

/** Hundredths of a millimetre: finer than any printer, and the same bytes everywhere. */
const round = (millimetres: number): number => Math.round(millimetres * 100) / 100;
