import type { ReactElement } from 'react';
import { type IconName, iconPaths, mirrored } from './paths.ts';

export interface IconProps {
  readonly name: IconName;
  /** What it says when no word stands beside it. Without it the icon is decoration, hidden from screen readers. */
  readonly label?: string;
}

/** An inline drawing in the colour and size of the text around it. Arrows mirror by themselves in right-to-left pages. */
export function Icon({ name, label }: IconProps): ReactElement {
  const className = mirrored.has(name) ? 'icon icon-flip' : 'icon';
  const naming = label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label };
  return (
    <svg className={className} viewBox="0 0 24 24" {...naming}>
      {iconPaths[name].split(/(?=M)/).map(stroke => (
        <path key={stroke} d={stroke} />
      ))}
    </svg>
  );
}
