import { fetchedRevocation } from '@shubbak/pades';
import { z } from 'zod';
import { type ActId, asId, type CommuneId, isId } from '../kernel/index.ts';
import { type Archive, archiveTask, augmentWith, createArchive } from '../modules/acts/index.ts';
import { unprovenFileAlarm } from './alarm.ts';
import type { Rooms } from './rooms.ts';
import type { Surroundings } from './surroundings.ts';
import type { WorkerProgram } from './worker-program.ts';

/** The task that takes up each act whose time has come, first or again. */
export const archiveSweep = 'acts.archive-sweep';

/** An act that waits longer than this for its long-term form calls whoever runs the platform: three days, in seconds. */
const tooLong = 3 * 86_400;

/** Brings sealed files to B-LTA for the worker, which holds no officer's key: it asks authorities and keeps what they answer. */
export function composeArchive(surroundings: Surroundings, { db, blobs, clock }: Rooms): Archive {
  const { config, addresses, log } = surroundings;
  if (addresses.timestamps.length === 0) throw new Error('TSA_URL must name an RFC 3161 authority.');
  const trust = { trust: surroundings.trust.officers, timestampTrust: surroundings.trust.timestamps };
  const origins = addresses.revocations ? [new URL(addresses.revocations).origin] : config.revocationOrigins;
  return createArchive({
    db,
    blobs,
    clock,
    trust,
    augment: augmentWith({
      trust,
      clock,
      timestampUrls: addresses.timestamps,
      revocation: fetchedRevocation({ origins, clock }),
    }),
    onHeldUp: held => log.warn(held, 'a sealed file could not be brought to B-LTA yet, and will be tried again'),
    onUnproven: unprovenFileAlarm(surroundings),
  });
}

const id = z.string().refine(isId);
const actOfJob = z.object({ communeId: id.transform(asId<CommuneId>), actId: id.transform(asId<ActId>) });

/** The worker's tasks over the archive. */
export function archiveTasks({ log, metrics }: Surroundings, archive: Archive): WorkerProgram['tasks'] {
  return {
    [archiveTask]: payload => {
      const { communeId, actId } = actOfJob.parse(payload);
      return archive.archive(communeId, actId);
    },
    [archiveSweep]: async () => {
      const backlog = await archive.sweep();
      metrics.archiveBacklog(backlog);
      if (backlog.seconds < tooLong) return;
      metrics.alarm('archive');
      log.error({ count: backlog.count }, 'sealed files have waited for days to be brought to B-LTA');
    },
  };
}
