import {
  getDocument,
  GlobalWorkerOptions,
  type PDFDocumentProxy,
  PDFWorker,
  RenderingCancelledException,
  type RenderTask,
} from 'pdfjs-dist';
// oxlint-disable-next-line import/default -- Vite makes the address of the file its default export
import workerAddress from 'pdfjs-dist/build/pdf.worker.min.mjs?url';
import { PdfDecoders } from './pdf-decoders.ts';

/** A PDF opened for showing. Its scripts, forms and links are never run, filled or followed. */
export type OpenedPdf = PDFDocumentProxy;

/** A page on its way to a canvas. */
export interface Drawing {
  /** Width over height, once known. */
  readonly ratio: Promise<number>;
  /** True when the page stands on the canvas, false when the drawing was given up. Rejects when it cannot be drawn. */
  readonly done: Promise<boolean>;
  cancel(): void;
}

GlobalWorkerOptions.workerSrc = workerAddress;
let worker: PDFWorker | undefined;

/** Opens a PDF from its very bytes. Rejects when it cannot be read. */
export async function openPdf(bytes: Uint8Array): Promise<OpenedPdf> {
  worker ??= new PDFWorker();
  // The library takes the buffer away from its caller: it gets a copy, and the bytes stay to be hashed and signed.
  return getDocument({ data: Uint8Array.from(bytes), worker, BinaryDataFactory: PdfDecoders, useWorkerFetch: false })
    .promise;
}

/** Lets go of what a PDF holds in memory. */
export async function closePdf(pdf: OpenedPdf): Promise<void> {
  await pdf.loadingTask.destroy();
}

/** Draws page `index` (from 0) so that it is `width` CSS pixels wide, sharp on dense screens. */
export function drawPage(pdf: OpenedPdf, index: number, canvas: HTMLCanvasElement, width: number): Drawing {
  let given = false;
  let task: RenderTask | undefined;
  const page = pdf.getPage(index + 1);
  const size = page.then(found => found.getViewport({ scale: 1 }));
  const draw = async (): Promise<boolean> => {
    const viewport = (await page).getViewport({ scale: (width / (await size).width) * devicePixelRatio });
    if (given) return false;
    canvas.width = Math.round(viewport.width);
    canvas.height = Math.round(viewport.height);
    task = (await page).render({ canvas, viewport });
    await task.promise;
    return true;
  };
  return {
    ratio: size.then(natural => natural.width / natural.height),
    done: draw().catch((error: unknown) => {
      if (given || error instanceof RenderingCancelledException) return false;
      throw error;
    }),
    cancel: () => {
      given = true;
      task?.cancel();
    },
  };
}
