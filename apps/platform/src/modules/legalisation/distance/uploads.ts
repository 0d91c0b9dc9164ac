import { newId, ok, type PersonActor, refuse, type RequestId, type Result } from '../../../kernel/index.ts';
import { intakeLimits } from '../../documents/index.ts';
import { listCommunes } from '../../organisation/index.ts';
import { type DistanceFile, inOwn, locate, readOwnFile } from './file.ts';
import { keyOf } from './editing.ts';
import { checkRoom } from './paper-room.ts';
import type { DistanceDeps } from './ports.ts';
import {
  appendPart,
  deleteUpload,
  deleteUploadsBefore,
  insertUpload,
  lockTaken,
  lockUpload,
  type PendingUpload,
  selectUploads,
  type UploadId,
} from './upload-store.ts';

/** Bytes of one part of a file, at most: a part that is lost on the way is sent again whole. */
export const partLimit = 2 ** 20;
/** Files that may be on their way to one request. */
const pendingLimit = 20;
const day = 86_400_000;

/**
 * Announces a file that will come in parts; one with the same fingerprint and length goes on where it stopped. Refusals: `documents.empty`, `documents.too-large` (with `limit` in MiB), `distance.uploads-many`, those
 * of `checkRoom` for everything that is on its way with what was taken in, `requests.not-found`, `.not-in-this-state`.
 */
export async function announceUpload(
  deps: DistanceDeps,
  actor: PersonActor,
  asked: { readonly requestId: RequestId; readonly fingerprint: string; readonly length: number },
): Promise<Result<PendingUpload>> {
  const { fingerprint, length } = asked;
  if (length <= 0) return refuse('documents.empty');
  if (length > intakeLimits.fileBytes)
    return refuse('documents.too-large', { limit: intakeLimits.fileBytes / 2 ** 20 });
  return withFile(deps, actor, asked.requestId, async (tx, file) => {
    const now = deps.clock();
    const taken = await lockTaken(tx, keyOf(file));
    // Counted behind the lock: two that are announced at once are both counted.
    const uploads = await selectUploads(tx, keyOf(file));
    const known = uploads.find(each => each.fingerprint === fingerprint);
    if (known?.length === length) return ok(known);
    if (known) await deleteUpload(tx, keyOf(file), known.id);
    const others = uploads.filter(each => each !== known);
    if (others.length >= pendingLimit) return refuse('distance.uploads-many', { limit: pendingLimit });
    const bytes = others.reduce((sum, each) => sum + each.length, taken.bytes + length);
    const room = checkRoom({ ...taken, bytes });
    if (!room.ok) return room;
    const upload = { id: newId<UploadId>(now), fingerprint, length };
    await insertUpload(tx, keyOf(file), upload, now);
    return ok({ ...upload, received: 0 });
  });
}

/** Forgets, in every commune, what was announced more than a day ago and was not taken in. The worker does it once an hour. */
export async function forgetUploads({ db, clock }: Pick<DistanceDeps, 'db' | 'clock'>): Promise<void> {
  const before = new Date(clock().getTime() - day);
  for (const { id: communeId } of await db.transaction({}, tx => listCommunes(tx)))
    await db.transaction({ communeId }, tx => deleteUploadsBefore(tx, { communeId }, before));
}

/** How far a file has come. Refused: `distance.upload-unknown`, `requests.not-found`. */
export function findUpload(
  deps: DistanceDeps,
  actor: PersonActor,
  { requestId, id }: { readonly requestId: RequestId; readonly id: UploadId },
): Promise<Result<PendingUpload>> {
  return withFile(deps, actor, requestId, async (_tx, file) => {
    const upload = file.uploads.find(each => each.id === id);
    return upload ? ok(upload) : refuse('distance.upload-unknown');
  });
}

/**
 * Keeps the next part of a file. Refusals: `distance.upload-unknown`, `.upload-elsewhere` (with `received`: the part does not begin where
 * the file stopped), `.upload-overflows`, those of `announceUpload`.
 */
export function continueUpload(
  deps: DistanceDeps,
  actor: PersonActor,
  part: { readonly requestId: RequestId; readonly id: UploadId; readonly startsAt: number; readonly bytes: Uint8Array },
): Promise<Result<PendingUpload>> {
  return withFile(deps, actor, part.requestId, async (tx, file) => {
    const upload = await lockUpload(tx, keyOf(file), part.id);
    if (!upload) return refuse('distance.upload-unknown');
    const { received, length } = upload;
    if (part.startsAt !== received) return refuse('distance.upload-elsewhere', { received });
    if (part.bytes.length > partLimit || received + part.bytes.length > length)
      return refuse('distance.upload-overflows');
    if (part.bytes.length > 0) await appendPart(tx, keyOf(file), upload, part.bytes);
    return ok({ ...upload, received: received + part.bytes.length });
  });
}

/** Forgets a file that shall not come after all. Refused: `requests.not-found`. */
export function dropUpload(
  deps: DistanceDeps,
  actor: PersonActor,
  { requestId, id }: { readonly requestId: RequestId; readonly id: UploadId },
): Promise<Result<null>> {
  return withFile(deps, actor, requestId, async (tx, file) => {
    await deleteUpload(tx, keyOf(file), id);
    return ok(null);
  });
}

/** Parts are no step of the request: they raise no version, and only what is taken in at the end is told. */
async function withFile<T>(
  deps: DistanceDeps,
  actor: PersonActor,
  requestId: RequestId,
  work: (tx: Parameters<typeof lockUpload>[0], file: DistanceFile) => Promise<Result<T>>,
): Promise<Result<T>> {
  const at = await locate(deps, actor, requestId);
  if (!at.ok) return at;
  return inOwn(deps, actor, at.value.communeId, async tx => {
    const file = await readOwnFile(deps, tx, actor, at.value);
    if (!file.ok) return file;
    const { state } = file.value.request;
    if (state !== 'draft' && state !== 'returned') return refuse('requests.not-in-this-state', { state });
    return work(tx, file.value);
  });
}
