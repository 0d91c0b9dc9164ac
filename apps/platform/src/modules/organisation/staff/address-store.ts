import { sql } from 'kysely';
import { asId, type CommuneId, type Language, type StaffId } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';

/** Where a member of staff is written to, still sealed, and in which language. */
export interface SealedAddress {
  readonly staffId: StaffId;
  readonly emailSealed: Buffer;
  readonly language: Language;
}

/** The addresses of some members of staff; those who gave none are absent. */
export async function selectAddresses(
  tx: Tx,
  communeId: CommuneId,
  staffIds: readonly StaffId[],
): Promise<readonly SealedAddress[]> {
  const { rows } = await sql<{ staff_id: string; email_sealed: Buffer; language: Language }>`
    select staff_id, email_sealed, language from organisation.staff_address
    where commune_id = ${communeId} and staff_id = any(${[...staffIds]}::uuid[])`.execute(tx);
  return rows.map(row => ({ staffId: asId(row.staff_id), emailSealed: row.email_sealed, language: row.language }));
}

/** Keeps an address in the place of the one before. */
export async function putAddress(
  tx: Tx,
  communeId: CommuneId,
  { staffId, emailSealed, language }: SealedAddress,
  now: Date,
): Promise<void> {
  await sql`insert into organisation.staff_address (commune_id, staff_id, email_sealed, language, kept_at)
    values (${communeId}, ${staffId}, ${emailSealed}, ${language}, ${now})
    on conflict (commune_id, staff_id) do update
      set email_sealed = excluded.email_sealed, language = excluded.language, kept_at = excluded.kept_at`.execute(tx);
}

/** Forgets an address; nothing happens where there is none. */
export async function deleteAddress(tx: Tx, communeId: CommuneId, staffId: StaffId): Promise<void> {
  await sql`delete from organisation.staff_address where commune_id = ${communeId} and staff_id = ${staffId}`.execute(
    tx,
  );
}
