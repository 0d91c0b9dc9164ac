import { sql } from 'kysely';
import { asId, type PersonId } from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import type { VaultItem } from './model.ts';

/** Puts a sealed paper into a vault; again is the same. */
export async function insertVaultItem(tx: Tx, item: VaultItem): Promise<void> {
  await sql`
    insert into documents.vault_item (person_id, act_id, commune_id, added_at)
    values (${item.personId}, ${item.actId}, ${item.communeId}, ${item.addedAt}) on conflict do nothing`.execute(tx);
}

/** Up to 500 papers of a person, latest first. */
export async function selectVault(tx: Tx, personId: PersonId): Promise<readonly VaultItem[]> {
  const { rows } = await sql<{ person_id: string; act_id: string; commune_id: string; added_at: Date }>`
    select person_id, act_id, commune_id, added_at from documents.vault_item
    where person_id = ${personId} order by added_at desc, act_id desc limit 500`.execute(tx);
  return rows.map(row => ({
    personId: asId(row.person_id),
    actId: asId(row.act_id),
    communeId: asId(row.commune_id),
    addedAt: row.added_at,
  }));
}
