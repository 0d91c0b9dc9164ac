import sharp from 'sharp';
import { type CommuneId, ok, refuse, type Result } from '../../kernel/index.ts';
import type { BlobStore } from '../../platform/blobs/index.ts';
import type { Database } from '../../platform/db/index.ts';
import {
  type BlankPart,
  findBlanks,
  type Millimetres,
  proposeStampPlace,
  readText,
  renderPage,
} from './intake/index.ts';
import type { DocumentPage, DocumentPlace, RequestDocument } from './model.ts';
import { findDocument, updateLanguages, updateProposedLanguage } from './store.ts';

/** Dots per inch at which a PDF's page is drawn to be looked at, and to be measured. */
const shownDpi = 150;
const measuredDpi = 72;

/**
 * A page as a JPEG, at most `width` pixels wide. `original` is the page as it came in. The caller has authorised the reading.
 * Refusals: `documents.page-missing` and those of the sandbox for a PDF.
 */
export async function picturePage(
  blobs: BlobStore,
  communeId: CommuneId,
  document: RequestDocument,
  page: DocumentPage,
  options: { readonly width?: number | undefined; readonly original?: boolean } = {},
): Promise<Result<Uint8Array>> {
  const picture = await fullPicture(blobs, communeId, document, page, options.original ?? false);
  if (!picture.ok || options.width === undefined) return picture;
  const reduced = await sharp(picture.value)
    .resize({ width: options.width, withoutEnlargement: true })
    .jpeg({ quality: 82 })
    .toBuffer();
  return ok(reduced);
}

async function fullPicture(
  blobs: BlobStore,
  communeId: CommuneId,
  document: RequestDocument,
  page: DocumentPage,
  original: boolean,
): Promise<Result<Uint8Array>> {
  const sha256 = original ? page.taken : page.image;
  if (sha256 !== null) return ok(await blobs.get(communeId, sha256));
  return drawPdfPage(blobs, communeId, document, page, shownDpi);
}

async function drawPdfPage(
  blobs: BlobStore,
  communeId: CommuneId,
  document: RequestDocument,
  page: DocumentPage,
  dpi: number,
): Promise<Result<Uint8Array>> {
  if (document.clean === null) return refuse('documents.page-missing', { page: 1 });
  const pdf = await blobs.get(communeId, document.clean);
  const index = document.pages.findIndex(each => each.id === page.id);
  const drawn = await renderPage({ pdf, index, dpi, format: 'jpeg' });
  return drawn.ok ? ok(drawn.value.image) : drawn;
}

/** What is proposed for the stamp: where, and whether the place is empty. */
export interface ProposedPlace {
  /** Page index. */
  readonly page: number;
  /** Millimetres from the top left corner of the page as displayed. */
  readonly x: number;
  readonly y: number;
  readonly isEmpty: boolean;
}

const proposals = new Map<string, ProposedPlace>();
const rememberedProposals = 2_000;

/** A rectangle of a page that something else stands on: a page index, and millimetres from the top left of the page. */
export interface TakenPlace extends Millimetres {
  readonly page: number;
  readonly x: number;
  readonly y: number;
}

/**
 * A place for a stamp of `stamp` millimetres on the last page, `foot` millimetres at its foot and what is `taken` left free; undefined without pages.
 * The same picture always gives the same place, so answers are remembered.
 */
export async function proposePlace(
  blobs: BlobStore,
  communeId: CommuneId,
  document: RequestDocument,
  {
    stamp,
    foot,
    taken = [],
  }: { readonly stamp: Millimetres; readonly foot: number; readonly taken?: readonly TakenPlace[] },
): Promise<ProposedPlace | undefined> {
  const index = document.pages.length - 1;
  const page = document.pages[index];
  if (!page) return undefined;
  const here = taken.filter(each => each.page === index);
  const over = here.map(({ x, y, width, height }) => [x, y, width, height].join(' ')).join(',');
  const key = [communeId, page.image ?? document.clean, index, stamp.width, stamp.height, foot, over].join('/');
  const known = proposals.get(key);
  if (known) return known;
  const image = page.image
    ? ok(await blobs.get(communeId, page.image))
    : await drawPdfPage(blobs, communeId, document, page, measuredDpi);
  const inked = image.ok ? ok(await inkOver(image.value, page.mm, here)) : image;
  const found = inked.ok ? await proposeStampPlace({ image: inked.value, mm: page.mm, stamp, foot }) : inked;
  if (!found.ok) return { page: index, x: 0, y: 0, isEmpty: false };
  const place = { page: index, x: found.value.left, y: found.value.top, isEmpty: found.value.isEmpty };
  if (proposals.size >= rememberedProposals) proposals.clear();
  proposals.set(key, place);
  return place;
}

/** The picture with what is taken drawn black over it, so that no empty place is found there. */
async function inkOver(image: Uint8Array, mm: Millimetres, taken: readonly TakenPlace[]): Promise<Uint8Array> {
  if (taken.length === 0) return image;
  const { width, height } = await sharp(image).metadata();
  const rectangles = taken.map(
    each => `<rect x="${each.x}" y="${each.y}" width="${each.width}" height="${each.height}" fill="#000"/>`,
  );
  const size = `width="${width}" height="${height}" viewBox="0 0 ${mm.width} ${mm.height}" preserveAspectRatio="none"`;
  const drawn = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" ${size}>${rectangles.join('')}</svg>`);
  return sharp(image)
    .composite([{ input: drawn }])
    .jpeg({ quality: 82 })
    .toBuffer();
}

/**
 * The job `documents.propose-language`: reads the first page of a scan, and notes which stamp it suggests and in which languages it is.
 * Again changes nothing, until another picture stands first.
 */
export async function proposeDocumentLanguage(db: Database, blobs: BlobStore, place: DocumentPlace): Promise<void> {
  const { communeId } = place;
  const document = await db.transaction({ communeId }, tx => findDocument(tx, place));
  const first = document?.pages[0];
  if (!document || !first?.image || document.languages !== null) return;
  const of = first.image;
  const read = await readText({ image: await blobs.get(communeId, of), mm: first.mm });
  if (!read) return;
  await db.transaction({ communeId }, async tx => {
    if (read.proposal) await updateProposedLanguage(tx, place, read.proposal.language);
    await updateLanguages(tx, place, of, read.languages);
  });
}

/** A blank part of a document's page; `index` counts the parts of that page, and `of` names the picture that was looked at. */
export interface DocumentBlank {
  readonly page: number;
  readonly index: number;
  readonly of: string;
  readonly part: BlankPart;
}

const looked = new Map<string, readonly BlankPart[]>();

/**
 * The parts of a document that look as if something were still to be written, page by page. The same picture always gives the same parts, so
 * answers are remembered. A page that cannot be looked at gives none: this only helps whoever reads.
 */
export async function findBlankParts(
  blobs: BlobStore,
  communeId: CommuneId,
  document: RequestDocument,
): Promise<readonly DocumentBlank[]> {
  // What is signed already cannot be filled in any more.
  if (document.kind === 'signed-pdf') return [];
  const blanks: DocumentBlank[] = [];
  for (const [page, each] of document.pages.entries()) {
    const of = each.image ?? (document.clean === null ? null : `${document.clean}.${page}`);
    if (of === null) continue;
    const key = `${communeId}/${of}`;
    const parts = looked.get(key) ?? (await lookAt(blobs, communeId, document, each));
    if (looked.size >= rememberedProposals) looked.clear();
    looked.set(key, parts);
    const short = each.image ? of.slice(0, 16) : `${of.slice(0, 16)}.${page}`;
    blanks.push(...parts.map((part, index) => ({ page, index, of: short, part })));
  }
  return blanks;
}

async function lookAt(
  blobs: BlobStore,
  communeId: CommuneId,
  document: RequestDocument,
  page: DocumentPage,
): Promise<readonly BlankPart[]> {
  const image = page.image
    ? ok(await blobs.get(communeId, page.image))
    : await drawPdfPage(blobs, communeId, document, page, measuredDpi);
  const found = image.ok ? await findBlanks({ image: image.value, mm: page.mm }) : image;
  return found.ok ? found.value.parts : [];
}
