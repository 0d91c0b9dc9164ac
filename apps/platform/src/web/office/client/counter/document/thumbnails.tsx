import { Icon, Num } from '@shubbak/design';
import { type ReactElement, useState } from 'react';
import type { PageView } from '../../../../api/contract/index.ts';
import { useOffice } from '../../office-context.ts';
import { focusOn, places, useCounter } from '../counter-context.ts';
import { usePageEdits } from './page-edits.ts';

/** The pages in their order: chosen by a click or the arrows, put in another order by dragging or Alt and the arrows. */
export function Thumbnails(): ReactElement {
  const { t } = useOffice();
  const { desk, editable, page: current, showPage } = useCounter();
  const { move } = usePageEdits();
  const [dragged, setDragged] = useState<number>();
  const pages = desk.request?.document?.pages ?? [];
  const movable = editable && desk.request?.document?.kind === 'scan' && pages.length > 1;

  const put = async (from: number, to: number): Promise<void> => {
    if (to < 0 || to >= pages.length || to === from) return;
    const id = pages[from]?.id;
    if (!(await move(from, to))) return;
    showPage(to);
    if (id) focusOn(places.page(id));
  };
  return (
    <ol className="thumbnails" aria-label={t('office.counter-pages')}>
      {pages.map((page, index) => (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- by keyboard the button inside moves with Alt
        <li
          key={page.id}
          draggable={movable}
          onDragStart={event => {
            event.dataTransfer.effectAllowed = 'move';
            setDragged(index);
          }}
          onDragEnd={() => setDragged(undefined)}
          onDragOver={event => {
            if (dragged !== undefined) event.preventDefault();
          }}
          onDrop={event => {
            if (dragged === undefined) return;
            event.preventDefault();
            event.stopPropagation();
            void put(dragged, index);
          }}
        >
          <button
            type="button"
            id={places.page(page.id)}
            className="thumbnail"
            aria-current={index === current ? 'page' : undefined}
            aria-describedby={movable ? 'counter-order-help' : undefined}
            onClick={() => showPage(index)}
            onKeyDown={event => {
              const step = stepOf(event.key);
              if (step === 0) return;
              event.preventDefault();
              if (event.altKey && movable) void put(index, index + step);
              else focusPage(pages[index + step], () => showPage(index + step));
            }}
          >
            <Thumbnail page={page} index={index} />
          </button>
        </li>
      ))}
      {movable && (
        <li className="visually-hidden" id="counter-order-help">
          {t('office.counter-order-help')}
        </li>
      )}
    </ol>
  );
}

function stepOf(key: string): -1 | 0 | 1 {
  if (key === 'ArrowDown') return 1;
  return key === 'ArrowUp' ? -1 : 0;
}

function focusPage(page: PageView | undefined, show: () => void): void {
  if (!page) return;
  show();
  focusOn(places.page(page.id));
}

function Thumbnail({ page, index }: { readonly page: PageView; readonly index: number }): ReactElement {
  const { t } = useOffice();
  const worst = page.verdicts.some(({ severity }) => severity === 'stop')
    ? 'stop'
    : page.verdicts.length > 0
      ? 'warn'
      : undefined;
  return (
    <>
      <span className="sheet" style={{ aspectRatio: `${page.widthMm} / ${page.heightMm}` }}>
        <img src={`${page.image}&width=160`} alt="" draggable={false} />
      </span>
      <span className="visually-hidden">{t('office.counter-page')} </span>
      <Num>{index + 1}</Num>
      {worst && <Icon name={worst === 'stop' ? 'octagon' : 'triangle'} label={t('office.counter-page-flagged')} />}
    </>
  );
}
