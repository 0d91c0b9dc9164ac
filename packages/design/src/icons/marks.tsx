import type { ReactElement } from 'react';

/**
 * An eight-pointed star (two squares, one turned by 45°) around (x, y), points at distance `radius`: SVG path data.
 * The khatam is the seed of most zellige, and the shape of the brand.
 */
export function starPath(x: number, y: number, radius: number): string {
  const far = radius * Math.SQRT1_2;
  // A point of one square, a crossing of both, the corner of the other, a crossing; then the same, turned by 90°.
  const corner: readonly (readonly [number, number])[] = [
    [radius, 0],
    [far, radius - far],
    [far, far],
    [radius - far, far],
  ];
  const points = [0, 1, 2, 3].flatMap(quarter => corner.map(point => turn(point, quarter)));
  return `M${points.map(([px, py]) => `${round(x + px)} ${round(y + py)}`).join('L')}z`;
}

function turn([x, y]: readonly [number, number], quarters: number): readonly [number, number] {
  return quarters === 0 ? [x, y] : turn([-y, x], quarters - 1);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

const star = starPath(20, 20, 18.5);

/** The mark: a window (shubbak) opened in an eight-pointed star. Decorative: the name stands beside it. */
export function BrandMark(): ReactElement {
  return (
    <svg
      className="brand-mark"
      viewBox="0 0 40 40"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={star} />
      <path d="M14.4 26.4v-8a5.6 5.6 0 0 1 11.2 0v8zM12.2 26.4h15.6M20 12.8v13.6" strokeWidth="1.5" />
    </svg>
  );
}

/** The seal of a finished document: a full star with a check cut out. Carries a name where no word says it. */
export function SealMark({ label }: { readonly label?: string }): ReactElement {
  const naming = label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label };
  return (
    <svg className="seal" viewBox="0 0 40 40" {...naming}>
      <path d={star} fill="currentColor" />
      <path d="M13 20.4l4.8 4.6 9-9.400" fill="none" stroke="#fff" strokeWidth="3.4" strokeLinecap="round" />
    </svg>
  );
}

const cell = 44;
const lattice = [
  starPath(cell / 2, cell / 2, 22),
  starPath(cell / 2, cell / 2, 12),
  ...[0, cell].flatMap(x => [0, cell].map(y => starPath(x, y, 6))),
].join('');

/** The star-and-cross lattice behind the header; the sheet fades it towards the name. */
export function Zellige(): ReactElement {
  return (
    <svg className="zellige" aria-hidden="true">
      <defs>
        <pattern id="zellige" width={cell} height={cell} patternUnits="userSpaceOnUse">
          <path d={lattice} fill="none" stroke="currentColor" />
        </pattern>
      </defs>
      <rect width="100%" height="100%" fill="url(#zellige)" />
    </svg>
  );
}
