import type { Box, SourcePage } from './pages.ts';

/** A transformation (ISO 32000-1, 8.3.3): x′ = a·x + c·y + e, y′ = b·x + d·y + f. */
export type Matrix = readonly [number, number, number, number, number, number];

export const identity: Matrix = [1, 0, 0, 1, 0, 0];

/** The transformation that applies `first`, then `second`. */
export function chain(first: Matrix, second: Matrix): Matrix {
  const [a, b, c, d, e, f] = first;
  const [p, q, r, s, t, u] = second;
  return [a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u];
}

/** The transformation that undoes `matrix`, which must keep areas (every page and every mark here does). */
export function inverse([a, b, c, d, e, f]: Matrix): Matrix {
  const area = a * d - b * c;
  if (area === 0) throw new Error('a transformation without area has no inverse');
  return [d / area, -b / area, -c / area, a / area, (c * f - d * e) / area, (b * e - a * f) / area];
}

/** The smallest upright rectangle around `box` after `matrix`. */
export function boundsOf([x0, y0, x1, y1]: Box, [a, b, c, d, e, f]: Matrix): Box {
  const corners = [
    [x0, y0],
    [x1, y0],
    [x0, y1],
    [x1, y1],
  ] as const;
  const xs = corners.map(([x, y]) => a * x + c * y + e);
  const ys = corners.map(([x, y]) => b * x + d * y + f);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

/** From the user space of a page to the page as displayed: points of 1/72 inch from its lower left corner. */
export function toDisplay({ cropBox, rotate, userUnit }: Pick<SourcePage, 'cropBox' | 'rotate' | 'userUnit'>): Matrix {
  const [width, height] = [cropBox[2] - cropBox[0], cropBox[3] - cropBox[1]];
  const turns: Record<SourcePage['rotate'], Matrix> = {
    0: identity,
    90: [0, -1, 1, 0, 0, width],
    180: [-1, 0, 0, -1, width, height],
    270: [0, 1, -1, 0, height, 0],
  };
  const placed = chain([1, 0, 0, 1, -cropBox[0], -cropBox[1]], turns[rotate]);
  return chain(placed, [userUnit, 0, 0, userUnit, 0, 0]);
}

/** The operands of `cm`, with enough digits for a tenth of a micrometre. */
export function operands(matrix: Matrix): string {
  return matrix.map(value => String(Number(value.toFixed(6)))).join(' ');
}
