import type { StampPlaceValue } from '../../../../api/contract/index.ts';

/** A length and a height in millimetres: of a page, of a stamp. */
export interface Millimetres {
  readonly widthMm: number;
  readonly heightMm: number;
}

/** White kept around a stamp that is put at an edge; the foot also bears the code and the page's number. */
const margin = { top: 12, foot: 30 } as const;

/** Steps of the arrow keys in millimetres: fine, and with Shift. */
const arrowSteps = { fine: 1, coarse: 10 } as const;

/** The nearest place at which the stamp lies whole on the page. */
export function keepInside(place: StampPlaceValue, stamp: Millimetres, page: Millimetres): StampPlaceValue {
  const between = (value: number, most: number) =>
    Math.round(Math.min(Math.max(value, 0), Math.max(most, 0)) * 10) / 10;
  return {
    page: place.page,
    xMm: between(place.xMm, page.widthMm - stamp.widthMm),
    yMm: between(place.yMm, page.heightMm - stamp.heightMm),
  };
}

/** Where a stamp may be put at one gesture. */
export const presets = ['top', 'middle', 'bottom'] as const;
export type Preset = (typeof presets)[number];

/** The place of a preset: across the middle of the page, at its top, its middle or above the line at its foot. */
export function placeOfPreset(preset: Preset, index: number, stamp: Millimetres, page: Millimetres): StampPlaceValue {
  const yMm = {
    top: margin.top,
    middle: (page.heightMm - stamp.heightMm) / 2,
    bottom: page.heightMm - stamp.heightMm - margin.foot,
  }[preset];
  return keepInside({ page: index, xMm: (page.widthMm - stamp.widthMm) / 2, yMm }, stamp, page);
}

/** The preset that a place is, if it is one. */
export function presetOf(place: StampPlaceValue, stamp: Millimetres, page: Millimetres): Preset | undefined {
  return presets.find(preset => {
    const { xMm, yMm } = placeOfPreset(preset, place.page, stamp, page);
    return Math.abs(xMm - place.xMm) < 0.1 && Math.abs(yMm - place.yMm) < 0.1;
  });
}

/** How far an arrow key moves the stamp; undefined for other keys. Arrows follow the eye in every language. */
export function arrowMove(key: string, shift: boolean): { readonly xMm: number; readonly yMm: number } | undefined {
  const step = shift ? arrowSteps.coarse : arrowSteps.fine;
  switch (key) {
    case 'ArrowLeft':
      return { xMm: -step, yMm: 0 };
    case 'ArrowRight':
      return { xMm: step, yMm: 0 };
    case 'ArrowUp':
      return { xMm: 0, yMm: -step };
    case 'ArrowDown':
      return { xMm: 0, yMm: step };
    default:
      return undefined;
  }
}

/** The place moved by some millimetres, kept on the page. */
export function moved(
  place: StampPlaceValue,
  by: { readonly xMm: number; readonly yMm: number },
  stamp: Millimetres,
  page: Millimetres,
): StampPlaceValue {
  return keepInside({ page: place.page, xMm: place.xMm + by.xMm, yMm: place.yMm + by.yMm }, stamp, page);
}
