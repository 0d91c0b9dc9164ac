import { ok, type PageId, type PersonActor, refuse, type RequestId, type Result } from '../../../kernel/index.ts';
import {
  addFiles,
  clearDocument,
  orderPages,
  picturePage,
  type RefusedFile,
  removePage,
  restorePage,
  type SentFile,
  type StoredFile,
  takeInFiles,
} from '../../documents/index.ts';
import type { ChangedRequest } from '../../requests/index.ts';
import { forgetStampPlace } from '../store.ts';
import { editOwn, keyOf, type OwnCommand, type OwnStep } from './editing.ts';
import { inOwn, locate, readOwnFile } from './file.ts';
import type { DistanceDeps } from './ports.ts';
import { deleteFields } from './store.ts';
import { deleteUpload, readParts, type UploadId } from './upload-store.ts';

/** What became of the files of one sending. */
export interface PaperTaken {
  readonly stored: readonly StoredFile[];
  readonly refused: readonly RefusedFile[];
}

/**
 * Takes files in as the counter does and adds what is good to the paper. Files are read outside of any transaction. Refusals: those of
 * `addFiles` and of any step; a bad file alone is in `refused`.
 */
export async function addToPaper(
  deps: DistanceDeps,
  actor: PersonActor,
  command: OwnCommand & { readonly files: readonly SentFile[] },
): Promise<Result<PaperTaken>> {
  const at = await mayEdit(deps, actor, command.requestId);
  return at.ok ? takeIn(deps, actor, command, { ...at.value, uploads: [] }) : at;
}

/** The same for files that came part by part. Refused besides: `distance.upload-unfinished`, where one is not whole. */
export async function addUploads(
  deps: DistanceDeps,
  actor: PersonActor,
  command: OwnCommand & { readonly uploads: readonly { readonly id: UploadId; readonly name: string }[] },
): Promise<Result<PaperTaken>> {
  const at = await mayEdit(deps, actor, command.requestId);
  if (!at.ok) return at;
  const { communeId } = at.value;
  // Each once, however often a form names it: they are all held in memory together.
  const named = [...new Map(command.uploads.map(upload => [upload.id, upload])).values()];
  const files = await inOwn(deps, actor, communeId, async tx => {
    const file = await readOwnFile(deps, tx, actor, at.value);
    if (!file.ok) return file;
    const read: SentFile[] = [];
    for (const { id, name } of named) {
      const upload = file.value.uploads.find(each => each.id === id);
      if (upload?.received !== upload?.length || !upload) return refuse('distance.upload-unfinished');
      read.push({ name, bytes: await readParts(tx, { communeId }, id) });
    }
    return ok(read);
  });
  if (!files.ok) return files;
  const uploads = named.map(({ id }) => id);
  return takeIn(deps, actor, { ...command, files: files.value }, { ...at.value, uploads });
}

type Where = Extract<Awaited<ReturnType<typeof locate>>, { readonly ok: true }>['value'];

async function mayEdit(deps: DistanceDeps, actor: PersonActor, requestId: RequestId): Promise<Result<Where>> {
  const at = await locate(deps, actor, requestId);
  if (!at.ok) return at;
  const file = await inOwn(deps, actor, at.value.communeId, tx => readOwnFile(deps, tx, actor, at.value));
  if (!file.ok) return file;
  const { state } = file.value.request;
  return state === 'draft' || state === 'returned' ? at : refuse('requests.not-in-this-state', { state });
}

async function takeIn(
  deps: DistanceDeps,
  actor: PersonActor,
  command: OwnCommand & { readonly files: readonly SentFile[] },
  { communeId, requestId, uploads }: Where & { readonly uploads: readonly UploadId[] },
): Promise<Result<PaperTaken>> {
  const judging = { trust: deps.signerTrust, at: deps.clock() };
  const { stored, refused } = await takeInFiles(deps.blobs, communeId, command.files, judging);
  const at = { communeId, requestId };
  if (stored.length === 0) {
    await inOwn(deps, actor, communeId, async tx => {
      for (const id of uploads) await deleteUpload(tx, at, id);
    });
    return ok({ stored, refused });
  }
  const added = await editPaper(deps, actor, command, {
    what: 'files-added',
    payload: stored.map(file => file.source.sha256),
    work: async (tx, _file, now) => {
      for (const id of uploads) await deleteUpload(tx, at, id);
      return addFiles(tx, at, stored, now);
    },
  });
  return added.ok ? ok({ stored, refused }) : added;
}

/** Takes a page out; it can be put back. Whoever was to sign there signs there no more. Refusals: those of `removePage`, of any step. */
export function takeOutPage(
  deps: DistanceDeps,
  actor: PersonActor,
  command: OwnCommand & { readonly pageId: PageId },
): Promise<Result<ChangedRequest>> {
  const { pageId } = command;
  return editPaper(deps, actor, command, {
    what: 'page-removed',
    payload: { pageId },
    subjectId: pageId,
    work: async (tx, file, now) => {
      await deleteFields(tx, keyOf(file), { pageId });
      return removePage(tx, keyOf(file), pageId, now);
    },
  });
}

/** Puts a page back, last. Refusals: those of `restorePage`, of any step. */
export function putBackPage(
  deps: DistanceDeps,
  actor: PersonActor,
  command: OwnCommand & { readonly pageId: PageId },
): Promise<Result<ChangedRequest>> {
  const { pageId } = command;
  return editPaper(deps, actor, command, {
    what: 'page-restored',
    payload: { pageId },
    subjectId: pageId,
    work: (tx, file) => restorePage(tx, keyOf(file), pageId),
  });
}

/** Moves a page one place towards the front or the end. Refusals: `documents.page-unknown`, those of `orderPages`, of any step. */
export function movePage(
  deps: DistanceDeps,
  actor: PersonActor,
  command: OwnCommand & { readonly pageId: PageId; readonly towards: 'front' | 'end' },
): Promise<Result<ChangedRequest>> {
  const { pageId, towards } = command;
  return editPaper(deps, actor, command, {
    what: 'pages-ordered',
    payload: { pageId, towards },
    subjectId: pageId,
    work: async (tx, file) => {
      const order = file.document?.pages.map(({ id }) => id) ?? [];
      const place = order.indexOf(pageId);
      if (place < 0) return refuse('documents.page-unknown');
      const other = Math.min(order.length - 1, Math.max(0, place + (towards === 'front' ? -1 : 1)));
      return orderPages(tx, keyOf(file), order.with(place, order[other] ?? pageId).with(other, pageId));
    },
  });
}

/** Takes the whole paper out, so that another may come in. Refusals: those of any step. */
export function takeOutPaper(
  deps: DistanceDeps,
  actor: PersonActor,
  command: OwnCommand,
): Promise<Result<ChangedRequest>> {
  return editPaper(deps, actor, command, {
    what: 'document-removed',
    payload: {},
    work: async (tx, file, now) => {
      await deleteFields(tx, keyOf(file));
      return ok(await clearDocument(tx, keyOf(file), now));
    },
  });
}

/** A page as a JPEG, at most `width` pixels wide. Refused: `requests.not-found`, `documents.page-unknown`, what the sandbox refuses. */
export async function readOwnPage(
  deps: DistanceDeps,
  actor: PersonActor,
  { requestId, pageId, width }: { readonly requestId: RequestId; readonly pageId: PageId; readonly width: number },
): Promise<Result<Uint8Array>> {
  const at = await locate(deps, actor, requestId);
  if (!at.ok) return at;
  const { communeId } = at.value;
  const file = await inOwn(deps, actor, communeId, tx => readOwnFile(deps, tx, actor, at.value));
  if (!file.ok) return file;
  const { document } = file.value;
  const page = [...(document?.pages ?? []), ...(document?.removed ?? [])].find(({ id }) => id === pageId);
  return document && page
    ? picturePage(deps.blobs, communeId, document, page, { width })
    : refuse('documents.page-unknown');
}

/** Pages that move or go take the stamp's place with them. */
function editPaper(
  deps: DistanceDeps,
  actor: PersonActor,
  command: OwnCommand,
  step: OwnStep,
): Promise<Result<ChangedRequest>> {
  return editOwn(deps, actor, command, {
    ...step,
    work: async (tx, file, now) => {
      const worked = await step.work(tx, file, now);
      if (worked.ok) await forgetStampPlace(tx, keyOf(file));
      return worked;
    },
  });
}
