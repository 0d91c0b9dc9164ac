import { sql } from 'kysely';
import { asId, type CommuneId, type Id, type RequestId, type StaffId } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { Of } from '../handling/handling-store.ts';

export type MessageId = Id<'message'>;

/** Who is speaking: the applicant, or anybody of the office. */
export type Side = 'applicant' | 'office';

/** A message as it is kept. */
export interface SealedMessage {
  readonly id: MessageId;
  readonly side: Side;
  /** Who wrote for the office; null for the applicant. */
  readonly staffId: StaffId | null;
  readonly body: Buffer;
  readonly at: Date;
}

/** Writes a message: never changed afterwards. Its time comes after that of the one before it, so that the order is theirs. */
export async function insertMessage(
  tx: Tx,
  { communeId, id: requestId }: Of,
  { id, side, staffId, body, at }: SealedMessage,
): Promise<void> {
  await sql`insert into requests.message (commune_id, request_id, id, side, staff_id, body_sealed, at)
    select ${communeId}, ${requestId}, ${id}, ${side}, ${staffId}::uuid, ${body}, greatest(${at}, max(at) + interval '1 millisecond')
    from requests.message where commune_id = ${communeId} and request_id = ${requestId}`.execute(tx);
}

/** The messages of a request, in order: the latest `most`. */
export async function selectMessages(tx: Tx, { communeId, id }: Of, most: number): Promise<readonly SealedMessage[]> {
  const { rows } = await sql<{ id: string; side: Side; staff_id: string | null; body_sealed: Buffer; at: Date }>`
    select id, side, staff_id, body_sealed, at from requests.message
    where commune_id = ${communeId} and request_id = ${id} order by at desc, id desc limit ${most}`.execute(tx);
  return rows
    .map(row => ({
      id: asId<MessageId>(row.id),
      side: row.side,
      staffId: row.staff_id === null ? null : asId<StaffId>(row.staff_id),
      body: row.body_sealed,
      at: row.at,
    }))
    .toReversed();
}

/** How many messages of the office the applicant of each of several requests of a commune has not read. */
export async function countUnread(
  tx: Tx,
  communeId: CommuneId,
  requestIds: readonly RequestId[],
): Promise<ReadonlyMap<RequestId, number>> {
  const { rows } = await sql<{ request_id: string; unread: number }>`
    select m.request_id, count(*) as unread from requests.message m
    left join requests.message_mark k on k.commune_id = m.commune_id and k.request_id = m.request_id and k.side = 'applicant'
    where m.commune_id = ${communeId} and m.request_id = any(${[...requestIds]}::uuid[]) and m.side = 'office'
      and m.at > coalesce(k.read_until, '-infinity') group by m.request_id`.execute(tx);
  return new Map(rows.map(row => [asId<RequestId>(row.request_id), row.unread]));
}

/** How far each side has read. */
export async function selectMarks(tx: Tx, { communeId, id }: Of): Promise<ReadonlyMap<Side, Date>> {
  const { rows } = await sql<{ side: Side; read_until: Date }>`
    select side, read_until from requests.message_mark where commune_id = ${communeId} and request_id = ${id}`.execute(
    tx,
  );
  return new Map(rows.map(row => [row.side, row.read_until]));
}

/** Says how far a side has read; never back. */
export async function putMark(tx: Tx, { communeId, id }: Of, side: Side, until: Date): Promise<void> {
  await sql`insert into requests.message_mark (commune_id, request_id, side, read_until)
    values (${communeId}, ${id}, ${side}, ${until})
    on conflict (commune_id, request_id, side) do update set read_until = greatest(message_mark.read_until, excluded.read_until)`.execute(
    tx,
  );
}
