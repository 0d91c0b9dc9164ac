import { sql } from 'kysely';
import type { ActId, CommuneId } from '../../kernel/index.ts';
import { asSha256 } from '../../platform/blobs/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import type { VerificationCode } from '../acts/index.ts';
import type { Finding, PublicFace } from './model.ts';

/** Which commune keeps the act filed under `codeHash` in the national directory. */
export async function findPlace(tx: Tx, codeHash: Buffer): Promise<{ communeId: CommuneId; actId: ActId } | undefined> {
  const { rows } = await sql<{ communeId: CommuneId; actId: ActId }>`
    select commune_id as "communeId", act_id as "actId" from verification.code where code_hash = ${codeHash}`.execute(
    tx,
  );
  return rows[0];
}

interface Row {
  readonly kind: 'legalisation';
  readonly entryNumber: string;
  readonly code: VerificationCode;
  readonly face: PublicFace;
  readonly signedAt: Date;
  readonly sha256: Buffer;
  readonly length: number;
  readonly keyGeneration: number;
}

/** The act in a transaction bound to its commune, with its latest file. */
export async function getFinding(tx: Tx, communeId: CommuneId, actId: ActId): Promise<Finding> {
  const { rows } = await sql<Row>`
    select a.kind, a.entry_number as "entryNumber", a.code, a.public_face as face, a.timestamped_at as "signedAt",
           r.sha256, r.length, s.key_generation as "keyGeneration"
    from acts.act a
    join acts.secret s on s.commune_id = a.commune_id and s.act_id = a.id
    join lateral (select sha256, length from acts.revision r where r.commune_id = a.commune_id and r.act_id = a.id order by revision desc limit 1) r on true
    where a.commune_id = ${communeId} and a.id = ${actId}`.execute(tx);
  const row = rows[0];
  if (!row) throw new Error('the directory names an act that its commune does not have');
  const { sha256, length, ...rest } = row;
  return { communeId, actId, ...rest, file: { sha256: asSha256(sha256), length } };
}
