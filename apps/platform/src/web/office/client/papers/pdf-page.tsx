import { type ReactElement, useEffect, useEffectEvent, useRef, useState } from 'react';
import { useOffice } from '../office-context.ts';
import { closePdf, drawPage, type OpenedPdf, openPdf } from './pdf-pages.ts';

/** What became of bytes that were to be shown. */
export type OpeningPdf =
  | { readonly kind: 'opening' }
  | { readonly kind: 'opened'; readonly pdf: OpenedPdf }
  | { readonly kind: 'unreadable' };

/** Opens bytes for showing, and lets them go with the component. */
export function usePdf(bytes: Uint8Array | undefined): OpeningPdf {
  const [opening, setOpening] = useState<OpeningPdf>({ kind: 'opening' });
  useEffect(() => {
    if (!bytes) return undefined;
    let current = true;
    const pending = openPdf(bytes);
    pending.then(
      pdf => current && setOpening({ kind: 'opened', pdf }),
      () => current && setOpening({ kind: 'unreadable' }),
    );
    return () => {
      current = false;
      setOpening({ kind: 'opening' });
      pending.then(closePdf, () => undefined);
    };
  }, [bytes]);
  return opening;
}

export interface PdfPageProps {
  readonly pdf: OpenedPdf;
  /** From 0. */
  readonly index: number;
  /** CSS pixels: how sharp, not how large; the sheet decides that. */
  readonly width: number;
  /** Told when the page stands on the screen. */
  readonly onDrawn?: (index: number) => void;
}

/** One page of a PDF, drawn from its bytes. */
export function PdfPage({ pdf, index, width, onDrawn }: PdfPageProps): ReactElement {
  const { t } = useOffice();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [ratio, setRatio] = useState(210 / 297);
  const [broken, setBroken] = useState(false);
  const drawn = useEffectEvent(() => onDrawn?.(index));
  useEffect(() => {
    if (!canvas.current) return undefined;
    const drawing = drawPage(pdf, index, canvas.current, width);
    const follow = async (): Promise<void> => {
      try {
        setRatio(await drawing.ratio);
        if (await drawing.done) {
          setBroken(false);
          drawn();
        }
      } catch {
        setBroken(true);
      }
    };
    void follow();
    return () => drawing.cancel();
  }, [pdf, index, width]);
  return (
    <div className="sheet" style={{ aspectRatio: ratio }}>
      <canvas
        ref={canvas}
        // A canvas takes its text's direction from the page: in an Arabic one, letters that the PDF places would move.
        dir="ltr"
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a picture that we draw ourselves has no address
        role="img"
        aria-label={t('office.sign-page-of', { page: index + 1, pages: pdf.numPages })}
      />
      {broken && (
        <p className="sheet-broken" role="alert">
          {t('office.sign-page-broken')}
        </p>
      )}
    </div>
  );
}
