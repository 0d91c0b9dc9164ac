import type { ReactElement } from 'react';

/** A QR code with its quiet zone (four modules: ISO/IEC 18004), black on white in the dark too. `runs` are of dark modules. */
export function QrPicture(props: {
  readonly modules: number;
  readonly runs: readonly (readonly [x: number, y: number, length: number])[];
  /** What it is, for who cannot see it. */
  readonly label: string;
}): ReactElement {
  const size = props.modules + 8;
  const path = props.runs.map(([x, y, length]) => `M${x} ${y}h${length}v1h-${length}z`).join('');
  return (
    <svg
      className="ticket-qr"
      viewBox={`-4 -4 ${size} ${size}`}
      role="img"
      aria-label={props.label}
      shapeRendering="crispEdges"
    >
      <path className="ticket-paper" d={`M-4 -4h${size}v${size}h-${size}z`} />
      <path d={path} />
    </svg>
  );
}
