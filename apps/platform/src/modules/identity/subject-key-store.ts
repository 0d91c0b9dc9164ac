import { sql } from 'kysely';
import { asId, type PersonId } from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import type { SubjectId } from './subject-vault.ts';

/** A subject's data key as it is kept; `sealed` is null once it was destroyed. */
export interface SubjectKeyRow {
  readonly subjectId: SubjectId;
  readonly sealed: { readonly ringKey: Buffer; readonly key: Buffer } | null;
}

/** Says for which subject, beyond the person and commune of its scope, a transaction may use a key. A person's key stays out of reach. */
export async function nameSubject(tx: Tx, subjectId: SubjectId): Promise<void> {
  await sql`select set_config('app.subject', ${subjectId}, true)`.execute(tx);
}

/** The keys of several subjects, of those that the transaction's scope may use. */
export async function selectKeys(tx: Tx, subjectIds: readonly SubjectId[]): Promise<SubjectKeyRow[]> {
  const { rows } = await sql<{ subject_id: string; ring_key: Buffer | null; sealed_key: Buffer | null }>`
    select subject_id, ring_key, sealed_key from identity.subject_key
    where subject_id = any(${[...subjectIds]}::uuid[])`.execute(tx);
  return rows.map(({ subject_id, ring_key: ringKey, sealed_key: key }) => ({
    subjectId: asId<SubjectId>(subject_id),
    sealed: ringKey && key ? { ringKey, key } : null,
  }));
}

/** Writes a new subject's key; nothing happens when another transaction was first. */
export async function insertKey(
  tx: Tx,
  subjectId: SubjectId,
  { ringKey, key }: { readonly ringKey: Buffer; readonly key: Buffer },
): Promise<void> {
  await sql`insert into identity.subject_key (subject_id, ring_key, sealed_key, created_at)
    values (${subjectId}, ${ringKey}, ${key}, now()) on conflict do nothing`.execute(tx);
}

/** Writes the same data key, sealed by another key of the ring: unless it was destroyed meanwhile. */
export async function replaceSealed(
  tx: Tx,
  subjectId: SubjectId,
  { ringKey, key }: { readonly ringKey: Buffer; readonly key: Buffer },
): Promise<void> {
  await sql`update identity.subject_key set ring_key = ${ringKey}, sealed_key = ${key}
    where subject_id = ${subjectId} and destroyed_at is null`.execute(tx);
}

/** Subjects after `after`, in the order of their ids, whose data keys are not sealed with the ring's newest key. For the worker. */
export async function listOlderKeys(tx: Tx, newest: Buffer, after: SubjectId, limit: number): Promise<SubjectId[]> {
  const { rows } = await sql<{
    id: string;
  }>`select identity.list_older_keys(${newest}, ${after}, ${limit}) as id`.execute(tx);
  return rows.map(({ id }) => asId(id));
}

/** How many data keys are not sealed with the ring's newest key. For the worker. */
export async function countOlderKeys(tx: Tx, newest: Buffer): Promise<number> {
  const { rows } = await sql<{ older: number }>`select identity.count_older_keys(${newest}) as older`.execute(tx);
  return rows[0]?.older ?? 0;
}

/** Persons after `after` of whom something was sealed before there were data keys. For the worker. */
export async function listOldSeals(tx: Tx, after: SubjectId, limit: number): Promise<PersonId[]> {
  const { rows } = await sql<{ id: string }>`select identity.list_old_seals(${after}, ${limit}) as id`.execute(tx);
  return rows.map(({ id }) => asId(id));
}

/** The persons whose files were merged into this subject's. */
export async function selectAbsorbed(tx: Tx, subjectId: SubjectId): Promise<PersonId[]> {
  const { rows } = await sql<{ id: string }>`select identity.absorbed_by(${subjectId}) as id`.execute(tx);
  return rows.map(({ id }) => asId(id));
}

/** Destroys a key. A subject without one gets a destroyed one, so that nothing of it is ever sealed again. */
export async function destroyKey(tx: Tx, subjectId: SubjectId): Promise<void> {
  await sql`insert into identity.subject_key (subject_id, created_at, destroyed_at) values (${subjectId}, now(), now())
    on conflict do nothing`.execute(tx);
  await sql`update identity.subject_key set ring_key = null, sealed_key = null, destroyed_at = now()
    where subject_id = ${subjectId} and destroyed_at is null`.execute(tx);
}
