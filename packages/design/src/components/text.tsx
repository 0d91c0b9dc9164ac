import type { ReactElement, ReactNode } from 'react';

/** A number, an identifier, an amount, an hour: isolated, left to right, never broken (UAX #9, isolates). */
export function Num({ children }: { readonly children: ReactNode }): ReactElement {
  return <bdi className="num">{children}</bdi>;
}

/** A code that people copy by hand: as `Num`, spaced and strong. */
export function Code({ children }: { readonly children: ReactNode }): ReactElement {
  return <bdi className="num code">{children}</bdi>;
}

/** A digest in hexadecimal, grouped by eight so that two of them can be compared by eye. */
export function Hash({ value }: { readonly value: string }): ReactElement {
  return <bdi className="hash">{value.match(/.{1,8}/g)?.join(' ')}</bdi>;
}

/** A key of the keyboard, physical and the same in all languages. */
export function Key({ children }: { readonly children: ReactNode }): ReactElement {
  return <kbd>{children}</kbd>;
}

/** A person's name or another text whose direction we cannot know beforehand. */
export function Name({ children }: { readonly children: ReactNode }): ReactElement {
  return <bdi>{children}</bdi>;
}

/** Words for screen readers only. */
export function VisuallyHidden({ children }: { readonly children: ReactNode }): ReactElement {
  return <span className="visually-hidden">{children}</span>;
}
