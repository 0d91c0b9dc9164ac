import { Icon, Num } from '@shubbak/design';
import { type ReactElement, useEffect, useRef, useState } from 'react';
import { useOffice } from '../office-context.ts';
import { PdfPage } from './pdf-page.tsx';
import type { OpenedPdf } from './pdf-pages.ts';

export interface PdfViewerProps {
  readonly pdf: OpenedPdf;
  /** From 0. */
  readonly page: number;
  /** Pages that stood on the screen already; undefined where that does not matter. */
  readonly shown: ReadonlySet<number> | undefined;
  /** As wide as the stage instead of as high. */
  readonly zoomed: boolean;
  readonly onTurn: (page: number) => void;
  /** Told when a page stands on the stage. */
  readonly onShown?: (page: number) => void;
}

/** A document page by page: thumbnails at the start edge, the page on the stage. */
export function PdfViewer({ pdf, page, shown, zoomed, onTurn, onShown }: PdfViewerProps): ReactElement {
  const { t } = useOffice();
  const pages = Array.from({ length: pdf.numPages }, (_, index) => index);
  return (
    <div className="viewer">
      <nav className="thumbnails" aria-label={t('office.sign-pages')}>
        {pages.map(index => (
          <Thumbnail
            key={index}
            pdf={pdf}
            index={index}
            current={index === page}
            seen={shown?.has(index)}
            onTurn={onTurn}
          />
        ))}
      </nav>
      <section
        className="page-view"
        data-zoomed={zoomed}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- an enlarged page scrolls, also by keyboard
        tabIndex={0}
        aria-label={t('office.sign-page', { page: page + 1 })}
      >
        <div className="document-page">
          <PdfPage pdf={pdf} index={page} width={zoomed ? 1400 : 900} {...(onShown && { onDrawn: onShown })} />
        </div>
      </section>
    </div>
  );
}

interface ThumbnailProps {
  readonly pdf: OpenedPdf;
  readonly index: number;
  readonly current: boolean;
  readonly seen: boolean | undefined;
  readonly onTurn: (page: number) => void;
}

function Thumbnail({ pdf, index, current, seen, onTurn }: ThumbnailProps): ReactElement {
  const { t } = useOffice();
  const button = useRef<HTMLButtonElement>(null);
  const near = useNear(button);
  useEffect(() => {
    if (current) button.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [current]);
  const label = seen === undefined ? 'office.sign-page' : seen ? 'office.sign-page-seen' : 'office.sign-page-unseen';
  return (
    <button
      ref={button}
      type="button"
      className="thumbnail"
      aria-current={current ? 'page' : undefined}
      aria-label={t(label, { page: index + 1 })}
      onClick={() => onTurn(index)}
    >
      {near ? <PdfPage pdf={pdf} index={index} width={88} /> : <div className="sheet" />}
      <span className="thumbnail-foot">
        <Num>{index + 1}</Num>
        {seen === true && <Icon name="check" />}
      </span>
    </button>
  );
}

/** Whether an element has come near the window once: a document of a hundred pages draws the few that are looked at. */
function useNear(target: { readonly current: Element | null }): boolean {
  const [near, setNear] = useState(false);
  useEffect(() => {
    if (near || !target.current) return undefined;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && setNear(true), {
      rootMargin: '400px',
    });
    observer.observe(target.current);
    return () => observer.disconnect();
  }, [near, target]);
  return near;
}
