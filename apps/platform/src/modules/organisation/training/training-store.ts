import { sql } from 'kysely';
import { asId, type CommuneId, type OfficeId, type StaffId } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';

/** The offices in which everybody works in training now. */
export async function selectTrainingOffices(tx: Tx, communeId: CommuneId): Promise<ReadonlySet<OfficeId>> {
  const { rows } = await sql<{ office_id: string }>`
    select office_id from organisation.training_office where commune_id = ${communeId} and until is null`.execute(tx);
  return new Set(rows.map(row => asId<OfficeId>(row.office_id)));
}

/** Which office, and who says so when. */
export interface TrainingTurn {
  readonly communeId: CommuneId;
  readonly officeId: OfficeId;
  readonly by: StaffId;
  readonly now: Date;
}

/** Puts an office into training; false when it is. */
export async function insertTrainingOffice(tx: Tx, { communeId, officeId, by, now }: TrainingTurn): Promise<boolean> {
  const { rows } = await sql`
    insert into organisation.training_office (commune_id, office_id, since, begun_by)
    values (${communeId}, ${officeId}, ${now}, ${by}) on conflict do nothing returning 1`.execute(tx);
  return rows.length === 1;
}

/** Takes an office out of training; false when it was not. */
export async function endTrainingOffice(tx: Tx, { communeId, officeId, by, now }: TrainingTurn): Promise<boolean> {
  const { rows } = await sql`
    update organisation.training_office set until = ${now}, ended_by = ${by}
    where commune_id = ${communeId} and office_id = ${officeId} and until is null returning 1`.execute(tx);
  return rows.length === 1;
}
