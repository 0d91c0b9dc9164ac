import { type PDFiumDocument, PDFiumLibrary } from '@hyzyla/pdfium';
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
 * Refusals: `documents.page-missing`, `.unreadable`.
 */
export async function renderPage({ pdf, index, dpi, format }: RenderInput): Promise<Result<RenderedPage>> {
  const drawn = await withDocument(pdf, async document => {
    if (index < 0 || index >= document.getPageCount()) return refuse('documents.page-missing', { page: index + 1 });
    return ok(await drawPage(document, index, dpi));
  });
  if (drawn === undefined) return refuse('documents.unreadable');
  if (!drawn.ok) return drawn;
  const { data, width, height } = drawn.value;
  const pixels = sharp(data, { raw: { width, height, channels: 4 } }).flatten({ background: '#ffffff' });
  const image = await (format === 'png' ? pixels.png() : pixels.jpeg({ quality: 82 })).toBuffer();
  return ok({ image, width, height });
}

/** Text of the first pages, as PDFium extracts it; empty for scans and for what PDFium cannot open. */
export async function textOf(pdf: Uint8Array): Promise<readonly string[]> {
  const texts = await withDocument(pdf, async document =>
    Array.from({ length: Math.min(readPages, document.getPageCount()) }, (_, index) =>
      document.getPage(index).getText(),
    ),
  );
  return texts ?? [];
}

export interface CompareInput {
  readonly before: Uint8Array;
  readonly after: Uint8Array;
}

/** At this resolution a lost line of small print still shows, and a page takes a few hundredths of a second. */
const comparedDpi = 48;
/** Tones by which a pixel, and the permille of pixels by which a page, may differ without looking different. */
const tolerance = { tones: 40, permille: 0.3 } as const;

/**
 * The pages (from 1) on which a file looks different after its rebuild: what the allow-list lost although it showed.
 * Refusals: `documents.unreadable` when PDFium cannot open one of the two.
 */
export async function comparePages({ before, after }: CompareInput): Promise<Result<readonly number[]>> {
  const different = await withDocument(before, old =>
    withDocument(after, async now => {
      const numbers: number[] = [];
      for (let index = 0; index < now.getPageCount(); index += 1) {
        const [was, is] = [await drawPage(old, index, comparedDpi), await drawPage(now, index, comparedDpi)];
        if (looksDifferent(was.data, is.data)) numbers.push(index + 1);
      }
      return numbers;
    }),
  );
  return different === undefined ? refuse('documents.unreadable') : ok(different);
}

function looksDifferent(was: Uint8Array, is: Uint8Array): boolean {
  if (was.length !== is.length) return true;
  let different = 0;
  for (let at = 0; at < was.length; at += 4) {
    const distance = Math.max(
      ...[0, 1, 2, 3].map(channel => Math.abs((was[at + channel] ?? 0) - (is[at + channel] ?? 0))),
    );
    if (distance > tolerance.tones) different += 1;
  }
  return different > (was.length / 4) * (tolerance.permille / 1_000);
}

/** `work` with an open document, which is closed afterwards; undefined when PDFium cannot open it. */
async function withDocument<T>(
  pdf: Uint8Array,
  work: (document: PDFiumDocument) => Promise<T>,
): Promise<T | undefined> {
  library ??= PDFiumLibrary.init();
  const pdfium = await library;
  const document = await pdfium.loadDocument(pdf).catch(() => undefined);
  if (document === undefined) return undefined;
  try {
    return await work(document);
  } finally {
    document.destroy();
  }
}

interface Bitmap {
  /** Four bytes a pixel: red, green, blue, opacity. */
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

async function drawPage(document: PDFiumDocument, index: number, dpi: number): Promise<Bitmap> {
  const page = document.getPage(index);
  const { originalWidth, originalHeight } = page.getOriginalSize();
  const scale = Math.min(dpi / 72, intakeLimits.renderedSidePixels / Math.max(originalWidth, originalHeight));
  // On a transparent ground PDFium smooths letters in grey; on an opaque one it colours their edges for a flat screen.
  return page.render({ scale, render: 'bitmap', transparent: true, renderFormFields: true });
}
