import { ok, refuse, type Result } from '../../../kernel/index.ts';
import type { Millimetres } from '../../documents/index.ts';
import type { FieldBox } from './model.ts';

/** The nine places that a page offers without a script: rows from the top, columns from the left as displayed. */
export const ninePlaces = [
  'top-left',
  'top-centre',
  'top-right',
  'middle-left',
  'middle-centre',
  'middle-right',
  'bottom-left',
  'bottom-centre',
  'bottom-right',
] as const;
export type NinePlace = (typeof ninePlaces)[number];

/** Where a signatory is proposed to sign when nobody has said: the corners where papers are signed come first. */
const proposed: readonly NinePlace[] = [
  'bottom-right',
  'bottom-left',
  'bottom-centre',
  'middle-right',
  'middle-left',
  'middle-centre',
  'top-right',
  'top-left',
  'top-centre',
];

/** Millimetres of a field, of white around it, and of the foot of the page that the margin mark takes. */
const usual = { width: 55, height: 22 } as const;
const margin = 10;
const foot = 30;
/** A signature in less is no signature; half a millimetre is rounding. */
const least = { width: 15, height: 8 } as const;
const slack = 0.5;

/** The field of one of the nine places, smaller on a page that is smaller than three of them beside each other. */
export function boxAt(place: NinePlace, page: Millimetres): FieldBox {
  const room = { width: page.width - 2 * margin, height: page.height - margin - foot };
  const width = Math.min(usual.width, room.width / 3);
  const height = Math.min(usual.height, room.height / 3);
  const index = ninePlaces.indexOf(place);
  const [row, column] = [Math.floor(index / 3), index % 3];
  return {
    x: margin + ((room.width - width) * column) / 2,
    y: margin + ((room.height - height) * row) / 2,
    width,
    height,
  };
}

/** The nearest of the nine places, for showing which one a field stands at. */
export function placeOfBox(box: FieldBox, page: Millimetres): NinePlace {
  const distance = (place: NinePlace): number => {
    const at = boxAt(place, page);
    return Math.hypot(at.x - box.x, at.y - box.y);
  };
  return ninePlaces.reduce((best, place) => (distance(place) < distance(best) ? place : best));
}

/** A place for one more field: the first that is free; the last of them when all are taken. */
export function proposePlaceFor(page: Millimetres, taken: readonly FieldBox[]): NinePlace {
  return proposed.find(place => !taken.some(box => overlap(box, boxAt(place, page)))) ?? 'top-centre';
}

/**
 * Whether a field may stand on a page beside the `others`. Refusals: `distance.field-outside`, `.field-too-small`, `.field-over-field`.
 */
export function judgeField(box: FieldBox, page: Millimetres, others: readonly FieldBox[]): Result<void> {
  if (box.width < least.width - slack || box.height < least.height - slack) return refuse('distance.field-too-small');
  const inside =
    box.x >= 0 && box.y >= 0 && box.x + box.width <= page.width + slack && box.y + box.height <= page.height + slack;
  if (!inside) return refuse('distance.field-outside');
  return others.some(other => overlap(other, box)) ? refuse('distance.field-over-field') : ok(undefined);
}

/** Whether two rectangles share more than a hair. */
export function overlap(a: FieldBox, b: FieldBox): boolean {
  const meet = (from: number, length: number, other: number, otherLength: number): boolean =>
    from + length > other + slack && other + otherLength > from + slack;
  return meet(a.x, a.width, b.x, b.width) && meet(a.y, a.height, b.y, b.height);
}
