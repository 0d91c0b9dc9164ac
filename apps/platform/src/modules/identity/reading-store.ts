import { sql } from 'kysely';
import { asId, type CommuneId, newId, type PersonId, type StaffId } from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import type { FileReading, ReadingPurpose } from './model.ts';

/** Who reads, from which commune: null for the person. */
export interface Reader {
  readonly communeId: CommuneId | null;
  readonly staffId: StaffId | null;
}

export async function insertReading(
  tx: Tx,
  personId: PersonId,
  reading: { readonly reader: Reader; readonly purpose: ReadingPurpose; readonly reason?: string | undefined },
  now: Date,
): Promise<void> {
  await sql`insert into identity.file_reading (id, person_id, commune_id, reader_id, purpose, reason, at)
    values (${newId(now)}, ${personId}, ${reading.reader.communeId}, ${reading.reader.staffId}, ${reading.purpose},
      ${reading.reason ?? null}, ${now})`.execute(tx);
}

/** When this member of staff enrolled the person. Inside a scope bound to the person. */
export async function findEnrolment(
  tx: Tx,
  personId: PersonId,
  { communeId, staffId }: { readonly communeId: CommuneId; readonly staffId: StaffId },
): Promise<Date | undefined> {
  const { rows } = await sql<{ at: Date }>`select at from identity.file_reading
    where person_id = ${personId} and purpose = 'enrolled' and commune_id = ${communeId} and reader_id = ${staffId}`.execute(
    tx,
  );
  return rows[0]?.at;
}

/** Latest first. */
export async function listReadings(tx: Tx, personId: PersonId, limit: number): Promise<FileReading[]> {
  const { rows } = await sql<{
    at: Date;
    purpose: ReadingPurpose;
    commune_id: string | null;
    reader_id: string | null;
    reason: string | null;
  }>`
    select at, purpose, commune_id, reader_id, reason from identity.file_reading
    where person_id = ${personId} order by at desc, id desc limit ${limit}`.execute(tx);
  return rows.map(row => ({
    at: row.at,
    purpose: row.purpose,
    communeId: row.commune_id === null ? null : asId(row.commune_id),
    readerId: row.reader_id,
    reason: row.reason,
  }));
}
