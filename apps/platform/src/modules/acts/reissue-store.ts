import { sql } from 'kysely';
import type { PreparedState } from '@shubbak/pades';
import type { ActId, CommuneId, OfficeId, OrganisationId, PersonId, Refusal, RequestId } from '../../kernel/index.ts';
import { asSha256 } from '../../platform/blobs/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import type { VerificationCode } from './codes.ts';
import { restoreFace, type StoredFace, storeFace } from './face.ts';
import type { Paper, RenderedPages, ReissueUnderWay } from './model.ts';

/** Writes a reissue whose number was reserved. */
export async function insertReissue(tx: Tx, reissue: Omit<ReissueUnderWay, 'rendered'>, now: Date): Promise<void> {
  await sql`insert into acts.reissue (commune_id, act_id, request_id, certification_id, office_id, year, number, code, face, paper, holders,
      organisations, begun_at)
    values (${reissue.communeId}, ${reissue.actId}, ${reissue.requestId}, ${reissue.certificationId}, ${reissue.officeId}, ${reissue.year},
      ${reissue.number}, ${reissue.code}, ${JSON.stringify(storeFace(reissue.face))}::jsonb, ${JSON.stringify(reissue.paper)}::jsonb,
      ${[...reissue.holders]}::uuid[], ${[...reissue.organisations]}::uuid[], ${now})`.execute(tx);
}

/** The reissue that was begun for a request. */
export async function findReissueOf(
  tx: Tx,
  communeId: CommuneId,
  requestId: RequestId,
): Promise<ReissueUnderWay | undefined> {
  const { rows } = await sql<ReissueRow>`
    select * from acts.reissue where commune_id = ${communeId} and request_id = ${requestId}`.execute(tx);
  return rows[0] && readReissue(communeId, rows[0]);
}

/** A reissue that is neither recorded nor cancelled. */
export async function findOpenReissue(
  tx: Tx,
  communeId: CommuneId,
  actId: ActId,
): Promise<ReissueUnderWay | undefined> {
  const { rows } = await sql<ReissueRow>`
    select * from acts.reissue where commune_id = ${communeId} and act_id = ${actId} and settled_at is null`.execute(
    tx,
  );
  return rows[0] && readReissue(communeId, rows[0]);
}

/** Reissues of a certification that were made, or are on their way. */
export async function countReissues(tx: Tx, communeId: CommuneId, certificationId: ActId): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from acts.reissue r
    where r.commune_id = ${communeId} and r.certification_id = ${certificationId}
      and (r.settled_at is null
        or exists (select 1 from acts.act a where a.commune_id = r.commune_id and a.id = r.act_id))`.execute(tx);
  return rows[0]?.count ?? 0;
}

/** Work that recovery finds: reissues that nobody ended. */
export async function listOpenReissues(tx: Tx, communeId: CommuneId): Promise<readonly ActId[]> {
  const { rows } = await sql<{ act_id: ActId }>`
    select act_id from acts.reissue where commune_id = ${communeId} and settled_at is null order by begun_at limit 1000`.execute(
    tx,
  );
  return rows.map(row => row.act_id);
}

/** Writes the final pages of a reissue. */
export async function updateReissuePages(
  tx: Tx,
  { communeId, actId }: Pick<ReissueUnderWay, 'communeId' | 'actId'>,
  { contentSha256, preparedSha256, state }: RenderedPages,
): Promise<void> {
  await sql`update acts.reissue set content_sha256 = ${Buffer.from(contentSha256, 'hex')},
      prepared_sha256 = ${Buffer.from(preparedSha256, 'hex')}, prepared_state = ${JSON.stringify(state)}::jsonb
    where commune_id = ${communeId} and act_id = ${actId} and prepared_sha256 is null`.execute(tx);
}

/** Marks a reissue as decided; nothing for an act that is none. */
export async function settleReissue(tx: Tx, communeId: CommuneId, actId: ActId, now: Date): Promise<void> {
  await sql`update acts.reissue set settled_at = ${now}
    where commune_id = ${communeId} and act_id = ${actId} and settled_at is null`.execute(tx);
}

/** Writes what holds a reissue up. */
export async function updateReissueDelay(
  tx: Tx,
  { communeId, actId }: Pick<ReissueUnderWay, 'communeId' | 'actId'>,
  { code, params }: Refusal,
): Promise<void> {
  await sql`update acts.reissue set waiting_for = ${JSON.stringify({ code, params })}::jsonb
    where commune_id = ${communeId} and act_id = ${actId} and settled_at is null`.execute(tx);
}

interface ReissueRow {
  act_id: ActId;
  request_id: RequestId;
  certification_id: ActId;
  office_id: OfficeId;
  year: number;
  number: number;
  code: VerificationCode;
  face: StoredFace;
  paper: Paper;
  holders: PersonId[];
  organisations: OrganisationId[];
  content_sha256: Buffer | null;
  prepared_sha256: Buffer | null;
  prepared_state: PreparedState | null;
}

function readReissue(communeId: CommuneId, row: ReissueRow): ReissueUnderWay {
  const { content_sha256: content, prepared_sha256: prepared, prepared_state: state } = row;
  const isRendered = content && prepared && state;
  return {
    communeId,
    actId: row.act_id,
    requestId: row.request_id,
    certificationId: row.certification_id,
    officeId: row.office_id,
    year: row.year,
    number: row.number,
    code: row.code,
    face: restoreFace(row.face),
    paper: row.paper,
    holders: row.holders,
    organisations: row.organisations,
    rendered: isRendered ? { contentSha256: asSha256(content), preparedSha256: asSha256(prepared), state } : null,
  };
}
