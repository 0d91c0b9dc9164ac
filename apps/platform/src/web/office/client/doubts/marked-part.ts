import type { CropValue, DoubtPlaceValue, PageView } from '../../../api/contract/index.ts';

/** The least side of a mark, as a fraction of the page. */
const least = 0.02;

/** Where a mark stands before it is moved: a line or two in the middle of the page. */
export const centred: CropValue = { left: 0.25, top: 0.42, width: 0.5, height: 0.08 };

interface Point {
  readonly x: number;
  readonly y: number;
}

/** The part of the page between two points, in fractions of it: kept on the page, and never closed. */
export function spanned(from: Point, to: Point): CropValue {
  const [left, width] = side(from.x, to.x);
  const [top, height] = side(from.y, to.y);
  return { left, top, width, height };
}

function side(one: number, other: number): readonly [start: number, length: number] {
  const within = (value: number, most: number): number => Math.min(Math.max(value, 0), most);
  const start = within(Math.min(one, other), 1 - least);
  return [start, Math.max(least, within(Math.max(one, other), 1) - start)];
}

/** The part in millimetres of its page, to a tenth. */
export function placeOn(
  part: CropValue,
  { widthMm, heightMm }: Pick<PageView, 'widthMm' | 'heightMm'>,
): DoubtPlaceValue {
  const tenth = (value: number): number => Math.round(value * 10) / 10;
  return {
    xMm: tenth(part.left * widthMm),
    yMm: tenth(part.top * heightMm),
    widthMm: tenth(part.width * widthMm),
    heightMm: tenth(part.height * heightMm),
  };
}
