import { randomBytes } from 'node:crypto';
import { type ActId, type Clock, type CommuneId, type Refusal, type Result } from '../../kernel/index.ts';
import { type BlobStore, sha256Of } from '../../platform/blobs/index.ts';
import type { Database } from '../../platform/db/index.ts';
import { listCommunes } from '../organisation/index.ts';
import type { AfterStep } from '../sealing/index.ts';
import { findAct } from './act-store.ts';
import { enqueueArchive } from './archive-job.ts';
import {
  countWaiting,
  findNewestRevision,
  insertRevision,
  listDue,
  type NewestRevision,
  type Patience,
  updateArchived,
  updateHeldUp,
} from './archive-store.ts';
import { type FileJudgement, judgeSealedFile } from './file-judgement.ts';
import { commitTo, type LeafFields } from './leaf.ts';
import type { Act, FileTrust, SealedFile } from './model.ts';
import { lockRequests } from './preparation-store.ts';
import { compareToClaim, createSealedFiles, type ProvenFile, type SealedFilesDeps } from './sealed-file.ts';

/** Adds to a sealed file what proves the signature of one field in the long run, asking authorities. Refuses with what may mend, by code. */
export type Augment = (pdf: Uint8Array, field: string) => Promise<Result<Uint8Array>>;

/** Moments after which a process may die and must have lost nothing. */
export type ArchiveStep = 'augmented' | 'archive-stored' | 'archived';

/** What archiving stands on. It holds no key. */
export interface ArchiveDeps {
  readonly db: Database;
  readonly blobs: BlobStore;
  readonly clock: Clock;
  readonly trust: FileTrust;
  readonly augment: Augment;
  /** Told of each file that could not be brought up yet: ids and a code. */
  readonly onHeldUp: (held: HeldUp) => void;
  readonly onUnproven: SealedFilesDeps['onUnproven'];
  readonly after?: AfterStep<ArchiveStep>;
}

/** An act whose file could not be brought up yet. */
export interface HeldUp {
  readonly communeId: CommuneId;
  readonly actId: ActId;
  readonly reason: string;
}

/** Acts that wait for B-LTA or its renewal, and for how long the oldest does, in seconds. */
export interface ArchiveBacklog {
  readonly count: number;
  readonly seconds: number;
}

/** Brings sealed files to B-LTA, and renews them, each time as a further revision. */
export interface Archive {
  /**
   * The job `acts.archive`: makes the next revision of an act whose time has come. Repeatable, and safe beside another process
   * that does the same. What holds it up is kept with the time of the next try, and is no error.
   */
  archive(communeId: CommuneId, actId: ActId): Promise<void>;
  /** Enqueues that job for each act whose time has come, in every commune. Answers what waits. */
  sweep(): Promise<ArchiveBacklog>;
}

/** From a quarter of an hour to a day: an authority may be down for minutes, and a certificate without addresses stays so. */
const patience: Patience = { shortest: 900, longest: 86_400 };
/** How long before its certificate ends a document timestamp is renewed, in days. */
const renewalDays = 90;
/** Jobs that one sweep enqueues for a commune. */
const mostAtOnce = 200;

/** Builds the archive on what composition hands in. */
export function createArchive(options: ArchiveDeps): Archive {
  const deps = { after: () => undefined, ...options };
  const files = createSealedFiles(options);
  return {
    archive: async (communeId, actId) => {
      const task = await findTask(deps, communeId, actId);
      if (!task) return;
      const opened = await files.open(claimOf(task.act, task.newest.file));
      const refusal = opened.ok ? await bringUp(deps, task, opened.value) : opened.refusal;
      if (refusal) await holdUp(deps, task.act, refusal);
    },
    sweep: () => sweep(deps),
  };
}

type Deps = ArchiveDeps & Required<Pick<ArchiveDeps, 'after'>>;

/** An act whose newest revision is to have a successor now. */
interface Task {
  readonly act: Act;
  readonly newest: NewestRevision;
}

async function findTask({ db, clock }: Deps, communeId: CommuneId, actId: ActId): Promise<Task | undefined> {
  return db.transaction({ communeId }, async tx => {
    const act = await findAct(tx, communeId, actId);
    const newest = await findNewestRevision(tx, communeId, actId);
    if (!act || !newest) throw new Error('a job names an act that its commune does not have');
    const isDue = newest.dueAt <= clock();
    return isDue ? { act, newest } : undefined;
  });
}

function claimOf(act: Act, file: SealedFile) {
  return { ...act, actId: act.id, file };
}

/**
 * Outside any transaction up to the last: authorities may take their time. Recorded is only what has the revision before it as
 * its beginning, still proves the act, and reaches the level. Answers what holds it up, if anything does.
 */
async function bringUp(deps: Deps, task: Task, { bytes, field }: ProvenFile): Promise<Refusal | undefined> {
  const augmented = await deps.augment(bytes, field);
  if (!augmented.ok) return augmented.refusal;
  await deps.after('augmented');
  const file = Buffer.from(augmented.value);
  const judgement = judgeSealedFile(file, deps.trust);
  const successor: SealedFile = { sha256: sha256Of(file), length: file.length };
  const isSuccessor = file.length > bytes.length && file.subarray(0, bytes.length).equals(bytes);
  if (!isSuccessor || compareToClaim(claimOf(task.act, successor), judgement).length > 0)
    return { code: 'acts.archive-unproven', params: {} };
  if (judgement.level !== 'B-LTA') return { code: 'acts.archive-incomplete', params: {} };
  await deps.blobs.put(task.act.communeId, file);
  await deps.after('archive-stored');
  await recordRevision(deps, task, successor, judgement);
  await deps.after('archived');
  return undefined;
}

/** One transaction, under the request's lock: revision, leaf, and when it is to be renewed. Once: another process may have been first. */
async function recordRevision(
  { db, clock }: Deps,
  { act, newest }: Task,
  file: SealedFile,
  { timestampEnds }: FileJudgement,
): Promise<void> {
  const { communeId, id: actId, requestId } = act;
  await db.transaction({ communeId }, async tx => {
    await lockRequests(tx, communeId, [requestId]);
    const recordedAt = clock();
    const revision = newest.revision + 1;
    const fields = leafOf({ act, newest }, revision, file);
    // A salt that was destroyed leaves the new leaf severed from the start.
    const leaf = { fields, commitment: commitTo(fields, newest.salt ?? randomBytes(32)) };
    const isFirst = await insertRevision(
      tx,
      { communeId, actId },
      { revision, level: 'B-LTA', file, leaf, recordedAt },
    );
    if (isFirst) await updateArchived(tx, communeId, actId, renewalOf(recordedAt, timestampEnds));
  });
}

function leafOf({ act, newest }: Task, revision: number, file: SealedFile): LeafFields {
  return {
    v: 1,
    purpose: 'shubbak.leaf',
    commune: act.communeId,
    entry: act.entryNumber,
    revision,
    content: newest.contentSha256,
    file: file.sha256,
    length: file.length,
    seal: null,
    assertion: newest.assertionSha256,
  };
}

/** Well before the timestamp's certificate ends; half-way where it is short-lived, so that renewals never chase one another. */
function renewalOf(now: Date, ends: Date | undefined): Date {
  if (!ends) throw new Error('a file at B-LTA without its document timestamp');
  const early = ends.getTime() - renewalDays * 86_400_000;
  const halfWay = now.getTime() + (ends.getTime() - now.getTime()) / 2;
  return new Date(Math.max(early, halfWay));
}

async function holdUp({ db, clock, onHeldUp }: Deps, { communeId, id: actId }: Act, { code }: Refusal): Promise<void> {
  onHeldUp({ communeId, actId, reason: code });
  await db.transaction({ communeId }, tx =>
    updateHeldUp(tx, { communeId, actId }, { reason: code, at: clock(), ...patience }),
  );
}

async function sweep({ db, clock }: Deps): Promise<ArchiveBacklog> {
  const communes = await db.transaction({}, tx => listCommunes(tx));
  const now = clock();
  let [count, seconds] = [0, 0];
  for (const { id: communeId } of communes) {
    await db.transaction({ communeId }, async tx => {
      for (const actId of await listDue(tx, communeId, now, mostAtOnce)) await enqueueArchive(tx, communeId, actId);
      const waiting = await countWaiting(tx, communeId, now);
      count += waiting.count;
      if (waiting.since) seconds = Math.max(seconds, (now.getTime() - waiting.since.getTime()) / 1000);
    });
  }
  return { count, seconds };
}
