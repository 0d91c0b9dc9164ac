import {
  type Clock,
  type CommuneId,
  may,
  ok,
  type PageId,
  type RequestId,
  refuse,
  type Result,
  type StaffActor,
} from '../../kernel/index.ts';
import type { BlobStore } from '../../platform/blobs/index.ts';
import type { Database, Tx } from '../../platform/db/index.ts';
import {
  addFiles,
  clearDocument,
  type Crop,
  type DocumentPlace,
  editPicture,
  findDocument,
  findPage,
  orderPages,
  picturePage,
  type RefusedFile,
  removePage,
  replacePicture,
  restorePage,
  type Rotation,
  type SentFile,
  type SignerTrust,
  type StoredFile,
  takeInFiles,
} from '../documents/index.ts';
import { getOffice, placeOf } from '../organisation/index.ts';
import { runCommand } from './command.ts';
import type { ChangedRequest, ServiceRequest } from './model.ts';
import type { Requests } from './ports.ts';

/** What a service says of the paper of its requests. */
export interface PaperRules {
  /** Every page is kept as a picture, also of a PDF; a signed PDF is refused with `requests.pictures-only`. */
  readonly picturesOnly: boolean;
  /** Whether pages may still move, turn, come or go, by what the service knows of who relies on them; refused with the service's own code. Always unless said. */
  mayMove?(tx: Tx, place: DocumentPlace): Promise<Result<unknown>>;
  /** Pages moved, turned, came or went: whatever the service had noted of their places is void. */
  moved(tx: Tx, place: DocumentPlace, now: Date): Promise<void>;
}

export interface RequestPagesDeps {
  readonly db: Database;
  readonly blobs: BlobStore;
  readonly clock: Clock;
  readonly requests: Pick<Requests, 'change' | 'read'>;
  /** Whom the signatures of PDFs that arrive are held against. */
  readonly signerTrust: SignerTrust;
  /** By service. */
  readonly rules: Readonly<Record<string, PaperRules>>;
}

/** A command on the pages of a request: the key of the intention, the request, and the version of it that the person has read. */
export interface PagesAt {
  readonly key: string;
  readonly requestId: RequestId;
  readonly version: number;
}

/** What became of the files of one upload. `changed` is undefined when every one was refused. */
export interface Upload {
  readonly changed: ChangedRequest | undefined;
  readonly stored: readonly StoredFile[];
  readonly refused: readonly RefusedFile[];
}

/** The paper of a request at the counter, page by page, whatever the service. Refusals besides those named: those of `Requests.change`. */
export interface RequestPages {
  /**
   * Takes files in and adds what is good to the request's document. Files are read outside of any transaction, and only for somebody
   * who may prepare the request: they cost time and disk. Refusals: those of `addFiles`; a bad file alone is in `refused`.
   */
  upload(actor: StaffActor, command: PagesAt & { readonly files: readonly SentFile[] }): Promise<Result<Upload>>;
  /** Turns and crops a page, from how it came in. Refusals: `documents.page-unknown`, `.pdf-pages-fixed`, `.crop-empty`. */
  turnAndCrop(
    actor: StaffActor,
    command: PagesAt & { readonly pageId: PageId; readonly rotation: Rotation; readonly crop: Crop | null },
  ): Promise<Result<ChangedRequest>>;
  /** Takes a page out; it can be put back. Refusals: `documents.page-unknown`, `.pdf-pages-fixed`. */
  takeOut(actor: StaffActor, command: PagesAt & { readonly pageId: PageId }): Promise<Result<ChangedRequest>>;
  /** Puts a page back, last. Refusals: `documents.page-unknown`, `.pdf-alone`. */
  putBack(actor: StaffActor, command: PagesAt & { readonly pageId: PageId }): Promise<Result<ChangedRequest>>;
  /** Puts the pages in an order. Refusals: `documents.order-incomplete`, `.pdf-pages-fixed`. */
  arrange(
    actor: StaffActor,
    command: PagesAt & { readonly pageIds: readonly PageId[] },
  ): Promise<Result<ChangedRequest>>;
  /** Takes the whole document out, so that another may come in. */
  takeOutAll(actor: StaffActor, command: PagesAt): Promise<Result<ChangedRequest>>;
  /** A page as a JPEG. Refused: `requests.not-found`, `requests.not-allowed`, `documents.page-unknown`, what the sandbox refuses. */
  picture(
    actor: StaffActor,
    asked: {
      readonly requestId: RequestId;
      readonly pageId: PageId;
      readonly width?: number | undefined;
      readonly original: boolean;
    },
  ): Promise<Result<Uint8Array>>;
}

/** Builds the pages of requests over the rules of each service. */
export function createRequestPages(deps: RequestPagesDeps): RequestPages {
  return {
    upload: (actor, command) => upload(deps, actor, command),
    turnAndCrop: (actor, command) => turnAndCrop(deps, actor, command),
    takeOut: (actor, { pageId, ...at }) =>
      edit(deps, actor, at, {
        what: 'page-removed',
        payload: { pageId },
        subjectId: pageId,
        work: (tx, place, now) => removePage(tx, place, pageId, now),
      }),
    putBack: (actor, { pageId, ...at }) =>
      edit(deps, actor, at, {
        what: 'page-restored',
        payload: { pageId },
        subjectId: pageId,
        work: (tx, place) => restorePage(tx, place, pageId),
      }),
    arrange: (actor, { pageIds, ...at }) =>
      edit(deps, actor, at, {
        what: 'pages-ordered',
        payload: { pageIds },
        work: (tx, place) => orderPages(tx, place, pageIds),
      }),
    takeOutAll: (actor, at) =>
      edit(deps, actor, at, {
        what: 'document-removed',
        payload: {},
        work: async (tx, place, now) => ok(await clearDocument(tx, place, now)),
      }),
    picture: (actor, asked) => picture(deps, actor, asked),
  };
}

interface Step {
  /** Word for the command and its event. */
  readonly what: string;
  readonly payload: unknown;
  readonly subjectId?: string;
  work(tx: Tx, place: DocumentPlace, now: Date): Promise<Result<unknown>>;
}

function edit(deps: RequestPagesDeps, actor: StaffActor, at: PagesAt, step: Step): Promise<Result<ChangedRequest>> {
  const now = deps.clock();
  const { what, subjectId } = step;
  const payload = [at.requestId, at.version, step.payload];
  const change = { verb: 'edit', what, ...(subjectId !== undefined && { subjectId }) } as const;
  return runCommand(deps.db, actor, { key: at.key, name: `requests.${what}`, payload }, now, async tx => {
    const changed = await deps.requests.change(tx, actor, at, change, now, async ({ communeId, id, service }) => {
      const place = { communeId, requestId: id };
      const free = await deps.rules[service]?.mayMove?.(tx, place);
      if (free && !free.ok) return free;
      const worked = await step.work(tx, place, now);
      if (worked.ok) await deps.rules[service]?.moved(tx, place, now);
      return worked;
    });
    return changed.ok ? ok({ requestId: changed.value.id, version: changed.value.version }) : changed;
  });
}

/** A request that the actor may read, where they hold a permission at its office too. */
async function readFor(
  { db, requests }: RequestPagesDeps,
  actor: StaffActor,
  requestId: RequestId,
  needed: 'documents.read' | 'requests.prepare',
): Promise<Result<ServiceRequest>> {
  return inCommune(db, actor.communeId, async tx => {
    const request = await requests.read(tx, actor, requestId);
    if (!request.ok) return request;
    const place = placeOf(await getOffice(tx, actor.communeId, request.value.officeId));
    return may(actor, needed, place) ? request : refuse('requests.not-allowed');
  });
}

function inCommune<T>(db: Database, communeId: CommuneId, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db.transaction({ communeId }, work);
}

async function upload(
  deps: RequestPagesDeps,
  actor: StaffActor,
  { files, ...at }: PagesAt & { readonly files: readonly SentFile[] },
): Promise<Result<Upload>> {
  const request = await readFor(deps, actor, at.requestId, 'requests.prepare');
  if (!request.ok) return request;
  const { stored, refused } = await takeInFiles(deps.blobs, actor.communeId, files, {
    trust: deps.signerTrust,
    at: deps.clock(),
    picturesOnly: deps.rules[request.value.service]?.picturesOnly ?? false,
  });
  if (stored.length === 0) return ok({ changed: undefined, stored, refused });
  const changed = await edit(deps, actor, at, {
    what: 'files-added',
    payload: stored.map(file => file.source.sha256),
    work: (tx, place, now) => addFiles(tx, place, stored, now),
  });
  return changed.ok ? ok({ changed: changed.value, stored, refused }) : changed;
}

async function turnAndCrop(
  deps: RequestPagesDeps,
  actor: StaffActor,
  { pageId, rotation, crop, ...at }: Parameters<RequestPages['turnAndCrop']>[1],
): Promise<Result<ChangedRequest>> {
  const { communeId } = actor;
  const { requestId } = at;
  const page = await inCommune(deps.db, communeId, async tx => {
    const request = await deps.requests.read(tx, actor, requestId);
    return request.ok ? findPage(tx, { communeId, requestId }, pageId) : request;
  });
  if (!page.ok) return page;
  const edited = await editPicture(deps.blobs, communeId, page.value, { rotation, crop });
  if (!edited.ok) return edited;
  return edit(deps, actor, at, {
    what: 'page-edited',
    payload: { pageId, rotation, crop },
    subjectId: pageId,
    work: (tx, place, now) => replacePicture(tx, place, pageId, { picture: edited.value, rotation, crop }, now),
  });
}

async function picture(
  deps: RequestPagesDeps,
  actor: StaffActor,
  { requestId, pageId, width, original }: Parameters<RequestPages['picture']>[1],
): Promise<Result<Uint8Array>> {
  const request = await readFor(deps, actor, requestId, 'documents.read');
  if (!request.ok) return request;
  const { communeId } = actor;
  const document = await inCommune(deps.db, communeId, tx => findDocument(tx, { communeId, requestId }));
  const page = [...(document?.pages ?? []), ...(document?.removed ?? [])].find(each => each.id === pageId);
  if (!document || !page) return refuse('documents.page-unknown');
  return picturePage(deps.blobs, communeId, document, page, { width, original });
}
