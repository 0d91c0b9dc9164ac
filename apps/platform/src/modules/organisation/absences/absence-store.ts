import { sql } from 'kysely';
import { asId, type CommuneId, type StaffId } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { Absence, AbsenceId } from './absences.ts';

/** The absences that end on `since` or later, earliest first. */
export async function selectAbsences(tx: Tx, communeId: CommuneId, since: string): Promise<readonly Absence[]> {
  const { rows } = await sql<{ id: string; staff_id: string; first_on: string; last_on: string }>`
    select id, staff_id, first_on::text as first_on, last_on::text as last_on from organisation.absence
    where commune_id = ${communeId} and cancelled_at is null and last_on >= ${since} order by first_on, id`.execute(tx);
  return rows.map(row => ({
    id: asId(row.id),
    staffId: asId(row.staff_id),
    firstOn: row.first_on,
    lastOn: row.last_on,
  }));
}

export async function insertAbsence(
  tx: Tx,
  communeId: CommuneId,
  { id, staffId, firstOn, lastOn }: Absence,
  { by, now }: { readonly by: StaffId; readonly now: Date },
): Promise<void> {
  await sql`insert into organisation.absence (commune_id, id, staff_id, first_on, last_on, entered_by, entered_at)
    values (${communeId}, ${id}, ${staffId}, ${firstOn}, ${lastOn}, ${by}, ${now})`.execute(tx);
}

export async function updateAbsenceCancelled(tx: Tx, communeId: CommuneId, id: AbsenceId, now: Date): Promise<void> {
  await sql`update organisation.absence set cancelled_at = ${now}
    where commune_id = ${communeId} and id = ${id} and cancelled_at is null`.execute(tx);
}
