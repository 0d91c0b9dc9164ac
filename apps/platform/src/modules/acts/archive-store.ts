import { sql } from 'kysely';
import type { ActId, CommuneId } from '../../kernel/index.ts';
import { asSha256, type Sha256 } from '../../platform/blobs/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import type { LeafFields } from './leaf.ts';
import type { SealedFile, SealedLevel } from './model.ts';

/** The newest revision of an act, with what its successor's leaf binds again. */
export interface NewestRevision {
  readonly revision: number;
  readonly level: SealedLevel;
  readonly file: SealedFile;
  readonly contentSha256: Sha256;
  readonly assertionSha256: Sha256;
  /** Null once it was destroyed. */
  readonly salt: Uint8Array | null;
  /** Not to be taken up before. */
  readonly dueAt: Date;
}

/** The newest revision of a recorded act. */
export async function findNewestRevision(
  tx: Tx,
  communeId: CommuneId,
  actId: ActId,
): Promise<NewestRevision | undefined> {
  const { rows } = await sql<{
    revision: number;
    level: SealedLevel;
    sha256: Buffer;
    length: number;
    content: Buffer;
    assertion: Buffer;
    salt: Buffer | null;
    dueAt: Date;
  }>`
    select r.revision, r.level, r.sha256, r.length, a.content_sha256 as content, a.assertion_sha256 as assertion, s.salt, g.due_at as "dueAt"
    from acts.revision r
    join acts.act a on a.commune_id = r.commune_id and a.id = r.act_id
    join acts.secret s on s.commune_id = r.commune_id and s.act_id = r.act_id
    join acts.archiving g on g.commune_id = r.commune_id and g.act_id = r.act_id
    where r.commune_id = ${communeId} and r.act_id = ${actId} order by r.revision desc limit 1`.execute(tx);
  const [row] = rows;
  if (!row) return undefined;
  const { sha256, length, content, assertion, ...rest } = row;
  const file = { sha256: asSha256(sha256), length };
  return { ...rest, file, contentSha256: asSha256(content), assertionSha256: asSha256(assertion) };
}

/** Adds a revision and its leaf. False when somebody else has made this one: nothing is written then. */
export async function insertRevision(
  tx: Tx,
  { communeId, actId }: { readonly communeId: CommuneId; readonly actId: ActId },
  next: {
    readonly revision: number;
    readonly level: SealedLevel;
    readonly file: SealedFile;
    readonly leaf: { readonly fields: LeafFields; readonly commitment: Uint8Array };
    readonly recordedAt: Date;
  },
): Promise<boolean> {
  const { revision, level, file, leaf, recordedAt } = next;
  const { rows } = await sql`
    insert into acts.revision (commune_id, act_id, revision, level, sha256, length, recorded_at)
    values (${communeId}, ${actId}, ${revision}, ${level}, ${Buffer.from(file.sha256, 'hex')}, ${file.length}, ${recordedAt})
    on conflict (commune_id, act_id, revision) do nothing returning revision`.execute(tx);
  if (rows.length === 0) return false;
  await sql`insert into acts.leaf (commune_id, act_id, revision, commitment, fields, made_at)
    values (${communeId}, ${actId}, ${revision}, ${Buffer.from(leaf.commitment)}, ${JSON.stringify(leaf.fields)}::jsonb, ${recordedAt})`.execute(
    tx,
  );
  return true;
}

/** The newest revision is good until then. */
export async function updateArchived(tx: Tx, communeId: CommuneId, actId: ActId, dueAt: Date): Promise<void> {
  await sql`update acts.archiving set due_at = ${dueAt}, failures = 0, failing_since = null, reason = null
    where commune_id = ${communeId} and act_id = ${actId}`.execute(tx);
}

/** Keeps that a try came to nothing, and why; the next waits twice as long as the one before, from `shortest` to `longest` seconds. */
export async function updateHeldUp(
  tx: Tx,
  { communeId, actId }: { readonly communeId: CommuneId; readonly actId: ActId },
  { reason, at, shortest, longest }: { readonly reason: string; readonly at: Date } & Patience,
): Promise<void> {
  await sql`
    update acts.archiving set
      failures = failures + 1, failing_since = coalesce(failing_since, ${at}), reason = ${reason},
      due_at = ${at}::timestamptz + make_interval(secs => least(${longest}::float8, ${shortest}::float8 * power(2, least(failures, 30))))
    where commune_id = ${communeId} and act_id = ${actId}`.execute(tx);
}

/** Seconds between two tries, at first and at most. */
export interface Patience {
  readonly shortest: number;
  readonly longest: number;
}

/** Acts of a commune whose file is to be brought up now, those first that wait longest; `most` of them. */
export async function listDue(tx: Tx, communeId: CommuneId, now: Date, most: number): Promise<readonly ActId[]> {
  const { rows } = await sql<{ id: ActId }>`
    select act_id as id from acts.archiving where commune_id = ${communeId} and due_at <= ${now} order by due_at limit ${most}`.execute(
    tx,
  );
  return rows.map(({ id }) => id);
}

/** How many acts of a commune wait for B-LTA, or for its renewal, and since when the oldest does. */
export async function countWaiting(
  tx: Tx,
  communeId: CommuneId,
  now: Date,
): Promise<{ readonly count: number; readonly since: Date | null }> {
  const { rows } = await sql<{ count: number; since: Date | null }>`
    select count(*)::int as count, min(coalesce(failing_since, due_at)) as since from acts.archiving
    where commune_id = ${communeId} and (due_at <= ${now} or failing_since is not null)`.execute(tx);
  return rows[0] ?? { count: 0, since: null };
}
