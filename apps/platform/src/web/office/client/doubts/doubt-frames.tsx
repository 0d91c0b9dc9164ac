import { Num } from '@shubbak/design';
import type { ReactElement } from 'react';
import type { DoubtView, PageView } from '../../../api/contract/index.ts';

/** The open marks of a page, drawn over its picture in the page's own coordinates. The list beside it says the same in words. */
export function DoubtFrames(props: {
  /** Open marks of the request, in the order of the list. */
  readonly open: readonly DoubtView[];
  /** From 0. */
  readonly index: number;
  readonly page: PageView;
}): ReactElement {
  const { open, index, page } = props;
  return (
    <>
      {open.map(({ id, page: on, place, changed }, position) => {
        if (on !== index) return null;
        // Of another picture than the one that was marked, the place would lie about where it was.
        const part = changed ? null : place;
        return (
          <span
            key={id}
            className={part ? 'doubt-frame' : 'doubt-frame doubt-whole'}
            aria-hidden="true"
            style={
              part
                ? {
                    left: `${(part.xMm / page.widthMm) * 100}%`,
                    top: `${(part.yMm / page.heightMm) * 100}%`,
                    width: `${(part.widthMm / page.widthMm) * 100}%`,
                    height: `${(part.heightMm / page.heightMm) * 100}%`,
                  }
                : undefined
            }
          >
            <b>
              <Num>{position + 1}</Num>
            </b>
          </span>
        );
      })}
    </>
  );
}
