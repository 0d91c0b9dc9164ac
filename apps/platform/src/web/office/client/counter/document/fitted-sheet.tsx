import type { CSSProperties, ReactElement, ReactNode, Ref } from 'react';

/** A sheet of any shape, as large as the place around it allows. `ratio` is width over height. */
export function FittedSheet(props: {
  readonly ratio: number;
  readonly draft?: string | undefined;
  readonly sheet?: Ref<HTMLDivElement>;
  readonly children: ReactNode;
}): ReactElement {
  const { ratio, draft, sheet, children } = props;
  return (
    <div className="fitted">
      <div className="sheet" ref={sheet} data-draft={draft} style={{ '--ratio': ratio } as CSSProperties}>
        {children}
      </div>
    </div>
  );
}
