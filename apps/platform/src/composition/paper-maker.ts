import { type CommuneId, getValue } from '../kernel/index.ts';
import type { FinalPages, PaperMaker } from '../modules/acts/index.ts';
import { isFootEmpty, overlayPdf, renderPage } from '../modules/documents/index.ts';
import { type LegalisationPaper, readKeptStrokes } from '../modules/legalisation/index.ts';
import {
  type ActFace,
  footBand,
  type InkStroke,
  isStampLanguages,
  layInk,
  type MarkedPage,
  type Papers,
  placeOnPage,
  placeScan,
  type ScannedPage,
  type StampLanguages,
} from '../modules/sealing/index.ts';
import { asSha256, type BlobStore } from '../platform/blobs/index.ts';
import { stampDraft } from './act-printer.ts';

const pointsPerMillimetre = 72 / 25.4;
/** Dots per inch at which the foot of a PDF's page is looked at. */
const footDpi = 72;
const rememberedLayouts = 5000;

type Size = { readonly width: number; readonly height: number };

/** Prints an act's pages from what was frozen with it, and drafts of what it would be. */
export interface LegalisationPrinter extends PaperMaker {
  /** The pages with their stamp in place and nothing to sign, as the officer would get them, marked as a draft. */
  draft(communeId: CommuneId, face: ActFace, paper: LegalisationPaper): Promise<Uint8Array>;
}

/**
 * The printer of legalisations: scans become PDF/A-2b pages; a clean PDF keeps its own with the marks drawn over them; one that arrived
 * signed stays as it is, byte for byte, and its stamp carries the mark.
 */
export function createLegalisationPrinter({
  papers,
  blobs,
}: {
  papers: Papers;
  blobs: BlobStore;
}): LegalisationPrinter {
  const layouts = rememberLayouts();
  const finalPages = async (communeId: CommuneId, face: ActFace, paper: LegalisationPaper): Promise<FinalPages> => {
    const languages = languagesOf(paper);
    const options = { marked: paper.kind === 'signed-pdf' };
    const [size, stampPdf] = await Promise.all([
      papers.stampSize(face, languages, options),
      papers.stamp(face, languages, options),
    ]);
    const printed = await printers[paper.kind](papers, blobs, { communeId, face, paper, size, layouts });
    return { pdf: printed.pdf, stampPdf, stampPlace: { page: paper.stamp.page, box: boxOf(printed.stamp) } };
  };
  return {
    finalPages: (communeId, face, paper) => finalPages(communeId, face, paper as unknown as LegalisationPaper),
    draft: async (communeId, face, paper) => stampDraft(await finalPages(communeId, face, paper)),
  };
}

function languagesOf({ languages }: LegalisationPaper): StampLanguages {
  if (!isStampLanguages(languages)) throw new Error('a frozen paper with unknown stamp languages');
  return languages;
}

interface Printing {
  readonly communeId: CommuneId;
  readonly face: ActFace;
  readonly paper: LegalisationPaper;
  /** Of the stamp, in millimetres. */
  readonly size: Size;
  readonly layouts: Layouts;
}

/** Where the mark of a page stands, by what the page is: looking at a scan costs more than printing it. */
type Layouts = (key: string, look: () => Promise<'over' | 'band'>) => Promise<'over' | 'band'>;

/** The same picture always has the same foot: the draft's answer serves the act. */
function rememberLayouts(): Layouts {
  const known = new Map<string, 'over' | 'band'>();
  return async (key, look) => {
    const layout = known.get(key) ?? (await look());
    if (known.size >= rememberedLayouts) known.clear();
    known.set(key, layout);
    return layout;
  };
}

type Printer = (papers: Papers, blobs: BlobStore, printing: Printing) => Promise<Printed>;

interface Printed {
  readonly pdf: Uint8Array;
  /** In millimetres from the top left corner of its page, as displayed. */
  readonly stamp: Size & { readonly x: number; readonly y: number };
}

async function printScans(
  papers: Papers,
  blobs: BlobStore,
  { communeId, face, paper, size, layouts }: Printing,
): Promise<Printed> {
  const pages: ScannedPage[] = [];
  const ink = await readInk(blobs, communeId, paper);
  for (const [index, { image, width, height }] of paper.pages.entries()) {
    const jpeg = await blobs.get(communeId, asSha256(image));
    pages.push({
      jpeg,
      width,
      height,
      ink: ink.get(index) ?? [],
      layout: await layouts(`${image}/${width}/${height}`, () => layoutOf(jpeg, { width, height })),
    });
  }
  const carrying = pages[paper.stamp.page];
  if (!carrying) throw new Error('a frozen stamp outside of its document');
  const chosen = { x: paper.stamp.x, y: paper.stamp.y, ...size };
  const stamp = placeOnPage(placeScan(carrying, carrying.layout), carrying, chosen);
  return { pdf: await papers.scannedPages(pages, face), stamp };
}

/** What was signed by hand on each page, by its index. */
async function readInk(
  blobs: BlobStore,
  communeId: CommuneId,
  { signatures = [] }: LegalisationPaper,
): Promise<ReadonlyMap<number, readonly InkStroke[]>> {
  const ink = new Map<number, readonly InkStroke[]>();
  for (const { page, drawn, ...field } of signatures) {
    const strokes = layInk(readKeptStrokes(await blobs.get(communeId, asSha256(drawn))), field);
    ink.set(page, [...(ink.get(page) ?? []), ...strokes]);
  }
  return ink;
}

/** The mark stands on an empty foot; where something is printed there, the page makes room for a band. */
async function layoutOf(image: Uint8Array, mm: Size): Promise<'over' | 'band'> {
  const empty = await isFootEmpty({ image, mm, foot: footBand });
  return empty.ok && empty.value ? 'over' : 'band';
}

async function printPdf(
  papers: Papers,
  blobs: BlobStore,
  { communeId, face, paper, size, layouts }: Printing,
): Promise<Printed> {
  const base = await blobs.get(communeId, asSha256(paper.pdf));
  const ink = await readInk(blobs, communeId, paper);
  const marked: MarkedPage[] = [];
  for (const [index, mm] of paper.pages.entries()) {
    const layout = await layouts(`${paper.pdf}/${index}`, async () => {
      const drawn = await renderPage({ pdf: base, index, dpi: footDpi, format: 'jpeg' });
      return drawn.ok ? layoutOf(drawn.value.image, mm) : 'band';
    });
    const height = mm.height + (layout === 'band' ? footBand : 0);
    const size = { width: mm.width * pointsPerMillimetre, height: height * pointsPerMillimetre };
    marked.push({ ...size, ink: ink.get(index) ?? [] });
  }
  const overlay = await papers.marginMarks(marked, face);
  return { pdf: getValue(await overlayPdf({ base, overlay })), stamp: stampInside(paper, size) };
}

/** Nothing is drawn on a file that carries signatures: a new field with the stamp is all that it gets. */
async function keepSigned(_papers: Papers, blobs: BlobStore, { communeId, paper, size }: Printing): Promise<Printed> {
  return { pdf: await blobs.get(communeId, asSha256(paper.pdf)), stamp: stampInside(paper, size) };
}

const printers: Readonly<Record<LegalisationPaper['kind'], Printer>> = {
  scan: printScans,
  pdf: printPdf,
  'signed-pdf': keepSigned,
};

/** The stamp's place, kept on its page. */
function stampInside({ pages, stamp }: LegalisationPaper, size: Size): Printed['stamp'] {
  const page = pages[stamp.page];
  if (!page) throw new Error('a frozen stamp outside of its document');
  const x = Math.max(0, Math.min(stamp.x, page.width - size.width));
  const y = Math.max(0, Math.min(stamp.y, page.height - size.height));
  return { x, y, ...size };
}

function boxOf({ x, y, width, height }: Printed['stamp']): FinalPages['stampPlace']['box'] {
  const points = (millimetres: number): number => millimetres * pointsPerMillimetre;
  return { left: points(x), top: points(y), width: points(width), height: points(height) };
}
