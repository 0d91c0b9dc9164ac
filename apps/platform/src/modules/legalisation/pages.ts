import { ok, type PageId, type Result, type StaffActor } from '../../kernel/index.ts';
import {
  addFiles,
  clearDocument,
  type Crop,
  type DocumentPlace,
  editPicture,
  findPage,
  orderPages,
  type RefusedFile,
  removePage,
  replacePicture,
  restorePage,
  type Rotation,
  type SentFile,
  type StoredFile,
  takeInFiles,
} from '../documents/index.ts';
import type { ChangedRequest } from '../requests/index.ts';
import { type At, edit, type Step } from './command.ts';
import { readFile, readFileFor } from './file.ts';
import { inCommune, type LegalisationDeps } from './ports.ts';
import { forgetStampPlace } from './store.ts';

/** What became of the files of one upload. `changed` is undefined when every one was refused. */
export interface Upload {
  readonly changed: ChangedRequest | undefined;
  readonly stored: readonly StoredFile[];
  readonly refused: readonly RefusedFile[];
}

/**
 * Takes files in and adds what is good to the request's document. Files are read outside of any transaction, and only for somebody
 * who may prepare the request: they cost time and disk. Refusals: those of `addFiles` and of any edit; a bad file alone is in `refused`.
 */
export async function upload(
  deps: LegalisationDeps,
  actor: StaffActor,
  command: At & { readonly files: readonly SentFile[] },
): Promise<Result<Upload>> {
  const asked = { requestId: command.requestId, needed: 'requests.prepare' } as const;
  const allowed = await inCommune(deps, actor.communeId, tx => readFileFor(deps, tx, actor, asked));
  if (!allowed.ok) return allowed;
  const { stored, refused } = await takeInFiles(deps.blobs, actor.communeId, command.files, {
    trust: deps.signerTrust,
    at: deps.clock(),
  });
  if (stored.length === 0) return ok({ changed: undefined, stored, refused });
  const changed = await edit(deps, actor, command, {
    what: 'files-added',
    payload: stored.map(file => file.source.sha256),
    work: (tx, request, now) => addFiles(tx, { communeId: request.communeId, requestId: request.id }, stored, now),
  });
  return changed.ok ? ok({ changed: changed.value, stored, refused }) : changed;
}

/** Turns and crops a page, from how it came in. Refusals: `documents.page-unknown`, `.pdf-pages-fixed`, `.crop-empty`, those of any edit. */
export async function turnAndCrop(
  deps: LegalisationDeps,
  actor: StaffActor,
  command: At & { readonly pageId: PageId; readonly rotation: Rotation; readonly crop: Crop | null },
): Promise<Result<ChangedRequest>> {
  const { pageId, rotation, crop, requestId } = command;
  const { communeId } = actor;
  const page = await inCommune(deps, communeId, async tx => {
    const file = await readFile(deps, tx, actor, requestId);
    return file.ok ? findPage(tx, { communeId, requestId }, pageId) : file;
  });
  if (!page.ok) return page;
  const picture = await editPicture(deps.blobs, communeId, page.value, { rotation, crop });
  if (!picture.ok) return picture;
  return editPages(deps, actor, command, {
    what: 'page-edited',
    payload: { pageId, rotation, crop },
    subjectId: pageId,
    work: (tx, place, now) => replacePicture(tx, place, pageId, { picture: picture.value, rotation, crop }, now),
  });
}

/** Takes a page out; it can be put back. Refusals: `documents.page-unknown`, `.pdf-pages-fixed`, those of any edit. */
export function takeOutPage(
  deps: LegalisationDeps,
  actor: StaffActor,
  command: At & { readonly pageId: PageId },
): Promise<Result<ChangedRequest>> {
  const { pageId } = command;
  return editPages(deps, actor, command, {
    what: 'page-removed',
    payload: { pageId },
    subjectId: pageId,
    work: (tx, place, now) => removePage(tx, place, pageId, now),
  });
}

/** Puts a page back, last. Refusals: `documents.page-unknown`, `.pdf-alone`, those of any edit. */
export function putBackPage(
  deps: LegalisationDeps,
  actor: StaffActor,
  command: At & { readonly pageId: PageId },
): Promise<Result<ChangedRequest>> {
  const { pageId } = command;
  return editPages(deps, actor, command, {
    what: 'page-restored',
    payload: { pageId },
    subjectId: pageId,
    work: (tx, place) => restorePage(tx, place, pageId),
  });
}

/** Puts the pages in an order. Refusals: `documents.order-incomplete`, `.pdf-pages-fixed`, those of any edit. */
export function arrangePages(
  deps: LegalisationDeps,
  actor: StaffActor,
  command: At & { readonly pageIds: readonly PageId[] },
): Promise<Result<ChangedRequest>> {
  const { pageIds } = command;
  return editPages(deps, actor, command, {
    what: 'pages-ordered',
    payload: { pageIds },
    work: (tx, place) => orderPages(tx, place, pageIds),
  });
}

/** Takes the whole document out, so that another may come in. */
export function takeOutDocument(
  deps: LegalisationDeps,
  actor: StaffActor,
  command: At,
): Promise<Result<ChangedRequest>> {
  return editPages(deps, actor, command, {
    what: 'document-removed',
    payload: {},
    work: async (tx, place, now) => ok(await clearDocument(tx, place, now)),
  });
}

type PageStep = Omit<Step, 'work'> & {
  work(tx: Parameters<Step['work']>[0], place: DocumentPlace, now: Date): Promise<Result<unknown>>;
};

/** Pages that move, turn or go take the stamp's chosen place with them: it would stand on something else. */
function editPages(deps: LegalisationDeps, actor: StaffActor, at: At, step: PageStep): Promise<Result<ChangedRequest>> {
  return edit(deps, actor, at, {
    ...step,
    work: async (tx, request, now) => {
      const place = { communeId: request.communeId, requestId: request.id };
      const worked = await step.work(tx, place, now);
      if (worked.ok) await forgetStampPlace(tx, place);
      return worked;
    },
  });
}
