import { PadesError } from '../failure.ts';
import type { Page, PageBox } from '../pdf/page.ts';

/** A rectangle on the page as it is displayed, turned as /Rotate says: points from the top left corner. */
export interface DisplayedBox {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The same rectangle in the page's user space, which may begin elsewhere, be turned, and have other units. */
export function toUserSpace(page: Page, displayed: DisplayedBox): PageBox {
  const { left, top, width, height } = displayed;
  if (![left, top, width, height].every(Number.isFinite) || width <= 0 || height <= 0) {
    throw new PadesError('option-invalid', 'the box has no area');
  }
  const corners = [userPoint(page, left, top), userPoint(page, left + width, top + height)] as const;
  const [[ax, ay], [bx, by]] = corners;
  const rectangle: PageBox = [Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by)];
  assertInside(page, rectangle);
  return rectangle;
}

/** A rectangle of the page's user space as it is displayed: the other way of `toUserSpace`. */
export function toDisplayed(page: Page, [left, bottom, right, top]: PageBox): DisplayedBox {
  const [x0, y0, x1, y1] = page.box;
  const [across, down] = [(right - left) * page.userUnit, (top - bottom) * page.userUnit];
  const at = (fromLeft: number, fromTop: number, width: number, height: number) => ({
    left: fromLeft * page.userUnit,
    top: fromTop * page.userUnit,
    width,
    height,
  });
  switch (page.rotation) {
    case 0:
      return at(left - x0, y1 - top, across, down);
    case 90:
      return at(bottom - y0, left - x0, down, across);
    case 180:
      return at(x1 - right, bottom - y0, across, down);
    default:
      return at(y1 - top, x1 - right, down, across);
  }
}

/** A point given from the displayed top left corner: which user space axis runs right, and which runs down. */
function userPoint(page: Page, fromLeft: number, fromTop: number): readonly [x: number, y: number] {
  const right = fromLeft / page.userUnit;
  const down = fromTop / page.userUnit;
  const [x0, y0, x1, y1] = page.box;
  switch (page.rotation) {
    case 0:
      return [x0 + right, y1 - down];
    case 90:
      return [x0 + down, y0 + right];
    case 180:
      return [x1 - right, y0 + down];
    default:
      return [x1 - down, y1 - right];
  }
}

function assertInside(page: Page, [left, bottom, right, top]: PageBox): void {
  // A hundredth of a point forgives the arithmetic of whoever computed the box.
  const slack = 0.01;
  const [x0, y0, x1, y1] = page.box;
  if (left < x0 - slack || bottom < y0 - slack || right > x1 + slack || top > y1 + slack) {
    throw new PadesError('box-outside-page', 'the signature’s box leaves the page');
  }
}
