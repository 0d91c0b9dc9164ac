import { sql } from 'kysely';
import { asId, type CommuneId, type Id } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { EventKind, HistoryEvent } from './history.ts';

export async function insertEvent(tx: Tx, communeId: CommuneId, event: HistoryEvent): Promise<void> {
  await sql`insert into organisation.history (commune_id, id, kind, subject_id, done_by, approved_by, done_at)
    values (${communeId}, ${event.id}, ${event.kind}, ${event.subjectId}, ${event.doneBy}, ${event.approvedBy}, ${event.doneAt})`.execute(
    tx,
  );
}

/** The latest lines, those before `before` where it is given, of one subject where it is given. */
export async function selectEvents(
  tx: Tx,
  communeId: CommuneId,
  asked: { readonly subjectId: Id<string> | null; readonly before: Id<string> | null; readonly limit: number },
): Promise<readonly HistoryEvent[]> {
  const { subjectId, before, limit } = asked;
  const { rows } = await sql<{
    id: string;
    kind: EventKind;
    subject_id: string;
    done_by: string | null;
    approved_by: string | null;
    done_at: Date;
  }>`
    select id, kind, subject_id, done_by, approved_by, done_at from organisation.history
    where commune_id = ${communeId} and (${subjectId}::uuid is null or subject_id = ${subjectId})
      and (${before}::uuid is null or id < ${before})
    order by id desc limit ${limit}`.execute(tx);
  return rows.map(row => ({
    id: asId(row.id),
    kind: row.kind,
    subjectId: asId(row.subject_id),
    doneBy: row.done_by === null ? null : asId(row.done_by),
    approvedBy: row.approved_by === null ? null : asId(row.approved_by),
    doneAt: row.done_at,
  }));
}
