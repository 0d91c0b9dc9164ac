import { ok, type PageId, refuse, type Result } from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { enqueue } from '../../platform/jobs/index.ts';
import { intakeLimits, proposeLanguageFrom } from './intake/index.ts';
import type {
  Crop,
  DocumentPage,
  DocumentPlace,
  RequestDocument,
  Rotation,
  StoredFile,
  StoredPicture,
} from './model.ts';
import {
  appendPage,
  findDocument,
  insertBlob,
  putDocument,
  updateOrder,
  updatePicture,
  updateRemoved,
} from './store.ts';

type StoredPdf = Extract<StoredFile, { kind: 'pdf' | 'signed-pdf' }>;
type StoredImages = Extract<StoredFile, { kind: 'images' }>;

/** Task that reads the script of the pages, away from the clerk's waiting. */
export const proposeLanguageTask = 'documents.propose-language';

/**
 * Makes stored files part of a request's document, in order, after the pages that are there. The caller has authorised it.
 * Refusals: `documents.pdf-alone` (pages and a PDF do not mix: remove what is there first), `documents.too-many-pages`.
 */
export async function addFiles(
  tx: Tx,
  place: DocumentPlace,
  files: readonly StoredFile[],
  now: Date,
): Promise<Result<void>> {
  const document = await findDocument(tx, place);
  const there = document?.pages.length ?? 0;
  const pdf = files.find(file => file.kind !== 'images');
  const images = files.filter(file => file.kind === 'images');
  if (pdf && (there > 0 || files.length > 1)) return refuse('documents.pdf-alone');
  if (images.length > 0 && there > 0 && document?.kind !== 'scan') return refuse('documents.pdf-alone');
  const count = there + files.reduce((sum, file) => sum + file.pages.length, 0);
  if (count > intakeLimits.pages)
    return refuse('documents.too-many-pages', { pages: count, limit: intakeLimits.pages });
  if (pdf) await addPdf(tx, place, pdf, now);
  else await addImages(tx, place, document, images, now);
  return ok(undefined);
}

async function addPdf(tx: Tx, place: DocumentPlace, file: StoredPdf, now: Date): Promise<void> {
  const { communeId } = place;
  await insertBlob(tx, communeId, file.source, now);
  const signed = file.kind === 'signed-pdf';
  if (!signed)
    await insertBlob(
      tx,
      communeId,
      { sha256: file.clean, length: file.cleanLength, mediaType: 'application/pdf' },
      now,
    );
  const documentId = await putDocument(
    tx,
    place,
    {
      kind: file.kind,
      source: file.source.sha256,
      // A signed file is shown and stamped as it is: any other bytes would break its signatures.
      clean: signed ? file.source.sha256 : file.clean,
      notices: file.notices,
      proposedLanguage: proposeLanguageFrom(file.letters)?.language ?? null,
      judgement: signed ? file.judgement : null,
      languages: file.languages,
    },
    now,
  );
  for (const mm of file.pages)
    await appendPage(tx, { communeId, documentId }, { source: null, picture: null, mm }, now);
}

async function addImages(
  tx: Tx,
  place: DocumentPlace,
  document: RequestDocument | undefined,
  files: readonly StoredImages[],
  now: Date,
): Promise<void> {
  const { communeId, requestId } = place;
  const notices = [...(document?.kind === 'scan' ? document.notices : []), ...files.flatMap(file => file.notices)];
  const proposedLanguage = document?.kind === 'scan' ? document.proposedLanguage : null;
  const documentId = await putDocument(
    tx,
    place,
    { kind: 'scan', source: null, clean: null, notices, proposedLanguage, judgement: null, languages: null },
    now,
  );
  for (const { source, pages } of files) {
    await insertBlob(tx, communeId, source, now);
    for (const picture of pages) {
      await insertBlob(tx, communeId, { sha256: picture.image, length: picture.length, mediaType: 'image/jpeg' }, now);
      await appendPage(tx, { communeId, documentId }, { source: source.sha256, picture, mm: picture.mm }, now);
    }
  }
  await askToRead(tx, { communeId, requestId });
}

/** Has the first page read again, where it is another picture than the one that was: the answer is the same otherwise. */
async function askToRead(tx: Tx, { communeId, requestId }: DocumentPlace): Promise<void> {
  await enqueue(tx, proposeLanguageTask, { communeId, requestId }, { key: `language-${requestId}` });
}

/** A page of the request's document that stands in it. Refused: `documents.page-unknown`. */
export async function findPage(tx: Tx, place: DocumentPlace, pageId: PageId): Promise<Result<DocumentPage>> {
  const page = (await findDocument(tx, place))?.pages.find(each => each.id === pageId);
  return page ? ok(page) : refuse('documents.page-unknown');
}

/** Writes how a page stands after turning and cropping. Refused: `documents.page-unknown`. */
export async function replacePicture(
  tx: Tx,
  place: DocumentPlace,
  pageId: PageId,
  edited: { readonly picture: StoredPicture; readonly rotation: Rotation; readonly crop: Crop | null },
  now: Date,
): Promise<Result<void>> {
  const page = await findPage(tx, place, pageId);
  if (!page.ok) return page;
  const { communeId } = place;
  const { image, length } = edited.picture;
  await insertBlob(tx, communeId, { sha256: image, length, mediaType: 'image/jpeg' }, now);
  await updatePicture(tx, { communeId, pageId }, edited);
  await askToRead(tx, place);
  return ok(undefined);
}

/** Puts the pages in the order of `pageIds`, which must name each once. Refused: `documents.order-incomplete`, `.pdf-pages-fixed`. */
export async function orderPages(tx: Tx, place: DocumentPlace, pageIds: readonly PageId[]): Promise<Result<void>> {
  const document = await findDocument(tx, place);
  if (document && document.kind !== 'scan') return refuse('documents.pdf-pages-fixed');
  const standing = document?.pages.map(page => page.id) ?? [];
  const complete = pageIds.length === standing.length && standing.every(id => pageIds.includes(id));
  if (!complete) return refuse('documents.order-incomplete');
  await updateOrder(tx, place.communeId, [...pageIds, ...(document?.removed.map(page => page.id) ?? [])]);
  await askToRead(tx, place);
  return ok(undefined);
}

/** Takes a page out; it can be put back. Refused: `documents.page-unknown`, `.pdf-pages-fixed`. */
export async function removePage(tx: Tx, place: DocumentPlace, pageId: PageId, now: Date): Promise<Result<void>> {
  const document = await findDocument(tx, place);
  if (document && document.kind !== 'scan') return refuse('documents.pdf-pages-fixed');
  const page = document?.pages.find(each => each.id === pageId);
  if (!page) return refuse('documents.page-unknown');
  await updateRemoved(tx, place.communeId, [pageId], now);
  await askToRead(tx, place);
  return ok(undefined);
}

/** Puts a page back, last. Refused: `documents.page-unknown`; `documents.pdf-alone` when a PDF has taken the place meanwhile. */
export async function restorePage(tx: Tx, place: DocumentPlace, pageId: PageId): Promise<Result<void>> {
  const document = await findDocument(tx, place);
  const page = document?.removed.find(each => each.id === pageId);
  if (!document || !page) return refuse('documents.page-unknown');
  if (document.kind !== 'scan' || page.image === null) return refuse('documents.pdf-alone');
  await updateRemoved(tx, place.communeId, [pageId], null);
  const others = document.removed.filter(each => each.id !== pageId);
  await updateOrder(
    tx,
    place.communeId,
    [...document.pages, page, ...others].map(each => each.id),
  );
  await askToRead(tx, place);
  return ok(undefined);
}

/** Takes every page out, so that another document may come in. */
export async function clearDocument(tx: Tx, place: DocumentPlace, now: Date): Promise<void> {
  const document = await findDocument(tx, place);
  const pageIds = document?.pages.map(page => page.id) ?? [];
  await updateRemoved(tx, place.communeId, pageIds, now);
}
