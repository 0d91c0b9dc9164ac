import { sql } from 'kysely';
import { asId, type CommuneId, type RequestId } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { Of } from '../handling/handling-store.ts';
import type { Doubt, DoubtEnd, DoubtId } from './model.ts';

/** A mark as it is kept: its words sealed. */
export interface SealedDoubt extends Omit<Doubt, 'words' | 'requestId'> {
  readonly words: Buffer | null;
}

/** Writes a mark: never changed afterwards. */
export async function insertDoubt(
  tx: Tx,
  { communeId, id: requestId }: Of,
  { id, pageId, picture, place, reason, words, markedBy, markedAt }: Omit<SealedDoubt, 'end'>,
): Promise<void> {
  await sql`
    insert into requests.doubt (commune_id, request_id, id, page_id, picture, x_mm, y_mm, width_mm, height_mm, reason, words_sealed, marked_by, marked_at)
    values (${communeId}, ${requestId}, ${id}, ${pageId}, ${picture}, ${place?.x ?? null}, ${place?.y ?? null},
      ${place?.width ?? null}, ${place?.height ?? null}, ${reason}, ${words}, ${markedBy}, ${markedAt})`.execute(tx);
}

/** Writes how a mark ended; answers whether it was open. */
export async function insertDoubtEnd(
  tx: Tx,
  { communeId, id: requestId }: Of,
  doubtId: DoubtId,
  { how, by, at }: DoubtEnd,
): Promise<boolean> {
  const { rows } = await sql`
    insert into requests.doubt_end (commune_id, request_id, doubt_id, how, ended_by, ended_at)
    values (${communeId}, ${requestId}, ${doubtId}, ${how}, ${by}, ${at})
    on conflict (commune_id, request_id, doubt_id) do nothing returning doubt_id`.execute(tx);
  return rows.length === 1;
}

interface DoubtRow {
  id: string;
  page_id: string;
  picture: string;
  x_mm: number | null;
  y_mm: number | null;
  width_mm: number | null;
  height_mm: number | null;
  reason: string;
  words_sealed: Buffer | null;
  marked_by: string;
  marked_at: Date;
  how: DoubtEnd['how'] | null;
  ended_by: string | null;
  ended_at: Date | null;
}

/** Every mark of a request with how it ended, in order. */
export async function selectDoubts(tx: Tx, { communeId, id }: Of): Promise<readonly SealedDoubt[]> {
  const { rows } = await sql<DoubtRow>`
    select d.id, d.page_id, d.picture, d.x_mm, d.y_mm, d.width_mm, d.height_mm, d.reason, d.words_sealed, d.marked_by, d.marked_at,
      e.how, e.ended_by, e.ended_at
    from requests.doubt d
    left join requests.doubt_end e on e.commune_id = d.commune_id and e.request_id = d.request_id and e.doubt_id = d.id
    where d.commune_id = ${communeId} and d.request_id = ${id} order by d.marked_at, d.id`.execute(tx);
  return rows.map(readDoubt);
}

function readDoubt(row: DoubtRow): SealedDoubt {
  const { x_mm: x, y_mm: y, width_mm: width, height_mm: height, how, ended_by: by, ended_at: at } = row;
  const placed = x !== null && y !== null && width !== null && height !== null;
  return {
    id: asId(row.id),
    pageId: asId(row.page_id),
    picture: row.picture,
    place: placed ? { x, y, width, height } : null,
    reason: row.reason,
    words: row.words_sealed,
    markedBy: asId(row.marked_by),
    markedAt: row.marked_at,
    end: how !== null && by !== null && at !== null ? { how, by: asId(by), at } : null,
  };
}

/** How many marks are open on each of several requests of a commune; one without is absent. */
export async function countOpenDoubts(
  tx: Tx,
  communeId: CommuneId,
  requestIds: readonly RequestId[],
): Promise<ReadonlyMap<RequestId, number>> {
  const { rows } = await sql<{ request_id: string; open: number }>`
    select d.request_id, count(*)::int as open from requests.doubt d
    where d.commune_id = ${communeId} and d.request_id = any(${[...requestIds]}::uuid[])
      and not exists (select 1 from requests.doubt_end e
        where e.commune_id = d.commune_id and e.request_id = d.request_id and e.doubt_id = d.id)
    group by d.request_id`.execute(tx);
  return new Map(rows.map(row => [asId<RequestId>(row.request_id), row.open]));
}
