import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { type AccountId, asId, type PersonId } from '../../../kernel/index.ts';
import { rebind, type Tx } from '../../../platform/db/index.ts';
import { selectAbsorbed } from '../subject-key-store.ts';

/** What stands where a name stood. */
const nobody = '—';

/** What opens an account, or tells by what it was opened. */
const waysIn = ['passkey', 'app_code', 'recovery_code', 'known_device', 'security_event', 'session'] as const;

/**
 * Leaves of a person's file, and of those that were merged into it, what acts and registers refer to: rows with ids and days. Under the
 * worker's login, bound to the person. Again is the same.
 */
export async function eraseFile(tx: Tx, personId: PersonId, now: Date): Promise<void> {
  for (const each of [...(await selectAbsorbed(tx, personId)), personId]) await eraseOne(tx, each, now);
}

async function eraseOne(tx: Tx, personId: PersonId, now: Date): Promise<void> {
  await rebind(tx, { personId });
  const { rows } = await sql<{ id: string }>`select id from identity.account where person_id = ${personId}`.execute(tx);
  for (const { id } of rows) await closeAccount(tx, personId, asId(id), now);
  await rebind(tx, { personId });
  await sql`delete from identity.contact where person_id = ${personId}`.execute(tx);
  await sql`delete from identity.known_name where person_id = ${personId}`.execute(tx);
  await sql`delete from identity.file_reading where person_id = ${personId}`.execute(tx);
  await sql`delete from identity.file_change where person_id = ${personId}`.execute(tx);
  await sql`delete from identity.export where person_id = ${personId}`.execute(tx);
  await sql`delete from identity.retention_warning where person_id = ${personId}`.execute(tx);
  await sql`delete from identity.document_renewal where person_id = ${personId}`.execute(tx);
  await sql`delete from identity.national_binding where person_id = ${personId}`.execute(tx);
  await sql`update identity.helper set state = 'ended', ended_at = ${now}, ended_by = 'erasure'
    where (person_id = ${personId} or helper_id = ${personId}) and state in ('asked', 'agreed')`.execute(tx);
  const documents = await sql<{
    id: string;
  }>`select id from identity.identity_document where person_id = ${personId}`.execute(tx);
  for (const { id } of documents.rows)
    await sql`update identity.identity_document set number_sealed = '\\x00'::bytea, number_index = ${randomBytes(32)} where id = ${id}`.execute(
      tx,
    );
  await sql`update identity.person set name_arabic = ${nobody}, name_latin = ${nobody}, birth_date = null, address_sealed = null,
    birth_place_sealed = null where id = ${personId}`.execute(tx);
  await sql`delete from identity.known_person where person_id = ${personId}`.execute(tx);
}

async function closeAccount(tx: Tx, personId: PersonId, accountId: AccountId, now: Date): Promise<void> {
  await rebind(tx, { personId, accountId });
  for (const table of waysIn)
    await sql`delete from identity.${sql.ref(table)} where account_id = ${accountId}`.execute(tx);
  await sql`update identity.activation set replaced_at = ${now} where account_id = ${accountId} and replaced_at is null`.execute(
    tx,
  );
  await sql`update identity.account set password_hash = null, number = ${`erased-${accountId}`} where id = ${accountId}`.execute(
    tx,
  );
}
