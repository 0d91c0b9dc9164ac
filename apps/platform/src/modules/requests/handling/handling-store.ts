import { sql } from 'kysely';
import { asId, type CommuneId, type RequestId, type StaffId } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { Handled, OpinionId } from './model.ts';

/** Which request a row belongs to. */
export interface Of {
  readonly communeId: CommuneId;
  readonly id: RequestId;
}

/** Writes what was done about a locked request, after what was done before: never changed afterwards. */
export async function insertHandled(
  tx: Tx,
  { communeId, id: requestId }: Of,
  { kind, actorId, colleagueId, data, at }: Handled,
): Promise<void> {
  await sql`insert into requests.handling (commune_id, request_id, position, kind, actor_id, colleague_id, data, at)
    select ${communeId}, ${requestId}, coalesce(max(position), 0) + 1, ${kind}::text, ${actorId}::uuid, ${colleagueId}::uuid,
      ${JSON.stringify(data)}::jsonb, ${at}::timestamptz
    from requests.handling where commune_id = ${communeId} and request_id = ${requestId}`.execute(tx);
}

/** Everything that was done about a request, in order. */
export async function selectHandled(tx: Tx, { communeId, id }: Of): Promise<readonly Handled[]> {
  const { rows } = await sql<{
    kind: Handled['kind'];
    actor_id: string | null;
    colleague_id: string | null;
    data: Handled['data'];
    at: Date;
  }>`
    select kind, actor_id, colleague_id, data, at from requests.handling
    where commune_id = ${communeId} and request_id = ${id} order by position`.execute(tx);
  return rows.map(row => ({
    kind: row.kind,
    actorId: row.actor_id === null ? null : asId(row.actor_id),
    colleagueId: row.colleague_id === null ? null : asId(row.colleague_id),
    data: row.data,
    at: row.at,
  }));
}

/** Puts a request where its priority belongs in the queue. */
export async function updateRank(tx: Tx, { communeId, id }: Of, rank: number): Promise<void> {
  await sql`update requests.request set rank = ${rank} where commune_id = ${communeId} and id = ${id}`.execute(tx);
}

/** Since when an officer may have it; null when somebody has to look again. */
export async function updateHanded(tx: Tx, { communeId, id }: Of, at: Date | null): Promise<void> {
  await sql`update requests.request set handed_at = ${at} where commune_id = ${communeId} and id = ${id}`.execute(tx);
}

/** Where a request stands in its queue, beside what its room says of it. */
export async function findStanding(
  tx: Tx,
  { communeId, id }: Of,
): Promise<{ readonly rank: number; readonly handedAt: Date | null; readonly nature: string | null }> {
  const { rows } = await sql<{ rank: number; handed_at: Date | null; nature: string | null }>`
    select rank, handed_at, nature from requests.request where commune_id = ${communeId} and id = ${id}`.execute(tx);
  const [row] = rows;
  if (!row) throw new Error('no such request');
  return { rank: row.rank, handedAt: row.handed_at, nature: row.nature };
}

/** Names the nature of a request, by its service's own word, for the lists. */
export async function updateNature(tx: Tx, { communeId, id }: Of, nature: string | null): Promise<void> {
  await sql`update requests.request set nature = ${nature} where commune_id = ${communeId} and id = ${id}`.execute(tx);
}

/** An opinion as it is kept: its words sealed. */
export interface SealedOpinion {
  readonly id: OpinionId;
  readonly askedBy: StaffId;
  readonly askedOf: StaffId;
  readonly question: Buffer;
  readonly askedAt: Date;
  readonly answer: Buffer | null;
  readonly answeredAt: Date | null;
}

export async function insertOpinion(
  tx: Tx,
  { communeId, id: requestId }: Of,
  { id, askedBy, askedOf, question, askedAt }: Omit<SealedOpinion, 'answer' | 'answeredAt'>,
): Promise<void> {
  await sql`insert into requests.opinion (commune_id, request_id, id, asked_by, asked_of, question_sealed, asked_at)
    values (${communeId}, ${requestId}, ${id}, ${askedBy}, ${askedOf}, ${question}, ${askedAt})`.execute(tx);
}

/** Writes an answer, once; answers whether it was the first. */
export async function updateAnswer(
  tx: Tx,
  { communeId, id: requestId }: Of,
  { id, answer, at }: { readonly id: OpinionId; readonly answer: Buffer; readonly at: Date },
): Promise<boolean> {
  const { rows } = await sql`update requests.opinion set answer_sealed = ${answer}, answered_at = ${at}
    where commune_id = ${communeId} and request_id = ${requestId} and id = ${id} and answered_at is null returning id`.execute(
    tx,
  );
  return rows.length === 1;
}

/** Every opinion asked for on a request, in order. */
export async function selectOpinions(tx: Tx, { communeId, id }: Of): Promise<readonly SealedOpinion[]> {
  const { rows } = await sql<{
    id: string;
    asked_by: string;
    asked_of: string;
    question_sealed: Buffer;
    asked_at: Date;
    answer_sealed: Buffer | null;
    answered_at: Date | null;
  }>`
    select id, asked_by, asked_of, question_sealed, asked_at, answer_sealed, answered_at from requests.opinion
    where commune_id = ${communeId} and request_id = ${id} order by asked_at, id`.execute(tx);
  return rows.map(row => ({
    id: asId(row.id),
    askedBy: asId(row.asked_by),
    askedOf: asId(row.asked_of),
    question: row.question_sealed,
    askedAt: row.asked_at,
    answer: row.answer_sealed,
    answeredAt: row.answered_at,
  }));
}
