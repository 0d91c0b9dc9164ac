import type { Clock, CommuneId, RequestId } from '../kernel/index.ts';
import { selectUnsealed } from '../modules/acts/index.ts';
import { clearSigned, selectUnsigned } from '../modules/certification/index.ts';
import { deleteBlobs, deleteDocument, insertBlob, selectUnused } from '../modules/documents/index.ts';
import { clearDrawn, selectUndrawn } from '../modules/legalisation/index.ts';
import { listCommunes } from '../modules/organisation/index.ts';
import { selectUnregistered } from '../modules/register/index.ts';
import { lockRequest, selectWithPapers, updatePapersDestroyed } from '../modules/requests/index.ts';
import type { ErasableBlobs, Sha256 } from '../platform/blobs/index.ts';
import type { Database, Tx } from '../platform/db/index.ts';

const day = 86_400_000;
/** Requests of a commune whose papers one round destroys. */
const atATime = 100;
/** Whatever was put so lately may be about to be referred to. */
const restingMilliseconds = 3_600_000;

/** The job that destroys them. */
export const unmadePapersTask = 'requests.destroy-papers';

/** What destroying papers stands on. */
export interface UnmadePapers {
  readonly db: Database;
  readonly clock: Clock;
  readonly blobs: ErasableBlobs;
  /** Days after the end of a request. */
  readonly days: number;
}

/**
 * Destroys the papers and drawn signatures of requests that were declined, lapsed or given up, some days after their end: the rows, and of
 * the kept bytes those that nothing else in the commune is made of. Under the worker's login. Answers of how many requests. Refused requests
 * are left alone: their refusal is an act.
 */
export async function destroyUnmade(deps: UnmadePapers): Promise<number> {
  const before = new Date(deps.clock().getTime() - deps.days * day);
  let destroyed = 0;
  for (const { id: communeId } of await deps.db.transaction({}, tx => listCommunes(tx))) {
    const over = await deps.db.transaction({ communeId }, tx => selectWithPapers(tx, communeId, before, atATime));
    for (const requestId of over) {
      await deps.db.transaction({ communeId }, tx => destroyPapers(deps, tx, { communeId, requestId }));
      destroyed += 1;
    }
  }
  return destroyed;
}

async function destroyPapers(
  deps: UnmadePapers,
  tx: Tx,
  key: { readonly communeId: CommuneId; readonly requestId: RequestId },
): Promise<void> {
  await lockRequest(tx, key.communeId, key.requestId);
  const drawn = [...(await clearDrawn(tx, key)), ...(await clearSigned(tx, key))];
  const bytes = [...new Set([...drawn, ...(await deleteDocument(tx, key))])];
  await destroyBlobs(deps, tx, key.communeId, await unreferenced(tx, key.communeId, bytes));
  await updatePapersDestroyed(tx, { ...key, at: deps.clock() });
}

/** What no paper, no drawn signature, no act and no entry or extract of a register is made of any more. */
async function unreferenced(tx: Tx, communeId: CommuneId, blobs: readonly Sha256[]): Promise<readonly Sha256[]> {
  let left = blobs;
  for (const select of [selectUnused, selectUndrawn, selectUnsigned, selectUnregistered, selectUnsealed])
    left = left.length === 0 ? left : await select(tx, communeId, left);
  return left;
}

/**
 * The rows before any bytes: whoever is just referring to one of them, unseen so far, makes this wait, and then fail with nothing lost, to be tried
 * again. Bytes that were put again lately keep their row. Killed in between, the rows are still there for the next round.
 */
async function destroyBlobs(
  { blobs, clock }: UnmadePapers,
  tx: Tx,
  communeId: CommuneId,
  names: readonly Sha256[],
): Promise<void> {
  const unusedSince = new Date(clock().getTime() - restingMilliseconds);
  for (const blob of await deleteBlobs(tx, communeId, names))
    if (!(await blobs.erase(communeId, blob.sha256, unusedSince))) await insertBlob(tx, communeId, blob, blob.storedAt);
}
