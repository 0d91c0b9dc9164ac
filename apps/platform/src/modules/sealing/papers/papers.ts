import {
  composeCopiedPages,
  composeMarginMarks,
  composeScannedPages,
  composeStamp,
  type StampOptions,
} from './compose.ts';
import { embedScans } from './embed-scans.ts';
import type { ActFace, PaperOffice, StampLanguages } from './face.ts';
import { type PageLayout, placeCopy, placeScan, type Rectangle, type Size } from './geometry.ts';
import { inkOnPage, type InkStroke } from './ink.ts';
import { readJpegHeader, standIn } from './jpeg.ts';
import { composeLabel, composeOverprint, type LabelRequest, type OverprintRequest } from './label.ts';
import { createPress, PaperError, type Press, type PressOptions, type Printed } from './press.ts';
import { composeRefusal, type RefusalLanguages } from './refusal.ts';
import { composeRegisterSheet, type RegisterSheet } from './register-sheet.ts';
import { composeSlip, type SlipFace } from './slip.ts';
import { composeWaitingSlip, type WaitingSlipFace } from './waiting-slip.ts';

/** One scanned page: an upright sRGB or grey JPEG (its EXIF orientation is not looked at), its size in millimetres, and whether its foot is empty. */
export interface ScannedPage extends Size {
  readonly jpeg: Uint8Array;
  readonly layout: PageLayout;
  /** What was signed on it by hand; nothing unless given. */
  readonly ink?: readonly InkStroke[];
}

/** A page to be marked, its size in points, and what was signed on it by hand. */
export interface MarkedPage extends Size {
  readonly ink?: readonly InkStroke[];
}

/** One page of an original: an upright JPEG like that of a scanned page, and its size in millimetres. */
export type CopiedPage = Omit<ScannedPage, 'layout' | 'ink'>;

/** Prints the papers of acts. Every method is deterministic, and rejects with a `PaperError`. Sizes in millimetres unless said. */
export interface Papers {
  /** Size of the stamp: 85 mm wide, as high as its names and offices need, unmarked unless told. The same for a draft and its act. */
  stampSize(face: ActFace, languages: StampLanguages, options?: StampOptions): Promise<Size>;
  /** The stamp alone: one transparent PDF page cut to size, fonts embedded, to become the appearance of a signature field. */
  stamp(face: ActFace, languages: StampLanguages, options?: StampOptions): Promise<Uint8Array>;
  /**
   * PDF/A-2b (ISO 19005-2) of scanned pages, each with its margin mark. The bytes of each JPEG are kept as they are.
   * Throws a RangeError when there is no page.
   */
  scannedPages(pages: readonly ScannedPage[], face: ActFace): Promise<Uint8Array>;
  /**
   * PDF/A-2b of a certified copy: each scan whole, byte for byte, above a band with its mark and its own stamp. The stamp of the last page is
   * left out: its `place` there (millimetres from the top left) is for the signature's appearance. Throws a RangeError when there is no page.
   */
  copiedPages(
    pages: readonly CopiedPage[],
    face: ActFace,
    languages: StampLanguages,
  ): Promise<{ readonly pdf: Uint8Array; readonly place: Rectangle }>;
  /** One transparent page for each size (in points), carrying only the margin mark, or a draft's mark, and the ink: to lay over rebuilt PDF pages. */
  marginMarks(pages: readonly MarkedPage[], face: ActFace): Promise<Uint8Array>;
  /** PDF/A-2b of a refusal: one A4 page, its words clear of the stamp's place. */
  refusal(face: ActFace, languages: RefusalLanguages, stamp: Rectangle): Promise<Uint8Array>;
  /** The counter slip, for an 80 mm roll: one page as long as it needs to be. */
  slip(slip: SlipFace): Promise<Uint8Array>;
  /** The slip of somebody awaited, for an 80 mm roll. */
  waitingSlip(slip: WaitingSlipFace): Promise<Uint8Array>;
  /** A sticker for a paper original: number, QR code, code, exemplar k/N, office, date. */
  label(request: LabelRequest): Promise<Uint8Array>;
  /** The same words on a transparent sheet, to print over the paper original itself. */
  overprint(request: OverprintRequest): Promise<Uint8Array>;
  /** PDF/A-2b of an office's register of a day: landscape, as many pages as it needs. */
  registerSheet(sheet: RegisterSheet): Promise<Uint8Array>;
  /** Refuses what waits, lets the running document finish and ends the Typst process. */
  close(): Promise<void>;
}

const defaults: PressOptions = { documentsPerProcess: 500, documentLimit: 20_000, pageLimit: 500, queueLimit: 2_000 };

const unmarked: StampOptions = { marked: false };

/** The papers of acts, printed by one Typst process of their own. `options` override the limits of the press. */
export function createPapers(options: Partial<PressOptions> = {}): Papers {
  const press = createPress({ ...defaults, ...options });
  return {
    stampSize: async (face, languages, options = unmarked) =>
      sizeOf(await press.print(laneOf(face), composeStamp(face, languages, { ...options, measureOnly: true }))),
    stamp: async (face, languages, options = unmarked) =>
      pdfOf(await press.print(laneOf(face), composeStamp(face, languages, { ...options, measureOnly: false }))),
    scannedPages: async (pages, face) => printScans(press, pages, face),
    copiedPages: async (pages, face, languages) => printCopies(press, pages, face, languages),
    marginMarks: async (pages, face) => {
      const sheets = pages.map(({ ink = [], ...size }) => ({ ...size, ink }));
      return pdfOf(await press.print(laneOf(face), composeMarginMarks(face, sheets)));
    },
    refusal: async (face, languages, stamp) =>
      pdfOf(await press.print(laneOf(face), composeRefusal(face, languages, stamp))),
    slip: async slip => pdfOf(await press.print(laneOf(slip), composeSlip(slip))),
    waitingSlip: async slip => pdfOf(await press.print(laneOf(slip), composeWaitingSlip(slip))),
    label: async request => pdfOf(await press.print(laneOf(request.face), composeLabel(request))),
    overprint: async request => pdfOf(await press.print(laneOf(request.face), composeOverprint(request))),
    registerSheet: async sheet => pdfOf(await press.print('register', composeRegisterSheet(sheet))),
    close: () => press.close(),
  };
}

async function printScans(press: Press, pages: readonly ScannedPage[], face: ActFace): Promise<Uint8Array> {
  const { scans, files } = readScans(pages);
  const sheets = pages.map((page, index) => {
    const geometry = placeScan(page, page.layout);
    return { ...geometry, file: fileOf(index), ink: inkOnPage(geometry, page, page.ink ?? []) };
  });
  return embedScans(pdfOf(await press.print(laneOf(face), composeScannedPages(face, sheets, files))), scans);
}

async function printCopies(
  press: Press,
  pages: readonly CopiedPage[],
  face: ActFace,
  languages: StampLanguages,
): ReturnType<Papers['copiedPages']> {
  const { scans, files } = readScans(pages);
  const stamp = sizeOf(
    await press.print(laneOf(face), composeStamp(face, languages, { ...unmarked, measureOnly: true })),
  );
  const sheets = pages.map((page, index) => ({ ...placeCopy(page, stamp), file: fileOf(index) }));
  const place = sheets.at(-1)?.stamp;
  if (!place) throw new RangeError('an act has at least one page');
  const printed = await press.print(laneOf(face), composeCopiedPages(face, languages, sheets, files));
  return { pdf: embedScans(pdfOf(printed), scans), place };
}

function fileOf(index: number): string {
  return `scan-${index}.jpg`;
}

/** What stands in for the scans while Typst lays the pages out, and what is put in their places afterwards. */
function readScans(pages: readonly CopiedPage[]) {
  if (pages.length === 0) throw new RangeError('an act has at least one page');
  const scans = pages.map(({ jpeg }, index) => {
    const header = readJpegHeader(jpeg);
    if (!header) throw new PaperError('failed', `page ${index + 1} is not a JPEG image in grey or sRGB`);
    return { jpeg, ...header, standIn: standIn(header.components, index) };
  });
  return { scans, files: Object.fromEntries(scans.map((scan, index) => [fileOf(index), scan.standIn])) };
}

// Each office has its lane: the queue serves them in turn.
function laneOf({ office }: { readonly office: PaperOffice }): string {
  return `${office.commune.fr}/${office.name.fr}`;
}

function pdfOf({ pdf }: Printed): Uint8Array {
  if (!pdf) throw new Error('the press gave no PDF');
  return pdf;
}

function sizeOf({ size }: Printed): Size {
  if (!size) throw new Error('the press gave no size');
  return size;
}
