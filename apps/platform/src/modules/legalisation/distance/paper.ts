import { ok, type PageId, type PersonActor, refuse, type RequestId, type Result } from '../../../kernel/index.ts';
import { clearDocument, orderPages, picturePage, removePage, restorePage } from '../../documents/index.ts';
import type { ChangedRequest } from '../../requests/index.ts';
import { forgetStampPlace } from '../store.ts';
import { editOwn, keyOf, type OwnCommand, type OwnStep } from './editing.ts';
import { inOwn, locate, readOwnFile } from './file.ts';
import type { DistanceDeps } from './ports.ts';
import { deleteFields } from './store.ts';

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

/** A step that changes the pages: the stamp's place goes with them. Refusals: those of `work`, of any step. */
export function editPaper(
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
