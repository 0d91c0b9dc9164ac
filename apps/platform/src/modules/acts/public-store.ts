import { sql } from 'kysely';
import type { ActId, CommuneId } from '../../kernel/index.ts';
import { asSha256 } from '../../platform/blobs/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { codeHash, type VerificationCode } from './codes.ts';
import type { Act, PublicFace, SealedFile } from './model.ts';
import type { Standing } from './standing/model.ts';
import { listStandings } from './standing/standing-store.ts';

/** What whoever holds the code of a recorded act may know of it. Read from the columns that the verifier's login may read. */
export interface PublicAct {
  readonly communeId: CommuneId;
  readonly actId: ActId;
  readonly kind: Act['kind'];
  readonly entryNumber: string;
  readonly code: VerificationCode;
  readonly face: PublicFace;
  /** The authority's time, in the signature. */
  readonly timestampedAt: Date;
  /** The latest revision of the sealed file. */
  readonly file: SealedFile;
  /** Which KEY opens the file now. */
  readonly keyGeneration: number;
  /** How it stands when it is valid no more; null while it is. */
  readonly standing: Standing | null;
}

/** Which commune keeps the act of a code, from the national directory; undefined for a code that no act has. */
export async function findPlaceOfCode(
  tx: Tx,
  code: VerificationCode,
): Promise<Pick<PublicAct, 'communeId' | 'actId'> | undefined> {
  const { rows } = await sql<Pick<PublicAct, 'communeId' | 'actId'>>`
    select commune_id as "communeId", act_id as "actId" from verification.code where code_hash = ${codeHash(code)}`.execute(
    tx,
  );
  return rows[0];
}

/** The act of a code within one commune, in a transaction bound to it; undefined for a code of another, or of none. */
export async function findActOfCode(tx: Tx, communeId: CommuneId, code: VerificationCode): Promise<ActId | undefined> {
  const { rows } = await sql<{ id: ActId }>`
    select id from acts.act where commune_id = ${communeId} and code = ${code}`.execute(tx);
  return rows[0]?.id;
}

type Row = Omit<PublicAct, 'communeId' | 'file' | 'standing'> & { readonly sha256: Buffer; readonly length: number };

/** The acts of one commune that are among `actIds`, in no order, in a transaction bound to that commune. */
export async function listPublicActs(
  tx: Tx,
  communeId: CommuneId,
  actIds: readonly ActId[],
): Promise<readonly PublicAct[]> {
  const { rows } = await sql<Row>`
    select a.id as "actId", a.kind, a.entry_number as "entryNumber", a.code, a.public_face as face,
           a.timestamped_at as "timestampedAt", r.sha256, r.length, s.key_generation as "keyGeneration"
    from acts.act a
    join acts.secret s on s.commune_id = a.commune_id and s.act_id = a.id
    join lateral (select sha256, length from acts.revision r
                  where r.commune_id = a.commune_id and r.act_id = a.id order by revision desc limit 1) r on true
    where a.commune_id = ${communeId} and a.id = any(${actIds}::uuid[])`.execute(tx);
  const standings = await listStandings(tx, communeId, actIds);
  return rows.map(row => ({ ...readRow(communeId, row), standing: standings.get(row.actId) ?? null }));
}

function readRow(communeId: CommuneId, { sha256, length, ...row }: Row): Omit<PublicAct, 'standing'> {
  return { communeId, ...row, file: { sha256: asSha256(sha256), length } };
}

/** One act that the directory or a vault names. Throws when the commune does not have it. */
export async function getPublicAct(tx: Tx, communeId: CommuneId, actId: ActId): Promise<PublicAct> {
  const [act] = await listPublicActs(tx, communeId, [actId]);
  if (!act) throw new Error('an act is named that its commune does not have');
  return act;
}
