import { sql } from 'kysely';
import {
  type ActId,
  type CommuneId,
  type DelegationId,
  isTraining,
  type OfficeId,
  type PreparationId,
  type RequestId,
  type StaffId,
} from '../../kernel/index.ts';
import { asSha256, type Sha256 } from '../../platform/blobs/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { codeHash, type VerificationCode } from './codes.ts';
import { restoreFace, type StoredFace, storeFace } from './face.ts';
import type { LeafFields } from './leaf.ts';
import type { Act, PublicFace, SealedFile } from './model.ts';

/** Everything that recording an act writes in this room. */
export interface ActRecord {
  readonly act: Act;
  readonly publicFace: PublicFace;
  readonly contentSha256: Sha256;
  readonly assertionSha256: Sha256;
  readonly file: SealedFile;
  readonly salt: Uint8Array;
  readonly leaf: { readonly fields: LeafFields; readonly commitment: Uint8Array };
}

/** Generation of the KEY that the paper carries. */
export const firstGeneration = 1;
/** The sealed file as it was made; augmented successors count on. */
export const firstRevision = 1;

/** Writes the act, its file's revision, its secrets, its leaf, and its code in the national directory. */
export async function insertAct(
  tx: Tx,
  { act, publicFace, contentSha256, assertionSha256, file, salt, leaf }: ActRecord,
): Promise<void> {
  const { communeId, id, recordedAt } = act;
  await sql`insert into acts.act (commune_id, id, request_id, preparation_id, kind, office_id, year, number, entry_number, code, face, public_face,
      officer_id, delegation_id, content_sha256, assertion_sha256, timestamped_at, recorded_at)
    values (${communeId}, ${id}, ${act.requestId}, ${act.preparationId}, ${act.kind}, ${act.officeId}, ${act.year}, ${act.number},
      ${act.entryNumber}, ${act.code}, ${JSON.stringify(storeFace(act.face))}::jsonb, ${JSON.stringify(publicFace)}::jsonb,
      ${act.officerId}, ${act.delegationId}, ${hex(contentSha256)}, ${hex(assertionSha256)}, ${act.timestampedAt}, ${recordedAt})`.execute(
    tx,
  );
  await sql`insert into acts.revision (commune_id, act_id, revision, level, sha256, length, recorded_at)
    values (${communeId}, ${id}, ${firstRevision}, 'B-T', ${hex(file.sha256)}, ${file.length}, ${recordedAt})`.execute(
    tx,
  );
  await sql`insert into acts.secret (commune_id, act_id, salt, key_generation)
    values (${communeId}, ${id}, ${Buffer.from(salt)}, ${firstGeneration})`.execute(tx);
  await sql`insert into acts.leaf (commune_id, act_id, revision, commitment, fields, made_at)
    values (${communeId}, ${id}, ${firstRevision}, ${Buffer.from(leaf.commitment)}, ${JSON.stringify(leaf.fields)}::jsonb, ${recordedAt})`.execute(
    tx,
  );
  // The file is to be brought to B-LTA at once, and until it is, this row says so; what people train with is not kept that long.
  if (!isTraining(communeId)) {
    await sql`insert into acts.archiving (commune_id, act_id, due_at, failures) values (${communeId}, ${id}, ${recordedAt}, 0)`.execute(
      tx,
    );
  }
  await sql`insert into verification.code (code_hash, commune_id, act_id) values (${codeHash(act.code)}, ${communeId}, ${id})`.execute(
    tx,
  );
}

interface ActRow {
  id: ActId;
  request_id: RequestId;
  preparation_id: PreparationId;
  kind: Act['kind'];
  office_id: OfficeId;
  year: number;
  number: number;
  entry_number: string;
  code: VerificationCode;
  face: StoredFace;
  officer_id: StaffId;
  delegation_id: DelegationId;
  timestamped_at: Date;
  recorded_at: Date;
}

/** One recorded act. */
export async function findAct(tx: Tx, communeId: CommuneId, actId: ActId): Promise<Act | undefined> {
  const { rows } = await sql<ActRow>`select * from acts.act where commune_id = ${communeId} and id = ${actId}`.execute(
    tx,
  );
  return rows[0] && readAct(communeId, rows[0]);
}

/** The act that came of a request. */
export async function findActOfRequest(tx: Tx, communeId: CommuneId, requestId: RequestId): Promise<Act | undefined> {
  const { rows } =
    await sql<ActRow>`select * from acts.act where commune_id = ${communeId} and request_id = ${requestId}`.execute(tx);
  return rows[0] && readAct(communeId, rows[0]);
}

/** The acts that an officer signed since an instant, latest first, at most `most`. */
export async function selectActsOfOfficer(
  tx: Tx,
  communeId: CommuneId,
  { officerId, since, most }: { readonly officerId: StaffId; readonly since: Date; readonly most: number },
): Promise<readonly Act[]> {
  const { rows } = await sql<ActRow>`
    select * from acts.act where commune_id = ${communeId} and officer_id = ${officerId} and recorded_at >= ${since}
    order by recorded_at desc limit ${most}`.execute(tx);
  return rows.map(row => readAct(communeId, row));
}

/** Which KEY of the act is in force. */
export async function getGeneration(tx: Tx, communeId: CommuneId, actId: ActId): Promise<number> {
  const { rows } = await sql<{ generation: number }>`
    select key_generation as generation from acts.secret where commune_id = ${communeId} and act_id = ${actId}`.execute(
    tx,
  );
  if (!rows[0]) throw new Error('an act without its secrets');
  return rows[0].generation;
}

/** The latest revision of an act's sealed file. */
export async function findSealedFile(tx: Tx, communeId: CommuneId, actId: ActId): Promise<SealedFile | undefined> {
  const { rows } = await sql<{ sha256: Buffer; length: number }>`
    select sha256, length from acts.revision where commune_id = ${communeId} and act_id = ${actId} order by revision desc limit 1`.execute(
    tx,
  );
  return rows[0] && { sha256: asSha256(rows[0].sha256), length: rows[0].length };
}

function readAct(communeId: CommuneId, row: ActRow): Act {
  return {
    communeId,
    id: row.id,
    requestId: row.request_id,
    preparationId: row.preparation_id,
    kind: row.kind,
    officeId: row.office_id,
    year: row.year,
    number: row.number,
    entryNumber: row.entry_number,
    code: row.code,
    face: restoreFace(row.face),
    officerId: row.officer_id,
    delegationId: row.delegation_id,
    timestampedAt: row.timestamped_at,
    recordedAt: row.recorded_at,
  };
}

function hex(sha256: string): Buffer {
  return Buffer.from(sha256, 'hex');
}

/** Those of some blobs that are neither the file of an act nor on the way to one: a sealed paper may have been brought in again for another. */
export async function selectUnsealed(
  tx: Tx,
  communeId: CommuneId,
  blobs: readonly Sha256[],
): Promise<readonly Sha256[]> {
  const { rows } = await sql<{ sha256: Buffer }>`
    select b.sha256 from unnest(${blobs.map(each => Buffer.from(each, 'hex'))}::bytea[]) as b (sha256)
    where not exists (select from acts.revision r where r.commune_id = ${communeId} and r.sha256 = b.sha256)
      and not exists (select from acts.prepared_act p where p.commune_id = ${communeId}
        and b.sha256 in (p.content_sha256, p.prepared_sha256))
      and not exists (select from acts.reissue i where i.commune_id = ${communeId}
        and b.sha256 in (i.content_sha256, i.prepared_sha256))`.execute(tx);
  return rows.map(({ sha256 }) => asSha256(sha256));
}
