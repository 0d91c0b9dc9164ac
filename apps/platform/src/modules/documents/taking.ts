import { type CommuneId, isTraining, ok, type Refusal, refuse, type Result } from '../../kernel/index.ts';
import { type BlobStore, type Sha256, sha256Of } from '../../platform/blobs/index.ts';
import { editPage, type Judging, type PageImage, renderPage, type TakenIn, takeIn } from './intake/index.ts';
import type {
  Crop,
  DocumentPage,
  RefusedFile,
  Rotation,
  SentFile,
  StoredFile,
  StoredOriginal,
  StoredPicture,
} from './model.ts';

const pointsPerMillimetre = 72 / 25.4;

/**
 * Reads and stores files one after the other, outside of any transaction, and asks for the next when one is done: a bad one is refused by name and the others are kept.
 * Of an accepted file the bytes that arrived are stored beside what was read from them; of a refused one nothing is
 * (docs/decisions/0006). A PDF is a whole document, so it comes alone: files beside it are refused with `documents.pdf-alone`.
 * One that is signed is judged by `judging` and kept as it arrived; in training it is refused with `documents.signed-in-training`.
 */
export async function takeInFiles(
  blobs: BlobStore,
  communeId: CommuneId,
  files: Iterable<SentFile> | AsyncIterable<SentFile>,
  judging: Taking,
): Promise<{ readonly stored: readonly StoredFile[]; readonly refused: readonly RefusedFile[] }> {
  const stored: StoredFile[] = [];
  const refused: RefusedFile[] = [];
  for await (const file of files) {
    const taken = await takeInFile(blobs, communeId, file, judging);
    const mixed = taken.ok && stored.some(other => other.kind !== 'images' || taken.value.kind !== 'images');
    if (taken.ok && !mixed) stored.push(taken.value);
    else refused.push({ name: file.name, refusal: taken.ok ? pdfAlone : taken.refusal });
  }
  return { stored, refused };
}

/** How files are taken in; `picturesOnly` keeps the pages of a PDF as pictures, and refuses one that carries signatures. */
export type Taking = Judging & { readonly picturesOnly?: boolean };

const pdfAlone: Refusal = { code: 'documents.pdf-alone', params: {} };

async function takeInFile(
  blobs: BlobStore,
  communeId: CommuneId,
  file: SentFile,
  judging: Taking,
): Promise<Result<StoredFile>> {
  // The name of the original is taken before anything looks at the bytes, so that no reader can change what is kept as such.
  const arrived = sha256Of(file.bytes);
  const taken = await takeIn(file.bytes, judging, file.name);
  if (!taken.ok) return taken;
  // Nothing is drawn on its pages, and what is made in training bears a large mark on every page.
  if (taken.value.kind === 'signed-pdf' && isTraining(communeId)) return refuse('documents.signed-in-training');
  const { name } = file;
  const { notices, type } = taken.value;
  if (judging.picturesOnly === true && taken.value.kind !== 'images')
    return takeInPictures(blobs, communeId, file, { taken: taken.value, judging });
  const source = await keepOriginal(blobs, communeId, { ...file, sha256: arrived, type });
  if (taken.value.kind === 'images') {
    const pages: StoredPicture[] = [];
    for (const page of taken.value.pages) pages.push(await keepPicture(blobs, communeId, page));
    return ok({ name, notices, source, kind: 'images', pages });
  }
  const { letters, languages } = taken.value;
  const pages = taken.value.pages.map(({ width, height }) => ({
    width: width / pointsPerMillimetre,
    height: height / pointsPerMillimetre,
  }));
  const whole = { name, notices, source, pages, letters, languages };
  if (taken.value.kind === 'signed-pdf') return ok({ ...whole, kind: 'signed-pdf', judgement: taken.value.judgement });
  const { pdf } = taken.value;
  return ok({ ...whole, kind: 'pdf', clean: await blobs.put(communeId, pdf), cleanLength: pdf.length });
}

/** Dots per inch at which the pages of a PDF become pictures that are kept: what a scanner gives. */
const keptDpi = 200;

/** The pages of a PDF as a scanner would have given them. Refused besides: `documents.pictures-only` for one that carries signatures. */
async function takeInPictures(
  blobs: BlobStore,
  communeId: CommuneId,
  file: SentFile,
  { taken, judging }: { readonly taken: Exclude<TakenIn, { kind: 'images' }>; readonly judging: Judging },
): Promise<Result<StoredFile>> {
  const pictures = await picturesOf(taken, judging);
  if (!pictures.ok) return pictures;
  const source = await keepOriginal(blobs, communeId, { ...file, sha256: sha256Of(file.bytes), type: taken.type });
  const pages: StoredPicture[] = [];
  for (const page of pictures.value) pages.push(await keepPicture(blobs, communeId, page));
  return ok({ name: file.name, notices: taken.notices, source, kind: 'images', pages });
}

async function picturesOf(taken: TakenIn, judging: Judging): Promise<Result<readonly PageImage[]>> {
  if (taken.kind === 'images') return ok(taken.pages);
  if (taken.kind === 'signed-pdf') return refuse('documents.pictures-only');
  const pages: PageImage[] = [];
  for (const [index, size] of taken.pages.entries()) {
    const drawn = await renderPage({ pdf: taken.pdf, index, dpi: keptDpi, format: 'jpeg' });
    if (!drawn.ok) return drawn;
    const read = await takeIn(drawn.value.image, judging);
    if (!read.ok) return read;
    const [page] = read.value.kind === 'images' ? read.value.pages : [];
    if (!page) throw new Error('a drawn page that is no picture');
    const mm = { width: size.width / pointsPerMillimetre, height: size.height / pointsPerMillimetre };
    pages.push({ ...page, mm });
  }
  return ok(pages);
}

/**
 * Reads files into pictures of their pages, in order, and keeps nothing: for who keeps them elsewhere. A bad file is refused by name, the
 * others are read.
 */
export async function readPictures(
  files: readonly SentFile[],
  judging: Judging,
): Promise<{ readonly pages: readonly PageImage[]; readonly refused: readonly RefusedFile[] }> {
  const pages: PageImage[] = [];
  const refused: RefusedFile[] = [];
  for (const file of files) {
    const taken = await takeIn(file.bytes, judging, file.name);
    const read = taken.ok ? await picturesOf(taken.value, judging) : taken;
    if (read.ok) pages.push(...read.value);
    else refused.push({ name: file.name, refusal: read.refusal });
  }
  return { pages, refused };
}

/** Stores pictures that were read before, as files that a request's document may take in. */
export async function storePictures(
  blobs: BlobStore,
  communeId: CommuneId,
  pages: readonly Pick<PageImage, 'jpeg' | 'mm' | 'verdicts'>[],
): Promise<readonly StoredFile[]> {
  const files: StoredFile[] = [];
  for (const [index, page] of pages.entries()) {
    const picture = await keepPicture(blobs, communeId, page);
    const source = { sha256: picture.image, length: picture.length, mediaType: mediaTypes.jpeg };
    files.push({ name: `${index + 1}`, notices: [], source, kind: 'images', pages: [picture] });
  }
  return files;
}

const mediaTypes = {
  pdf: 'application/pdf',
  jpeg: 'image/jpeg',
  png: 'image/png',
  tiff: 'image/tiff',
  webp: 'image/webp',
  heic: 'image/heic',
} as const satisfies Record<TakenIn['type'], string>;

async function keepOriginal(
  blobs: BlobStore,
  communeId: CommuneId,
  { bytes, sha256, type }: SentFile & { readonly sha256: Sha256; readonly type: TakenIn['type'] },
): Promise<StoredOriginal> {
  if ((await blobs.put(communeId, bytes)) !== sha256) throw new Error('a file changed while it was being read');
  return { sha256, length: bytes.length, mediaType: mediaTypes[type] };
}

/** A page turned and cropped from how it came in, stored. Refusals: `documents.pdf-pages-fixed`, `.crop-empty`. */
export async function editPicture(
  blobs: BlobStore,
  communeId: CommuneId,
  page: DocumentPage,
  edit: { readonly rotation: Rotation; readonly crop: Crop | null },
): Promise<Result<StoredPicture>> {
  if (page.taken === null) return refuse('documents.pdf-pages-fixed');
  const jpeg = await blobs.get(communeId, page.taken);
  const edited = await editPage({
    jpeg,
    mm: page.takenMm,
    edit: edit.crop === null ? { rotate: edit.rotation } : { rotate: edit.rotation, crop: edit.crop },
  });
  return edited.ok ? ok(await keepPicture(blobs, communeId, edited.value)) : edited;
}

async function keepPicture(
  blobs: BlobStore,
  communeId: CommuneId,
  page: Pick<PageImage, 'jpeg' | 'mm' | 'verdicts'>,
): Promise<StoredPicture> {
  return {
    image: await blobs.put(communeId, page.jpeg),
    length: page.jpeg.length,
    mm: page.mm,
    verdicts: page.verdicts,
  };
}
