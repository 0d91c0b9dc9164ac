import { sql } from 'kysely';
import { asId, type PersonId } from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import type { Holder, VaultItem } from './model.ts';

/** Puts a sealed paper into a vault; again is the same. */
export async function insertVaultItem(tx: Tx, { holder, actId, communeId, addedAt }: VaultItem): Promise<void> {
  const [table, column, id] = placeOf(holder);
  await sql`
    insert into documents.${table} (${column}, act_id, commune_id, added_at)
    values (${id}, ${actId}, ${communeId}, ${addedAt}) on conflict do nothing`.execute(tx);
}

/** Up to 500 papers of a holder, latest first. */
export async function selectVault(tx: Tx, holder: Holder): Promise<readonly VaultItem[]> {
  const [table, column, id] = placeOf(holder);
  const { rows } = await sql<{ act_id: string; commune_id: string; added_at: Date }>`
    select act_id, commune_id, added_at from documents.${table}
    where ${column} = ${id} order by added_at desc, act_id desc limit 500`.execute(tx);
  return rows.map(row => ({
    holder,
    actId: asId(row.act_id),
    communeId: asId(row.commune_id),
    addedAt: row.added_at,
  }));
}

/** The table of a kind of holder, its column, and who the holder is. */
function placeOf(holder: Holder) {
  return 'personId' in holder
    ? ([sql.ref('vault_item'), sql.ref('person_id'), holder.personId] as const)
    : ([sql.ref('organisation_vault_item'), sql.ref('organisation_id'), holder.organisationId] as const);
}

/** Moves the papers of a file that is being merged, in the transaction of the merge; the database refuses it in any other. */
export async function moveVaultItems(tx: Tx, mergeId: string): Promise<void> {
  await sql`select documents.move_vault_items(${mergeId})`.execute(tx);
}

/** Puts the papers back that a merge moved, in the transaction that reverses it. */
export async function restoreVaultItems(tx: Tx, mergeId: string): Promise<void> {
  await sql`select documents.restore_vault_items(${mergeId})`.execute(tx);
}

/** Takes every paper out of a person's vault: the papers stay with the communes that made them. Under the worker's login. */
export async function emptyVault(tx: Tx, personId: PersonId): Promise<void> {
  await sql`delete from documents.vault_item where person_id = ${personId}`.execute(tx);
}
