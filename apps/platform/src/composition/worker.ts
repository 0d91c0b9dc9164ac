import { z } from 'zod';
import { createSmtpMailer } from '../adapters/mail/index.ts';
import { asId, type CommuneId, isId, type PreparationId, type RequestId } from '../kernel/index.ts';
import { closeSandbox, proposeDocumentLanguage, proposeLanguageTask } from '../modules/documents/index.ts';
import { keepTask, tellTask } from '../modules/enrolment/index.ts';
import {
  contactCodeTask,
  exportTask,
  type MergeId,
  mergeTask,
  nationalNewsTask,
  retentionOf,
} from '../modules/identity/index.ts';
import { forgetUploads, invitationTask, keepPartiesTask } from '../modules/legalisation/index.ts';
import { expireLapsed, expiryTask, reckonTask } from '../modules/requests/index.ts';
import { deliverTask, securityNoticeTask } from '../modules/notifications/index.ts';
import { listsTask } from '../modules/acts/index.ts';
import { endingNoticeTask } from '../modules/organisation/index.ts';
import { deliverEndingNotice, endsTask, warnEverywhere } from './ending-statements.ts';
import { archiveSweep, archiveTasks, composeArchive } from './archive.ts';
import { extractsTask } from './extracts.ts';
import { enqueue } from '../platform/jobs/index.ts';
import { createRooms, type Rooms } from './rooms.ts';
import { openPool } from './pool.ts';
import type { Surroundings } from './surroundings.ts';
import { listTasks } from './withdrawal-lists.ts';
import { destroyUnmade, unmadePapersTask } from './unmade-papers.ts';
import type { WorkerProgram } from './worker-program.ts';

const id = z.string().refine(isId);
const preparation = z.object({
  communeId: id.transform(asId<CommuneId>),
  preparationId: id.transform(asId<PreparationId>),
});
const merge = z.object({ communeId: id.transform(asId<CommuneId>), mergeId: id.transform(asId<MergeId>) });
const commune = z.object({ communeId: id.transform(asId<CommuneId>) });
const request = z.object({ communeId: id.transform(asId<CommuneId>), requestId: id.transform(asId<RequestId>) });

/** Plugs the rooms together for jobs. Throws in production without a mail server. */
export function composeWorker(surroundings: Surroundings): WorkerProgram {
  const { config, addresses } = surroundings;
  if (!addresses.smtp) throw new Error('SMTP_URL must name a mail server.');
  const mailer = createSmtpMailer({ url: addresses.smtp, from: config.mailFrom });
  const db = openPool(surroundings, 'worker', 8);
  const rooms = createRooms(surroundings, db, mailer);
  const archive = composeArchive(surroundings, rooms);
  return {
    tasks: {
      ...tasksOf(surroundings, rooms),
      ...archiveTasks(surroundings, archive),
      ...listTasks(rooms, surroundings.log),
      [endingNoticeTask]: payload => deliverEndingNotice(surroundings, rooms, mailer, payload),
    },
    schedule: [
      { task: 'acts.recover', match: '* * * * *' },
      { task: extractsTask, match: '7 * * * *' },
      { task: archiveSweep, match: '*/5 * * * *' },
      { task: listsTask, match: '37 * * * *' },
      { task: expiryTask, match: '*/10 * * * *' },
      { task: 'identity.forget', match: '17 * * * *' },
      { task: keepTask, match: '31 * * * *' },
      { task: keepPartiesTask, match: '53 * * * *' },
      { task: 'identity.keep-files', match: '41 * * * *' },
      { task: 'certification.drop-scans', match: '47 * * * *' },
      { task: unmadePapersTask, match: '37 * * * *' },
      { task: 'identity.turn-ring', match: '23 * * * *' },
      { task: endsTask, match: '5 5 * * *' },
    ],
    recover: async () => {
      await rooms.acts.recover();
      await turnRing(surroundings, rooms.identity);
      // Whoever was down for long has lists that are too old: not only at the next hour.
      await db.transaction({}, tx => enqueue(tx, listsTask, {}, { key: listsTask }));
    },
    stop: () => rooms.close().then(closeSandbox),
  };
}

function tasksOf(surroundings: Surroundings, rooms: Rooms): WorkerProgram['tasks'] {
  const { acts, identity, merging, contactCodes, national, security, securityNotices, preEnrolments } = rooms;
  const { notifications, parties, db, blobs, exports, keepFiles } = rooms;
  return {
    'acts.seal': async payload => {
      const { communeId, preparationId } = preparation.parse(payload);
      const held = await acts.seal(communeId, preparationId);
      // An act that something holds up is tried again with the job's growing patience.
      if (held.size > 0)
        throw new Error(`${held.size} acts wait: ${[...held.values()].map(({ code }) => code).join(', ')}`);
    },
    'acts.recover': async () => void (await acts.recover()),
    [extractsTask]: async () => {
      surroundings.log.info(
        await rooms.register.extracts.makeMissing(),
        'the second copy of registers was looked after',
      );
    },
    'identity.forget': async () => {
      await identity.forget();
      await security.events.forget();
      await contactCodes.forget();
      await national.forget();
    },
    [nationalNewsTask]: payload => national.deliver(payload),
    [contactCodeTask]: payload => contactCodes.deliver(payload),
    [mergeTask]: payload => {
      const { communeId, mergeId } = merge.parse(payload);
      return merging.execute(communeId, mergeId);
    },
    'identity.turn-ring': () => turnRing(surroundings, identity),
    [endsTask]: () => warnEverywhere(rooms),
    [keepTask]: () => preEnrolments.keep(),
    [tellTask]: payload => preEnrolments.tell(payload),
    [exportTask]: payload => exports.make(payload),
    'identity.keep-files': async () => {
      surroundings.log.info(await keepFiles(), 'what is over its time was deleted');
    },
    'certification.drop-scans': async () => void (await rooms.originals.dropLapsed()),
    [expiryTask]: async () => {
      const ended = await expireLapsed(rooms);
      if (ended > 0) surroundings.log.info({ ended }, 'requests for which nothing happened in time have ended');
    },
    [unmadePapersTask]: async () => {
      const { days } = retentionOf(surroundings.config.retentionDays)['unmade-papers'];
      const destroyed = await destroyUnmade({ ...rooms, days });
      if (destroyed > 0) surroundings.log.info({ destroyed }, 'papers that came to nothing were destroyed');
    },
    [reckonTask]: async payload => void (await rooms.reckonAnew(commune.parse(payload).communeId)),
    [deliverTask]: payload => notifications.deliver(payload),
    [invitationTask]: payload => parties.deliver(payload),
    [keepPartiesTask]: async () => {
      await parties.keep();
      await forgetUploads(rooms);
    },
    [securityNoticeTask]: payload => securityNotices.deliver(payload),
    [proposeLanguageTask]: payload => proposeDocumentLanguage(db, blobs, request.parse(payload)),
  };
}

/** Says when an older key of the ring is needed no more: operators wait for that line (docs/operate.md). */
async function turnRing({ log }: Surroundings, identity: Rooms['identity']): Promise<void> {
  const { sealed, older } = await identity.turnRing();
  if (sealed > 0) log.info({ sealed, older }, 'data keys were sealed with the newest key of the ring');
}
