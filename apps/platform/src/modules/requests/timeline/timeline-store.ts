import { sql } from 'kysely';
import { asId, newId, type StaffId } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { Of } from '../handling/handling-store.ts';
import type { RequestEvent } from '../model.ts';

/** A change of a request as it was recorded. */
export interface RecordedEvent extends RequestEvent {
  readonly actor: { readonly kind: 'staff' | 'person'; readonly id: string } | { readonly kind: 'platform' };
  readonly at: Date;
}

/** Every change of a request, in order. */
export async function selectEvents(tx: Tx, { communeId, id }: Of): Promise<readonly RecordedEvent[]> {
  const { rows } = await sql<{
    version: number;
    kind: RequestEvent['kind'];
    actor_kind: 'staff' | 'person' | 'platform';
    actor_id: string | null;
    data: RequestEvent['data'];
    at: Date;
  }>`
    select version, kind, actor_kind, actor_id, data, at from requests.event
    where commune_id = ${communeId} and request_id = ${id} order by version`.execute(tx);
  return rows.map(({ actor_kind: kind, actor_id: actorId, ...event }) => ({
    ...event,
    actor: kind === 'platform' || actorId === null ? { kind: 'platform' } : { kind, id: actorId },
  }));
}

/** A member of staff opened the file. */
export interface Reading {
  readonly readerId: StaffId;
  readonly at: Date;
}

export async function selectReadings(tx: Tx, { communeId, id }: Of): Promise<readonly Reading[]> {
  const { rows } = await sql<{ reader_id: string; at: Date }>`
    select reader_id, at from requests.reading where commune_id = ${communeId} and request_id = ${id} order by at, id`.execute(
    tx,
  );
  return rows.map(row => ({ readerId: asId(row.reader_id), at: row.at }));
}

/** Writes a reading, unless the same reader's last one is later than `since`; answers whether it was written. */
export async function insertReading(
  tx: Tx,
  { communeId, id }: Of,
  { readerId, at, since }: Reading & { readonly since: Date },
): Promise<boolean> {
  // A screen asks for several parts of a file at once: one after the other here, so that they are one reading.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${id}/${readerId}`}, 0))`.execute(tx);
  const { rows } = await sql`
    insert into requests.reading (commune_id, request_id, id, reader_id, at)
    select ${communeId}, ${id}, ${newId(at)}, ${readerId}, ${at}
    where not exists (select 1 from requests.reading where commune_id = ${communeId} and request_id = ${id}
      and reader_id = ${readerId} and at > ${since}) returning id`.execute(tx);
  return rows.length === 1;
}
