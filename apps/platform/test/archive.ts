import { fetchedRevocation } from '@shubbak/pades';
import { sql } from 'kysely';
import type { ActId, Clock, CommuneId } from '../src/kernel/index.ts';
import {
  type Archive,
  type ArchiveStep,
  augmentWith,
  createArchive,
  type FileTrust,
  type HeldUp,
  type UnprovenFile,
} from '../src/modules/acts/index.ts';
import { type BlobStore, openBlobFolder } from '../src/platform/blobs/index.ts';
import type { Database } from '../src/platform/db/index.ts';

/** What an archive of a test asks: the demo's authorities, as a worker of the platform does. */
export interface TestArchiveOptions {
  /** Under the worker's login. */
  readonly db: Database;
  readonly dataDir: string;
  readonly trust: FileTrust;
  readonly timestampUrl: string;
  readonly revocationUrl: string;
  readonly clock?: Clock;
  readonly augment?: Parameters<typeof createArchive>[0]['augment'];
  readonly after?: (step: ArchiveStep) => Promise<void> | void;
}

/** An `Archive` over a real database, blobs in `dataDir`, and real authorities. */
export function testArchive(options: TestArchiveOptions): {
  readonly archive: Archive;
  readonly held: HeldUp[];
  readonly unproven: UnprovenFile[];
  readonly blobs: BlobStore;
} {
  const { db, dataDir, trust, timestampUrl, revocationUrl, clock = () => new Date(), after } = options;
  const blobs = openBlobFolder(`${dataDir}/blobs`);
  const held: HeldUp[] = [];
  const unproven: UnprovenFile[] = [];
  const revocation = fetchedRevocation({ origins: [new URL(revocationUrl).origin], clock });
  const archive = createArchive({
    db,
    blobs,
    clock,
    trust,
    augment: options.augment ?? augmentWith({ trust, clock, timestampUrls: [timestampUrl], revocation }),
    onHeldUp: each => held.push(each),
    onUnproven: each => unproven.push(each),
    ...(after && { after }),
  });
  return { archive, held, unproven, blobs };
}

/** One revision on record, with whether its leaf is there. */
export interface RevisionRow {
  readonly revision: number;
  readonly level: string;
  readonly sha256: string;
  readonly length: number;
  readonly leaf: boolean;
}

/** An act's revisions, oldest first. */
export async function readRevisions(db: Database, communeId: CommuneId, actId: ActId): Promise<readonly RevisionRow[]> {
  const { rows } = await db.transaction({ communeId }, tx =>
    sql<RevisionRow>`
      select r.revision, r.level, encode(r.sha256, 'hex') as sha256, r.length::int as length,
        l.fields->>'file' = encode(r.sha256, 'hex') and (l.fields->>'revision')::int = r.revision as leaf
      from acts.revision r left join acts.leaf l using (commune_id, act_id, revision)
      where r.act_id = ${actId} order by r.revision`.execute(tx),
  );
  return rows;
}

/** Lets an act's next revision be due now. */
export async function makeDue(db: Database, communeId: CommuneId, actId: ActId): Promise<void> {
  await db.transaction({ communeId }, tx =>
    sql`update acts.archiving set due_at = now() - interval '1 second' where act_id = ${actId}`.execute(tx),
  );
}
