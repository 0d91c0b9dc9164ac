import type { ActId, CommuneId } from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { enqueue } from '../../platform/jobs/index.ts';

/** Name of the job that brings one act's file to B-LTA {communeId, actId}. */
export const archiveTask = 'acts.archive';

/** Enqueues it in the caller's transaction; once where it waits already. */
export function enqueueArchive(tx: Tx, communeId: CommuneId, actId: ActId): Promise<void> {
  return enqueue(tx, archiveTask, { communeId, actId }, { key: `${archiveTask}/${actId}` });
}
