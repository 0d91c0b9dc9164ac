import { starPath } from '@shubbak/design';
import type { ReactElement } from 'react';

const bars = [
  [40, 62, 160],
  [40, 76, 152],
  [40, 90, 160],
  [40, 104, 96],
] as const;

// A suggestion of a code, not one that a phone could read.
const cells =
  'M0 0h12v12H0zM28 0h12v12H28zM0 28h12v12H0zM16 2h6v4h-6zM18 10h6v6h-6zM2 17h8v4H2zM28 18h5v5h-5zM18 22h5v6h-5zM28 30h12v4H28zM18 34h6v6h-6zM34 22h6v4h-6z';

/** A sealed page, drawn: the thing that people leave with. Decoration: the words beside it say the same. */
export function SealedPaper(): ReactElement {
  return (
    <svg className="hero-paper" viewBox="0 0 252 320" aria-hidden="true">
      <rect className="hero-sheet" x="6" y="6" width="228" height="306" rx="3" />
      <path className="hero-title" d="M78 40h84" />
      <path className="hero-text" d={bars.map(([x, y, width]) => `M${x} ${y}h${width}`).join('')} />
      <path
        className="hero-ink"
        d="M128 158c7-20 16-32 20-26 4 7-10 30-6 31 6 1 11-24 17-25 5 0-3 19 2 20 6 1 9-17 14-16 4 1-1 13 4 14 8 1 14-12 24-13M132 170c22-5 44-6 66-4"
      />
      <g className="hero-stamp">
        <rect x="28" y="206" width="184" height="78" rx="2" />
        <rect x="32" y="210" width="176" height="70" rx="1" />
        <path d="M44 224h70M44 238h88M44 251h78M44 264h52" />
      </g>
      <path className="hero-code" transform="translate(154 226)" d={cells} />
      <g className="hero-seal" transform="translate(212 284)">
        <path d={starPath(0, 0, 24)} />
        <path className="hero-check" d="M-8 1l5.5 5.5L9-6" />
      </g>
    </svg>
  );
}
