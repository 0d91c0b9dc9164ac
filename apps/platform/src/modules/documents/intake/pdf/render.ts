import { PDFiumLibrary } from '@hyzyla/pdfium';
import sharp from 'sharp';
import { ok, type Result, refuse } from '../../../../kernel/index.ts';
import { intakeLimits } from '../limits.ts';

export interface RenderInput {
  readonly pdf: Uint8Array;
  /** From 0. */
  readonly index: number;
  readonly dpi: number;
  readonly format: 'jpeg' | 'png';
}

export interface RenderedPage {
  readonly image: Uint8Array;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

/** Pages that are enough to tell a paper's language. */
const readPages = 10;

let library: Promise<PDFiumLibrary> | undefined;

/**
 * A page as a picture, for previews and for browsers, drawn by PDFium compiled to WebAssembly (no native code sees the file).
 * Refusals: `documents.page-missing`, `.unreadable`, `.too-many-pixels`.
 */
export async function renderPage({ pdf, index, dpi, format }: RenderInput): Promise<Result<RenderedPage>> {
  library ??= PDFiumLibrary.init();
  const pdfium = await library;
  const document = await pdfium.loadDocument(pdf).catch(() => undefined);
  if (document === undefined) return refuse('documents.unreadable');
  try {
    if (index < 0 || index >= document.getPageCount()) return refuse('documents.page-missing', { page: index + 1 });
    const page = document.getPage(index);
    const { originalWidth, originalHeight } = page.getOriginalSize();
    const scale = Math.min(dpi / 72, intakeLimits.renderedSidePixels / Math.max(originalWidth, originalHeight));
    const drawn = await page.render({ scale, render: 'bitmap' });
    const raw = { width: drawn.width, height: drawn.height, channels: 4 } as const;
    const pixels = sharp(drawn.data, { raw }).flatten({ background: '#ffffff' });
    const image = await (format === 'png' ? pixels.png() : pixels.jpeg({ quality: 82 })).toBuffer();
    return ok({ image, width: drawn.width, height: drawn.height });
  } finally {
    document.destroy();
  }
}

/** Text of the first pages, as PDFium extracts it; empty for scans and for what PDFium cannot open. */
export async function textOf(pdf: Uint8Array): Promise<readonly string[]> {
  library ??= PDFiumLibrary.init();
  const pdfium = await library;
  const document = await pdfium.loadDocument(pdf).catch(() => undefined);
  if (document === undefined) return [];
  try {
    const pages = Math.min(readPages, document.getPageCount());
    return Array.from({ length: pages }, (_, index) => document.getPage(index).getText());
  } finally {
    document.destroy();
  }
}
