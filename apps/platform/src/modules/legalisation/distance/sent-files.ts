import { ok, type PersonActor, refuse, type RequestId, type Result } from '../../../kernel/index.ts';
import {
  addFiles,
  createTurns,
  type RefusedFile,
  type SentFile,
  type StoredFile,
  takeInFiles,
} from '../../documents/index.ts';
import type { OwnCommand } from './editing.ts';
import { inOwn, locate, readOwnFile } from './file.ts';
import { editPaper } from './paper.ts';
import { checkRoom, type PaperSize } from './paper-room.ts';
import type { DistanceDeps } from './ports.ts';
import { deleteUpload, lockTaken, readParts, selectUploads, updateTaken, type UploadId } from './upload-store.ts';

/** What became of the files of one sending. */
export interface PaperTaken {
  readonly stored: readonly StoredFile[];
  readonly refused: readonly RefusedFile[];
}

/**
 * Takes files in as the counter does and adds what is good to the paper. Files are read outside of any transaction. Refusals: those of
 * `addFiles`, of `checkRoom` and of any step; a bad file alone is in `refused`.
 */
export async function addToPaper(
  deps: DistanceDeps,
  actor: PersonActor,
  command: OwnCommand & { readonly files: readonly SentFile[] },
): Promise<Result<PaperTaken>> {
  const at = await mayEdit(deps, actor, command.requestId);
  if (!at.ok) return at;
  const { communeId } = at.value;
  const room = await inOwn(deps, actor, communeId, async tx => {
    const { bytes, pages } = await lockTaken(tx, at.value);
    return checkRoom({ pages, bytes: command.files.reduce((sum, file) => sum + file.bytes.length, bytes) });
  });
  if (!room.ok) return room;
  return keep(deps, actor, command, {
    ...at.value,
    uploads: [],
    taken: await readFiles(deps, communeId, command.files),
  });
}

/** The same for files that came part by part, one in memory after the other. Refused besides: `distance.upload-unfinished`, where one is not whole. */
export async function addUploads(
  deps: DistanceDeps,
  actor: PersonActor,
  command: OwnCommand & { readonly uploads: readonly { readonly id: UploadId; readonly name: string }[] },
): Promise<Result<PaperTaken>> {
  const at = await mayEdit(deps, actor, command.requestId);
  if (!at.ok) return at;
  const { communeId } = at.value;
  // Each once, however often a form names it.
  const named = [...new Map(command.uploads.map(upload => [upload.id, upload])).values()];
  const whole = await inOwn(deps, actor, communeId, async tx => {
    const file = await readOwnFile(deps, tx, actor, at.value);
    if (!file.ok) return file;
    const found = named.map(({ id }) => file.value.uploads.find(each => each.id === id));
    return found.every(upload => upload !== undefined && upload.received === upload.length)
      ? ok(undefined)
      : refuse('distance.upload-unfinished');
  });
  if (!whole.ok) return whole;
  const uploads = named.map(({ id }) => id);
  let gone = false;
  const files = oneByOne(deps, actor, at.value, named, () => void (gone = true));
  const taken = await readFiles(deps, communeId, files);
  if (gone) return refuse('distance.upload-unfinished');
  return keep(deps, actor, command, { ...at.value, uploads, taken });
}

/** Files that came part by part and are held in memory, of everybody together. */
const turns = createTurns(2);

/** Each file when it is asked for, and only then: the one before is let go. Files of others are waited for. */
async function* oneByOne(
  deps: DistanceDeps,
  actor: PersonActor,
  { communeId, requestId }: Where,
  named: readonly { readonly id: UploadId; readonly name: string }[],
  onGone: () => void,
): AsyncGenerator<SentFile> {
  for (const { id, name } of named) {
    await turns.take();
    try {
      const bytes = await inOwn(deps, actor, communeId, async tx => {
        const upload = (await selectUploads(tx, { communeId, requestId })).find(each => each.id === id);
        return upload && readParts(tx, { communeId }, upload);
      });
      if (!bytes) return onGone();
      yield { name, bytes };
    } finally {
      turns.give();
    }
  }
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

type Taken = Awaited<ReturnType<typeof takeInFiles>> & PaperSize;

/** Reads and stores files, each let go before the next is asked for, and says how much they were. */
async function readFiles(
  deps: DistanceDeps,
  communeId: Where['communeId'],
  files: Iterable<SentFile> | AsyncIterable<SentFile>,
): Promise<Taken> {
  const judging = { trust: deps.signerTrust, at: deps.clock() };
  const taken = await takeInFiles(deps.blobs, communeId, files, judging);
  const { stored } = taken;
  const bytes = stored.reduce((sum, { source }) => sum + source.length, 0);
  return { ...taken, bytes, pages: stored.reduce((sum, { pages }) => sum + pages.length, 0) };
}

/** Adds what was read to the paper, where there is room for it. */
async function keep(
  deps: DistanceDeps,
  actor: PersonActor,
  command: OwnCommand,
  { communeId, requestId, uploads, taken }: Where & { readonly uploads: readonly UploadId[]; readonly taken: Taken },
): Promise<Result<PaperTaken>> {
  const { stored, refused } = taken;
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
      const before = await lockTaken(tx, at);
      const after = { bytes: before.bytes + taken.bytes, pages: before.pages + taken.pages };
      const room = checkRoom(after);
      if (!room.ok) return room;
      await updateTaken(tx, at, after);
      for (const id of uploads) await deleteUpload(tx, at, id);
      return addFiles(tx, at, stored, now);
    },
  });
  return added.ok ? ok({ stored, refused }) : added;
}
