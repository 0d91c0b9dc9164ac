import type { CropValue } from '../../../../api/contract/index.ts';

export const wholePage: CropValue = { left: 0, top: 0, width: 1, height: 1 };

/** The least side that a crop keeps of a page. */
const least = 0.05;

/** The part of the frame that is held: an edge, a corner, or all of it. */
export type Handle = 'n' | 's' | 'e' | 'w' | 'ne' | 'nw' | 'se' | 'sw' | 'all';

/** The corners and edges that can be held, clockwise from the top left. */
export const handles = ['nw', 'n', 'ne', 'e', 'se', 's', 'sw', 'w'] as const satisfies readonly Handle[];

function within(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}

/** The frame after its handle moved by fractions of the page; it stays on the page and never closes. */
export function pulled(crop: CropValue, handle: Handle, dx: number, dy: number): CropValue {
  if (handle === 'all') {
    return { ...crop, left: within(crop.left + dx, 0, 1 - crop.width), top: within(crop.top + dy, 0, 1 - crop.height) };
  }
  let { left, top } = crop;
  let right = left + crop.width;
  let bottom = top + crop.height;
  if (handle.includes('w')) left = within(left + dx, 0, right - least);
  if (handle.includes('e')) right = within(right + dx, left + least, 1);
  if (handle.includes('n')) top = within(top + dy, 0, bottom - least);
  if (handle.includes('s')) bottom = within(bottom + dy, top + least, 1);
  return { left, top, width: right - left, height: bottom - top };
}

/** The crop to keep: null when it is the whole page. */
export function cropOrNull(crop: CropValue): CropValue | null {
  const rounded = Object.fromEntries(
    Object.entries(crop).map(([name, value]) => [name, Math.round(value * 10_000) / 10_000]),
  ) as CropValue;
  return rounded.width >= 0.999 && rounded.height >= 0.999 ? null : rounded;
}
